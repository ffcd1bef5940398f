import { Option, type Command } from 'commander'
import { requireHome } from '../../gateway/index.js'
import type { Role } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { invite } from '../invite.js'
import { parseDurationMs } from '../units.js'

const EXAMPLES = `
The invitation is good for that identity alone. It holds the certificate, so this machine need not be online when it is
used; where the node runs, its addresses are in it too. It also holds the group secret: send it to nobody else.

Examples:
  potluck invite --for pot-id-1-…
  potluck invite --for pot-id-1-… --role administrator --expires 2d`

interface InviteOptions {
  for: string
  role: Role
  expires?: number
}

export function addInvite(program: Command): void {
  addGroupOption(addCommonOptions(program.command('invite')))
    .requiredOption('--for <identity>', 'the line that `potluck init` printed at the machine to let in')
    .addOption(new Option('--role <role>', 'what it may do').choices(['member', 'administrator']).default('member'))
    .option('--expires <duration>', 'how long it can be used, as 12h or 7d (default 7d)', parseDurationMs)
    .description('let a machine into the group; the last line is what `potluck join` takes')
    .addHelpText('after', EXAMPLES)
    .action(async (options: InviteOptions, command: Command) => {
      const { home, group, output } = contextOf(command)
      await requireHome(home)
      const { role } = options
      const made = await invite({ home, group, identity: options.for.trim(), role, ttlMs: options.expires })
      const expires = new Date(made.expiresAtMs).toISOString()
      output.result({ invitation: made.text, expires, peerId: made.peer, role }, [
        `Invitation to ${made.groupName} for ${made.peer} as ${role}, until ${expires}:`,
        made.text
      ])
    })
}
