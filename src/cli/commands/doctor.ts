import type { Command } from 'commander'
import { addCommonOptions, contextOf } from '../context.js'
import { EXIT_FAILURE } from '../exit-codes.js'

const EXAMPLES = `
Looks at the home, the settings, the network cards, multicast, ports, firewall, clock, disk, uplink and groups; with a running
node at what that knows too. Sends nothing to anybody but this machine. Ends with 1 where something fails.

Examples:
  potluck doctor
  potluck doctor --json | jq '.findings[] | select(.level != "ok")'`

export function addDoctor(program: Command): void {
  addCommonOptions(program.command('doctor'))
    .description('look for what keeps this node from working well, and say what to do about it')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: unknown, command: Command) => {
      const { home, output } = contextOf(command)
      const { gatherFacts } = await import('../doctor/gather.js')
      const { describeFindings, diagnose } = await import('../doctor/diagnose.js')
      const findings = diagnose(await gatherFacts({ home, env: process.env }))
      const ok = findings.every(({ level }) => level !== 'fail')
      output.result({ ok, findings }, describeFindings(findings))
      if (!ok) process.exitCode = EXIT_FAILURE
    })
}
