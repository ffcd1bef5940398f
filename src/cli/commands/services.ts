// `services`: what runs inside the node by itself, and starting and stopping it.
import type { Command } from 'commander'
import type { ServiceInfo } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { pathPart } from '../path-part.js'
import { describeService } from '../service-words.js'

const EXAMPLES = `
Of the node itself: peering (its groups), upload (what goes out from this machine), relay (what it does for members).
Others are npm packages that the setting services.packages names.

Examples:
  potluck services
  potluck services restart peering
  potluck services stop @acme/reports`

export function addServices(program: Command): void {
  const services = addCommonOptions(program.command('services'))
  services.description('what runs inside the node by itself').addHelpText('after', EXAMPLES)
  addCommonOptions(services.command('list', { isDefault: true }))
    .description('how each does')
    .addHelpText('after', '\nExamples:\n  potluck services list\n  potluck services list --json')
    .action(async (_options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const answer = (await node().get('/v1/services')) as { services: ServiceInfo[] }
      output.result(answer, answer.services.map(describeService))
    })
  const act = (deed: 'start' | 'stop' | 'restart', about: string): void => {
    addCommonOptions(services.command(deed))
      .argument('<name>', 'as `potluck services` shows it')
      .description(about)
      .addHelpText('after', `\nExamples:\n  potluck services ${deed} peering`)
      .action(async (name: string, _options: unknown, command: Command) => {
        const { node, output } = contextOf(command)
        const service = (await node().post(`/v1/services/${pathPart(name)}/${deed}`)) as ServiceInfo
        output.result(service, [describeService(service)])
      })
  }
  act('start', 'start one; at once, where it waits to be started again')
  act('stop', 'stop one, until somebody starts it or the node starts again')
  act('restart', 'stop one where it runs, and start it')
}
