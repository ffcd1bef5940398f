import type { Command } from 'commander'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { findGroup } from '../find-group.js'
import { reloadRunningNode } from '../home-node.js'
import { readPhrase } from '../secret-input.js'

const EXAMPLES = `
The phrase is the twelve words that \`potluck group create\` printed; it is asked for, or read from stdin, and kept nowhere.
The machine must be in the group: who has lost its disk is first invited again by any administrator, as a member. Works
whether or not the node runs.

Examples:
  potluck recover
  potluck recover --group Office < phrase.txt`

export function addRecover(program: Command): void {
  addGroupOption(addCommonOptions(program.command('recover')))
    .description('make this machine an administrator with the recovery phrase of the group')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: unknown, command: Command) => {
      const { home, group, output } = contextOf(command)
      const { id, name } = await findGroup(home, group)
      const { recoverAdministrator } = await import('../../group/index.js')
      const { role, validUntilMs } = await recoverAdministrator(home, id, await readPhrase())
      const running = await reloadRunningNode(home, id)
      const until = new Date(validUntilMs).toISOString()
      output.result({ group: id, name, role, validUntil: until }, [
        `this machine is administrator of ${name}, by the root of the group, until ${until}`,
        running ? 'The running node has taken it up.' : 'Next: `potluck up`'
      ])
    })
}
