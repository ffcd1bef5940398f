import { Option, type Command } from 'commander'
import { requireHome } from '../../gateway/index.js'
import type { Role } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { invite } from '../invite.js'
import { makeCode } from '../make-code.js'
import { qrLines, qrStyle } from '../qr.js'
import { parseCount, parseDurationMs } from '../units.js'
import { addCodes } from './codes.js'

const EXAMPLES = `
With --for: an invitation that is good for that identity alone. It holds the certificate, so this machine need not be
online when it is used; where the node runs, its addresses are in it too. It also holds the group secret: send it to
nobody else.
With --uses: a code that lets in as many machines, whoever has it. Only this machine redeems it, so its node must run.

Examples:
  potluck invite --for pot-id-1-…
  potluck invite --for pot-id-1-… --role administrator --expires 2d
  potluck invite --for pot-id-1-… --qr
  potluck invite --uses 5 --expires 12h
  potluck invite list
  potluck invite revoke 1f0c77ab`

interface InviteOptions {
  for?: string
  uses?: number
  role: Role
  expires?: number
  qr?: boolean
  again?: boolean
}

export function addInvite(program: Command): void {
  const command = addGroupOption(addCommonOptions(program.command('invite')))
  addCodes(command)
  command
    .option('--for <identity>', 'the line that `potluck init` printed at the machine to let in')
    .option('--uses <count>', 'a code for so many machines instead', parseCount)
    .addOption(new Option('--role <role>', 'what it may do').choices(['member', 'administrator']).default('member'))
    .option('--expires <duration>', 'how long it can be used, as 12h or 7d (default 7d, a code 2d)', parseDurationMs)
    .option('--again', 'with --for: also who was removed, or left, before')
    .option('--qr', 'draw it as a QR code too')
    .description('let machines into the group; the last line is what `potluck join` takes')
    .addHelpText('after', EXAMPLES)
    .action(async (options: InviteOptions, command: Command) => {
      const { home, group, output, node } = contextOf(command)
      await requireHome(home)
      const { role, uses, expires: ttlMs } = options
      if ((options.for === undefined) === (uses === undefined)) {
        throw new CliError('USAGE', 'say either for whom (--for IDENTITY) or for how many machines (--uses N)')
      }
      const draw = (text: string): string[] =>
        options.qr === true ? qrLines(text, qrStyle(process.env, process.stdout.isTTY)) : []
      if (options.for === undefined) {
        return await makeCode({ home, node: node(), group, output, role, uses: uses ?? 1, ttlMs, draw })
      }
      const made = await invite({
        home,
        group,
        identity: options.for.trim(),
        role,
        ttlMs,
        again: options.again === true
      })
      const expires = new Date(made.expiresAtMs).toISOString()
      const lines = [
        `Invitation to ${made.groupName} for ${made.peer} as ${role}, until ${expires}:`,
        ...draw(made.text),
        made.text
      ]
      output.result({ invitation: made.text, expires, peerId: made.peer, role }, lines, [made.text])
    })
}
