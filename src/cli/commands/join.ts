import type { Command } from 'commander'
import { requireHome } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { reloadRunningNode } from '../home-node.js'
import { readTextInput } from '../text-input.js'

const EXAMPLES = `
Works whether or not the node runs. With a code, the node of the administrator who made it must run: it is looked for at
the addresses in the code, and on the LAN.

Examples:
  potluck join pot-invite-1-…
  potluck join pot-code-1-…
  potluck join - < invitation.txt`

export function addJoin(program: Command): void {
  addCommonOptions(program.command('join'))
    .argument('<invitation>', 'an invitation or a code: the line that `potluck invite` printed; -: from stdin')
    .description('join a group with an invitation or a code')
    .addHelpText('after', EXAMPLES)
    .action(async (argument: string, _options: unknown, command: Command) => {
      const { home, output, logger } = contextOf(command)
      await requireHome(home)
      const { MAX_TEXT_CHARACTERS, isCodeText, joinByCode, joinGroup } = await import('../../group/index.js')
      const given = (argument === '-' ? await readTextInput(process.stdin, MAX_TEXT_CHARACTERS) : argument).trim()
      const onAsking = ({ groupName, issuerName }: { groupName: string; issuerName: string }): void =>
        output.line(`asking ${issuerName}'s machine to let this one into ${groupName}`)
      const joined = isCodeText(given)
        ? await joinByCode(home, given, { logger, onAsking })
        : await joinGroup(home, given)
      const running = await reloadRunningNode(home, joined.id)
      const { id, name, role, again } = joined
      const opened = again ? 'The running node has taken it up.' : 'The running node has opened it.'
      output.result({ group: id, name, role }, [
        `${again ? 'is in' : 'joined'} the group ${name} as ${role}, id ${id}`,
        running ? opened : 'Next: `potluck up`'
      ])
    })
}
