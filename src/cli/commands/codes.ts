// `invite list` and `invite revoke`: the codes that this machine made.
import type { Command } from 'commander'
import type { CodeSummary } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { findGroup } from '../find-group.js'
import { pathPart } from '../path-part.js'

interface CodesAnswer {
  group: string
  name: string
  codes: CodeSummary[]
}

export function addCodes(invite: Command): void {
  addGroupOption(addCommonOptions(invite.command('list')))
    .description('the codes that this machine made: asks the running node')
    .addHelpText('after', '\nExamples:\n  potluck invite list')
    .action(async (_options: unknown, command: Command) => {
      const { home, group, output, node } = contextOf(command)
      const { id } = await findGroup(home, group)
      const answer = (await node().get(`/v1/groups/${id}/codes`)) as CodesAnswer
      const { name, codes } = answer
      output.result(answer, [codes.length === 0 ? `${name}: no codes` : `${name}:`, ...codes.map(describe)])
    })
  addGroupOption(addCommonOptions(invite.command('revoke')))
    .argument('<id>', 'as `potluck invite list` shows it')
    .description('take a code back: nobody comes in with it any more; who came in stays')
    .addHelpText('after', '\nExamples:\n  potluck invite revoke 1f0c77ab')
    .action(async (id: string, _options: unknown, command: Command) => {
      const { home, group, output, node } = contextOf(command)
      const { id: groupId } = await findGroup(home, group)
      await node().post(`/v1/groups/${groupId}/codes/${pathPart(id)}/revoke`)
      output.result({ id, revoked: true }, [`code ${id} admits nobody any more`])
    })
}

function describe({ id, role, uses, used, expiresAtMs, state }: CodeSummary): string {
  const until = new Date(expiresAtMs).toISOString()
  return `  ${id}  ${role.padEnd(13)} ${`${used} of ${uses} used`.padEnd(16)} ${state.padEnd(8)} until ${until}`
}
