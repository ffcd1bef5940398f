// Makes a failing scenario smaller: faults and steps dropped, in halves and then one by one, fewer peers, less time. The seed
// stays.
import type { Fault } from './faults.js'
import type { Scenario } from './simulation.js'

/** Runs spent on one failing seed. */
const MAX_TRIES = 200

/** @param fails whether a scenario still fails; asked at most some hundred times */
export async function shrink<Drawn extends Scenario>(
  scenario: Drawn,
  fails: (smaller: Drawn) => boolean | Promise<boolean>
): Promise<Drawn> {
  let smallest = scenario
  let tries = 0
  const take = async (smaller: Drawn): Promise<boolean> => {
    if (tries++ >= MAX_TRIES || !(await fails(smaller))) return false
    smallest = smaller
    return true
  }
  for (let before: Drawn | undefined; before !== smallest && tries < MAX_TRIES;) {
    before = smallest
    await drop('faults')
    await drop('steps')
    while (smallest.peers > 2 && (await take(withPeers(smallest, Math.ceil(smallest.peers / 2))))) continue
    while (smallest.peers > 2 && (await take(withPeers(smallest, smallest.peers - 1)))) continue
  }
  await shortenFaults()
  return smallest

  async function drop(what: 'faults' | 'steps'): Promise<void> {
    const items = (): readonly unknown[] => smallest[what] ?? []
    for (let many = Math.ceil(items().length / 2); many >= 1; many = Math.floor(many / 2)) {
      for (let from = 0; from < items().length;) {
        const rest = [...items().slice(0, from), ...items().slice(from + many)]
        if (!(await take({ ...smallest, [what]: rest }))) from += many
      }
    }
  }

  async function shortenFaults(): Promise<void> {
    for (const index of smallest.faults.keys()) {
      const fault = smallest.faults[index]!
      if (!('forMs' in fault) || fault.forMs === undefined) continue
      const faults = [...smallest.faults]
      faults[index] = { ...fault, forMs: fault.forMs / 2 }
      await take({ ...smallest, faults })
    }
  }
}

/** The first `peers` of them: what happens to the others happens to nobody. */
export function withPeers<Drawn extends Scenario>(scenario: Drawn, peers: number): Drawn {
  const faults = scenario.faults.filter((fault) => !('peer' in fault) || fault.peer === undefined || fault.peer < peers)
  return {
    ...scenario,
    peers,
    faults: faults.map((fault): Fault =>
      fault.type === 'split' ? { ...fault, side: fault.side.filter((index) => index < peers) } : fault
    )
  }
}
