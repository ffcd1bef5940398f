import type { Command } from 'commander'
import { wakefulClock } from '../../base/index.js'
import { requireHome } from '../../gateway/index.js'
import type { FoundGroup } from '../../group/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { reloadRunningNode } from '../home-node.js'
import { onInterrupt } from '../interrupt.js'
import { askLine } from '../secret-input.js'
import { parseDurationMs, shortPeer } from '../units.js'

const EXAMPLES = `
Looks on the LAN for groups whose administrators have knocking on, asks them to let this machine in, and waits until one of them
answers (\`potluck knocks\` there, or the page). Names are anybody's word: say the end of the group's id, 16 characters or
more, as \`potluck knocks on\` prints it at the administrator's machine; else you are asked whether the one that was found is it.
Works whether or not the node runs.

Examples:
  potluck knock a1b2c3d4e5f60718
  potluck knock Home
  potluck knock a1b2c3d4e5f60718 --address /ip4/192.168.1.7/tcp/1967`

interface KnockOptions {
  address?: string[]
  wait?: number
}

export function addKnock(program: Command): void {
  addCommonOptions(program.command('knock'))
    .argument('[group]', 'the end of its id, or its name; not needed where only one is found')
    .option('--address <multiaddr...>', "where an administrator's node is, where multicast does not reach it")
    .option('--wait <duration>', 'how long to wait for an answer, as 10m (default 30m)', parseDurationMs)
    .description('ask to be let into a group that is found on this network')
    .addHelpText('after', EXAMPLES)
    .action(async (said: string | undefined, { address: addresses, wait }: KnockOptions, command: Command) => {
      const { home, output, logger } = contextOf(command)
      const wanted = said?.replace(/^…/, '')
      await requireHome(home)
      const { chooseFound, findGroups, idEnd, isIdEnd, knockAt, loadIdentity } = await import('../../group/index.js')
      const { peer } = await loadIdentity(home)
      const { signal, release } = onInterrupt()
      // Between two questions nothing but the wait keeps this process.
      const look = { addresses, logger, signal, clock: wakefulClock }
      try {
        output.line('looking for groups on this network')
        const found = await findGroups(home, look)
        for (const { id, name, administrators } of found) {
          output.line(`  ${name} (id …${idEnd(id)}), administrators: ${named(administrators)}`)
        }
        const group = chooseFound(found, wanted)
        if (!isIdEnd(wanted)) await confirm(group, `…${idEnd(group.id)}`)
        const joined = await knockAt(home, group, {
          ...look,
          budgetMs: wait,
          onWaiting: (administrator) => {
            const asked = `asked ${administrator.name} (key ${shortPeer(administrator.peer)})`
            output.line(`${asked} to let this machine (key ${shortPeer(peer)}) into ${group.name}; waiting for a yes`)
          }
        })
        const running = await reloadRunningNode(home, joined.id)
        const { id, name, role, again } = joined
        const opened = again ? 'The running node has taken it up.' : 'The running node has opened it.'
        output.result({ group: id, name, role }, [
          `${again ? 'is in' : 'joined'} the group ${name} as ${role}, id ${id}`,
          running ? opened : 'Next: `potluck up`'
        ])
      } finally {
        release()
      }
    })
}

function named(administrators: FoundGroup['administrators']): string {
  return administrators.map(({ name, peer }) => `${name} (key ${shortPeer(peer)})`).join(', ')
}

/** Whoever is believed here decides what this machine is a member of. @throws {CliError} `USAGE`, `INTERRUPTED` */
async function confirm({ name, administrators }: FoundGroup, id: string): Promise<void> {
  const where = "as `potluck knocks on` prints it at the administrator's machine"
  if (!process.stdin.isTTY) {
    throw new CliError('USAGE', `anybody may call a group ${name}: say the end of its id, ${where}`)
  }
  const asked = `Is ${name} the one with the id ${id}, ${where}, and with ${named(administrators)}? yes or no: `
  if ((await askLine(asked, true)).trim().toLowerCase() === 'yes') return
  throw new CliError('USAGE', `nobody was asked: say the end of the id, ${where}`)
}
