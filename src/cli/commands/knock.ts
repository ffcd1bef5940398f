import type { Command } from 'commander'
import { wakefulClock } from '../../base/index.js'
import { requireHome } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { reloadRunningNode } from '../home-node.js'
import { onInterrupt } from '../interrupt.js'
import { parseDurationMs, shortPeer } from '../units.js'

const EXAMPLES = `
Looks on the LAN for groups whose administrators have knocking on, asks them to let this machine in, and waits until one of them
answers (\`potluck knocks\` there, or the page). Names are anybody's word: compare the ends of the keys, aloud.
Works whether or not the node runs.

Examples:
  potluck knock
  potluck knock Home
  potluck knock Home --address /ip4/192.168.1.7/tcp/1967`

interface KnockOptions {
  address?: string[]
  wait?: number
}

export function addKnock(program: Command): void {
  addCommonOptions(program.command('knock'))
    .argument('[group]', 'its name, or the end of its id; not needed where only one is found')
    .option('--address <multiaddr...>', "where an administrator's node is, where multicast does not reach it")
    .option('--wait <duration>', 'how long to wait for an answer, as 10m (default 30m)', parseDurationMs)
    .description('ask to be let into a group that is found on this network')
    .addHelpText('after', EXAMPLES)
    .action(async (wanted: string | undefined, { address: addresses, wait }: KnockOptions, command: Command) => {
      const { home, output, logger } = contextOf(command)
      await requireHome(home)
      const { chooseFound, findGroups, knockAt, loadIdentity } = await import('../../group/index.js')
      const { peer } = await loadIdentity(home)
      const { signal, release } = onInterrupt()
      // Between two questions nothing but the wait keeps this process.
      const look = { addresses, logger, signal, clock: wakefulClock }
      try {
        output.line('looking for groups on this network')
        const found = await findGroups(home, look)
        for (const { id, name, administrators } of found) {
          const who = administrators.map((one) => `${one.name} (key ${shortPeer(one.peer)})`).join(', ')
          output.line(`  ${name} (id ${shortPeer(id)}), administrators: ${who}`)
        }
        const group = chooseFound(found, wanted)
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
