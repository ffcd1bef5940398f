import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { requireHome } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { reloadRunningNode } from '../home-node.js'

const EXAMPLES = `
Works whether or not the node runs.

Examples:
  potluck join pot-invite-1-…
  potluck join - < invitation.txt`

export function addJoin(program: Command): void {
  addCommonOptions(program.command('join'))
    .argument('<invitation>', 'the line that `potluck invite` printed; -: from stdin')
    .description('join a group with an invitation')
    .addHelpText('after', EXAMPLES)
    .action(async (argument: string, _options: unknown, command: Command) => {
      const { home, output } = contextOf(command)
      await requireHome(home)
      const { joinGroup } = await import('../../group/index.js')
      const invitation = argument === '-' ? await text(process.stdin) : argument
      const joined = await joinGroup(home, invitation.trim())
      const running = await reloadRunningNode(home, joined.id)
      const { id, name, role, again } = joined
      const opened = again ? 'The running node has taken it up.' : 'The running node has opened it.'
      output.result({ group: id, name, role }, [
        `${again ? 'is in' : 'joined'} the group ${name} as ${role}, id ${id}`,
        running ? opened : 'Next: `potluck up`'
      ])
    })
}
