// `page`: the first page in the browser of whoever sits at this machine.
import type { Command } from 'commander'
import { GATEWAY_HOST, type NodeStatus } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { openInBrowser } from '../open-page.js'

const EXAMPLES = `
The link lets whoever has it do everything at this node, for 12 hours, over restarts too: give it to nobody. What stands
behind the # is never sent over the network, and the page takes it out of the address when it opens. With --open the browser
gets it by way of a file that only you can read, which is removed soon after.

Examples:
  potluck page --open
  potluck page`

export function addPage(program: Command): void {
  addCommonOptions(program.command('page'))
    .option('--open', 'open it in the browser')
    .description('the link to the page of this node')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { open?: boolean }, command: Command) => {
      const { node, output } = contextOf(command)
      const { ports } = (await node().get('/v1/status')) as NodeStatus
      if (ports.gateway === null) throw new CliError('NO_PAGE', 'this node serves no programs: it has no gateway port')
      const session = (await node().post('/v1/tokens', {}, { page: true })) as { token: string; expiresInMs: number }
      const url = `http://${GATEWAY_HOST}:${ports.gateway}/#token=${session.token}`
      if (options.open === true) await openInBrowser(url)
      const shown = { url, expiresInMs: session.expiresInMs }
      output.result(shown, options.open === true ? ['opened in the browser'] : [url], [url])
    })
}
