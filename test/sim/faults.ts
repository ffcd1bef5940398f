// What goes wrong in a run: a schedule drawn from the seed. All of it is over by a known time, so that liveness can be asked.
import type { Random } from '../../src/base/index.js'
import { below, between } from './streams.js'
import type { World } from './world.js'

/** Something that goes wrong. Peers are named by index. */
export type Fault =
  /** The process is stopped for a while, and does not know. */
  | { type: 'pause'; peer: number; atMs: number; forMs: number }
  /** The process is gone; without `forMs` for good. */
  | { type: 'kill'; peer: number; atMs: number; forMs?: number }
  /** The cable is out. */
  | { type: 'unplug'; peer: number; atMs: number; forMs: number }
  /** `side` do not reach the others. */
  | { type: 'split'; side: readonly number[]; atMs: number; forMs: number }
  /** This part of all messages is lost. */
  | { type: 'loss'; part: number; atMs: number; forMs: number }
  /** One peer's way out of the LAN is cut, or (without `peer`) everybody's. */
  | { type: 'uplink'; peer?: number; atMs: number; forMs: number }
  /** The peer's time of day is set anew. */
  | { type: 'clock'; peer: number; atMs: number; byMs: number }

export type FaultKind = Fault['type']

export interface FaultPlan {
  peers: number
  /** Everything is over by then; what a fault changed is as before. */
  untilMs: number
  /** How many of each kind are drawn. */
  count: { readonly [kind in FaultKind]?: number }
  /** How long one lasts. */
  forMs: readonly [number, number]
  /** Of those killed, so many stay dead. @default 0.5 */
  partKilledForGood?: number
}

export function drawFaults(random: Random, plan: FaultPlan): Fault[] {
  const { peers, untilMs, count, forMs, partKilledForGood = 0.5 } = plan
  const faults: Fault[] = []
  for (const [kind, many = 0] of Object.entries(count) as [FaultKind, number | undefined][]) {
    for (let drawn = 0; drawn < many; drawn++) {
      const lastsMs = Math.min(between(random, forMs), untilMs)
      const when = { atMs: random.fraction() * (untilMs - lastsMs), forMs: lastsMs }
      const peer = below(random, peers)
      const chance = random.fraction()
      faults.push(draw(kind, peer, chance, when, random))
    }
  }
  return faults.sort((a, b) => a.atMs - b.atMs)

  function draw(
    type: FaultKind,
    peer: number,
    chance: number,
    when: { atMs: number; forMs: number },
    stream: Random
  ): Fault {
    switch (type) {
      case 'pause':
      case 'unplug':
        return { type, peer, ...when }
      case 'kill':
        return chance < partKilledForGood ? { type, peer, atMs: when.atMs } : { type, peer, ...when }
      case 'split':
        return {
          type,
          side: Array.from({ length: peers }, (_, index) => index).filter(() => stream.fraction() < chance),
          ...when
        }
      case 'loss':
        return { type, part: chance * 0.5, ...when }
      case 'uplink':
        return chance < 0.3 ? { type, ...when } : { type, peer, ...when }
      case 'clock':
        return { type, peer, atMs: when.atMs, byMs: (chance - 0.5) * 2 * 600_000 }
    }
  }
}

/**
 * Puts the schedule into the world. Faults may overlap: a peer is paused, dead, unplugged or cut off until the last fault that
 * makes it so is over (for good, where one has no end), splits add up, and of several losses the worst counts.
 */
export function applyFaults(world: World, faults: readonly Fault[]): void {
  const widthBytesPerMs = world.uplink.bytesPerMs
  const { loss } = world.network
  const active = new Set<Fault>()
  for (const fault of faults) {
    world.at(fault.atMs, () => begin(fault))
    if ('forMs' in fault && fault.forMs !== undefined) world.at(fault.atMs + fault.forMs, () => end(fault))
  }

  function begin(fault: Fault): void {
    world.note(`fault ${JSON.stringify(fault)}`)
    active.add(fault)
    switch (fault.type) {
      case 'pause':
        return world.peer(fault.peer).pause()
      case 'kill':
        return world.peer(fault.peer).kill()
      case 'unplug':
        return world.peer(fault.peer).plug(false)
      case 'split':
        return split()
      case 'loss':
        return lose()
      case 'uplink':
        if (fault.peer === undefined) world.bandwidth.setRate(world.uplink, 0)
        else world.peer(fault.peer).setUplink(false)
        return
      case 'clock':
        return world.peer(fault.peer).clock.jump(fault.byMs)
    }
  }

  function end(fault: Fault): void {
    active.delete(fault)
    if (fault.type === 'split') return split()
    if (fault.type === 'loss') return lose()
    if (of(fault.type).some((other) => peerOf(other) === peerOf(fault))) return
    switch (fault.type) {
      case 'pause':
        return world.peer(fault.peer).resume()
      case 'kill':
        return world.peer(fault.peer).restart()
      case 'unplug':
        return world.peer(fault.peer).plug(true)
      case 'uplink':
        if (fault.peer === undefined) world.bandwidth.setRate(world.uplink, widthBytesPerMs)
        else world.peer(fault.peer).setUplink(true)
        return
      case 'clock':
        return
    }
  }

  function of<Kind extends FaultKind>(kind: Kind): Extract<Fault, { type: Kind }>[] {
    return [...active].filter((fault): fault is Extract<Fault, { type: Kind }> => fault.type === kind)
  }

  /** Two reach each other where no split parts them. */
  function split(): void {
    const splits = of('split')
    if (splits.length === 0) return world.heal()
    const sideOf = (index: number): number =>
      splits.reduce((side, fault) => side * 2 + (fault.side.includes(index) ? 1 : 0), 0)
    world.split(world.peers.map(({ index }) => sideOf(index)))
  }

  function lose(): void {
    world.network.loss = Math.max(loss, ...of('loss').map(({ part }) => part))
  }
}

function peerOf(fault: Fault): number | undefined {
  return 'peer' in fault ? fault.peer : undefined
}
