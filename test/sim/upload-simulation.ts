// Members without a line that upload through others, of whom a fifth means harm, while processes are killed, lines cut and the backend is
// out of order: nothing is lost, nothing is called delivered that is not, nobody innocent is listed.
import { utf8, type PeerId } from '../../src/base/index.js'
import type { BlackListEntry, BlackListKind } from '../../src/flows/receipt/blame.js'
import type { UploadId } from '../../src/flows/receipt/order.js'
import { applyFaults, drawFaults } from './faults.js'
import type { Scenario, Simulation } from './simulation.js'
import type { SimPeer } from './sim-peer.js'
import { below, between, oneOf, randomStream } from './streams.js'
import { SimulatedAsker, type AskerBugs } from './upload-asker.js'
import { drawOutages, OTHER, REFUSED, storedName, UploadBackend, VENDOR, type Outage } from './upload-backend.js'
import { AVOIDED, BAD_KINDS, BadRelay, type BadKind } from './upload-hostile.js'
import { SimulatedRelay, type RelayWorld } from './upload-relay.js'
import { World } from './world.js'

export interface UploadScenario extends Scenario {
  /** The first of the peers; the others are relays. */
  readonly askers: number
  /** By index of the peer. */
  readonly bad: readonly { readonly peer: number; readonly kind: BadKind }[]
  readonly outages: readonly Outage[]
  readonly keyChangesAtMs: number
  /** By index of the asker: when it is told of the new key. */
  readonly keyKnownAtMs: readonly number[]
}

export const RULES = {
  delivered: 'who says delivered has a receipt, and the backend has it',
  lost: 'every upload is in the queue, at the backend with a receipt, or refused by it',
  innocent: 'no honest relay is listed for good',
  listed: 'who is listed is handed nothing',
  liveness: 'in the end every upload is over',
  avoided: 'who brings what is no receipt is soon chosen no more'
} as const

const MINUTE_MS = 60_000
const HEALED_AT_MS = 20 * MINUTE_MS
/** Then bad relays have shown what they are. */
const QUIET_AT_MS = 60 * MINUTE_MS
/** A laptop is closed with an upload at a member, and opened when that has forgotten it, as it should. */
const WEEKEND_MS = 26 * 60 * MINUTE_MS
/** Who did not take one is asked again after up to 30 minutes. */
const END_MS = QUIET_AT_MS + WEEKEND_MS + 8 * 60 * MINUTE_MS
const UPLOADS = 24
const LATE_UPLOADS = 12
const LATE_EVERY_MS = 2 * MINUTE_MS
/** Once or twice to find out, and as often again where somebody else brought the same. */
const SOON_TIMES = 4
const FOR_GOOD: readonly BlackListKind[] = ['testimony', 'proved', 'judged']
/** Until presence tells that somebody went, or came. */
const NOTICE_MS = { killed: 2_000, started: 1_500, unplugged: 20_000, plugged: 3_000, split: 20_000, whole: 3_000 }

export function uploadSimulation(bugs: AskerBugs = {}): Simulation<UploadScenario> {
  return {
    name: 'uploads',
    draw,
    run: (scenario) => {
      new UploadRun(scenario, bugs).run()
    }
  }
}

export const uploads = uploadSimulation()

function draw(seed: number): UploadScenario {
  const random = randomStream(seed, 'uploads')
  const askers = 2 + below(random, 3)
  const relays = 5 + below(random, 6)
  const peers = askers + relays
  const kinds = drawKinds(random, Math.max(1, Math.round(relays / 5)))
  const bad = kinds.map((kind, index) => ({ peer: askers + index, kind }))
  const count = { kill: 5, unplug: 3, split: 2, uplink: 4, pause: 2 }
  const faults = drawFaults(random, {
    ...{ peers, untilMs: HEALED_AT_MS, count, forMs: [1_000, 4 * MINUTE_MS] },
    partKilledForGood: 0
  })
  if (random.fraction() < 0.3) {
    const atMs = QUIET_AT_MS + 6 * LATE_EVERY_MS + between(random, [300, 3_000])
    faults.push({ type: 'kill', peer: 0, atMs, forMs: WEEKEND_MS })
  }
  const keyChangesAtMs = between(random, [0, 2 * HEALED_AT_MS])
  return {
    ...{ seed, peers, askers, bad, faults, keyChangesAtMs },
    outages: drawOutages(random, 4, HEALED_AT_MS),
    // Some hear of a new key before it is used, and some after.
    keyKnownAtMs: Array.from(
      { length: askers },
      () => keyChangesAtMs + between(random, [-10 * MINUTE_MS, 5 * MINUTE_MS])
    ),
    healedAtMs: QUIET_AT_MS + 7 * LATE_EVERY_MS + WEEKEND_MS,
    endMs: END_MS
  }
}

/** Two that add what makes the backend refuse would be two independent words for it: docs/protocols/upload.md. */
function drawKinds(random: ReturnType<typeof randomStream>, count: number): BadKind[] {
  const kinds: BadKind[] = []
  while (kinds.length < count) {
    const kind = oneOf(random, BAD_KINDS)
    if (kind !== 'adds' || !kinds.includes('adds')) kinds.push(kind)
  }
  return kinds
}

/** One file that was given to an asker. */
interface Given {
  readonly asker: SimulatedAsker
  readonly id: UploadId
  /** As the backend has it. */
  readonly stored: string
  readonly isRefusable: boolean
}

export class UploadRun {
  readonly world: World
  readonly backend: UploadBackend
  readonly askers: readonly SimulatedAsker[]
  readonly relays: readonly SimulatedRelay[]
  readonly given: Given[] = []
  readonly #scenario: UploadScenario
  readonly #honest: ReadonlySet<PeerId>
  #innocent: string | undefined

  constructor(scenario: UploadScenario, bugs: AskerBugs = {}) {
    const { seed, peers, askers, keyKnownAtMs } = scenario
    this.#scenario = scenario
    this.world = new World({ seed, peers, latencyMs: [1, 30], clockOffsetMs: [-120_000, 120_000] })
    const { world } = this
    this.backend = new UploadBackend(scenario, () => world.nowMs)
    this.relays = world.peers.slice(askers).map((peer) => this.#relay(peer))
    this.#honest = new Set(this.relays.filter((relay) => !(relay instanceof BadRelay)).map(({ peer }) => peer.id))
    this.askers = world.peers.slice(0, askers).map((peer) => {
      const { relays } = this
      const asker: SimulatedAsker = new SimulatedAsker(peer, {
        ...{ world, relays, bugs },
        knowsNewKey: ({ index }) => world.nowMs >= keyKnownAtMs[index]!,
        listed: () => (this.#innocent ??= this.#innocentOn(asker))
      })
      peer.onKilled = () => asker.killed()
      peer.onStart = () => asker.started()
      return asker
    })
    world.onChange((change, peer) => this.#noticeLater(change, peer))
    this.#addUploads()
    applyFaults(world, scenario.faults)
    this.#demand()
  }

  /** @throws {SimulationFailure} */
  run(): this {
    this.world.runUntil(this.#scenario.endMs)
    this.world.checkers.atTheEnd()
    return this
  }

  /** Hand-overs to those who mean harm. */
  get handedToBad(): number {
    const isBad = ({ peer }: { peer: PeerId }): boolean => !this.#honest.has(peer)
    return this.askers.flatMap(({ handed }) => handed.filter(isBad)).length
  }

  #relay(peer: SimPeer): SimulatedRelay {
    const { world, backend } = this
    const random = randomStream(world.seed, 'line', peer.index)
    const line = { everyMs: oneOf(random, [0, 0, 10_000, MINUTE_MS]), bytesPerMs: between(random, [20, 2_000]) }
    const surroundings: RelayWorld = {
      ...{ world, backend },
      tellDone: (from, to, id) => world.send(from, to, () => this.askers[to.index]?.toldDone(from.id, id))
    }
    const kind = this.#scenario.bad.find((one) => one.peer === peer.index)?.kind
    const relay =
      kind === undefined ? new SimulatedRelay(peer, line, surroundings) : new BadRelay(kind, peer, line, surroundings)
    peer.onKilled = () => relay.killed()
    peer.onStart = () => relay.started()
    return relay
  }

  /** Presence tells it a while later. */
  #noticeLater(change: string, peer: SimPeer | undefined): void {
    const noticeMs = NOTICE_MS[change as keyof typeof NOTICE_MS]
    if (noticeMs === undefined) return
    const { world, askers, relays } = this
    world.in(noticeMs, () => {
      for (const asker of askers) {
        for (const { peer: relay } of relays) {
          if (peer !== undefined && peer !== asker.peer && peer !== relay) continue
          const isHere = relay.state !== 'dead' && world.network.reaches(asker.peer, relay)
          if (asker.peer.state === 'running') asker.presence(relay.id, isHere)
        }
      }
    })
  }

  #addUploads(): void {
    const { world, askers } = this
    const random = randomStream(world.seed, 'adding')
    for (let number = 0; number < UPLOADS + LATE_UPLOADS * askers.length; number++) {
      const lateness = Math.floor((number - UPLOADS) / askers.length)
      const isLate = lateness >= 0
      const asker = askers[number % askers.length]!
      const atMs = isLate ? QUIET_AT_MS + lateness * LATE_EVERY_MS : between(random, [0, HEALED_AT_MS + 5 * MINUTE_MS])
      const isRefusable = random.fraction() < 0.05
      const body = utf8(`${isRefusable ? REFUSED : 'a report'} ${number}`)
      const bytes = random.fraction() < 0.1 ? Math.round(between(random, [1e6, 2e7])) : 2_000
      const target = isLate || random.fraction() < 0.8 ? VENDOR : OTHER
      world.at(atMs, () => {
        if (asker.peer.state !== 'running') return
        const id = asker.add(target, body, bytes)
        this.given.push({ asker, id, stored: storedName(id, body), isRefusable })
      })
    }
  }

  #demand(): void {
    const { checkers } = this.world
    const first = <Item>(items: readonly Item[], check: (item: Item) => string | undefined) => {
      for (const item of items) {
        const wrong = check(item)
        if (wrong !== undefined) return wrong
      }
      return undefined
    }
    checkers.always(RULES.delivered, () => first(this.given, (given) => this.#falselyDelivered(given)))
    checkers.always(RULES.lost, () => first(this.given, (given) => this.#lost(given)))
    checkers.always(RULES.innocent, () => this.#innocent)
    checkers.always(RULES.listed, () => first(this.askers, ({ wrong }) => wrong))
    if (this.#honest.size > 0)
      checkers.inTheEnd(RULES.liveness, () => first(this.given, (given) => this.#waiting(given)))
    checkers.inTheEnd(RULES.avoided, () => first(this.askers, (asker) => this.#chosen(asker)))
  }

  #falselyDelivered({ asker, id, stored }: Given): string | undefined {
    const kept = asker.uploads.get(id)
    if (kept?.ended?.how !== 'delivered') return undefined
    const who = `peer ${asker.peer.index} says that ${id} is delivered`
    if (!this.backend.stored.has(stored)) return `${who}, and the backend does not have it`
    return kept.receipt === undefined ? `${who}, and has no receipt` : undefined
  }

  #lost({ asker, id, isRefusable }: Given): string | undefined {
    const kept = asker.uploads.get(id)
    if (kept === undefined) return `peer ${asker.peer.index} knows nothing of ${id} any more`
    const how = kept.ended?.how
    if (how === undefined || how === 'delivered' || (how === 'refused' && isRefusable)) return undefined
    return `peer ${asker.peer.index} calls ${id} ${how}`
  }

  #innocentOn({ rules, peer }: SimulatedAsker): string | undefined {
    const wronged = rules
      .entries(peer.clock.nowMs())
      .find((entry) => this.#honest.has(entry.peer) && FOR_GOOD.includes(entry.kind) && !this.#looksForged(entry))
    return wronged && `peer ${peer.index} has ${this.#indexOf(wronged.peer)}: ${JSON.stringify(wronged)}`
  }

  /** The backend's own doing: nobody can tell. It lasts a day, and is told to nobody. */
  #looksForged({ kind, fault, uploadId }: BlackListEntry): boolean {
    return kind === 'testimony' && fault === 'no-receipt' && this.backend.mistaken.has(uploadId)
  }

  #waiting({ asker, id }: Given): string | undefined {
    const kept = asker.uploads.get(id)
    const attempts = kept?.attempts.slice(-12).join('; ')
    return kept?.ended === undefined ? `${id} of peer ${asker.peer.index} is not over: ${attempts}` : undefined
  }

  #chosen({ handed, peer }: SimulatedAsker): string | undefined {
    for (const { peer: index, kind } of this.#scenario.bad) {
      if (!AVOIDED.includes(kind)) continue
      const { id } = this.world.peer(index)
      const times = handed.filter((one) => one.peer === id && one.atMs >= QUIET_AT_MS).length
      if (times > SOON_TIMES) return `peer ${peer.index} chose ${index}, which ${kind}, ${times} times in the quiet`
    }
    return undefined
  }

  #indexOf(peer: PeerId): number {
    return this.world.peers.findIndex(({ id }) => id === peer)
  }
}
