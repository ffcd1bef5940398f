// The machine of one election as a story tells it: one of five members, who are better and worse, what it hears, and what it says then.
import { seededRandom, type PeerId } from '../../src/base/index.js'
import { criteriaFrom, LEVEL, type Criteria } from '../../src/flows/election/criteria.js'
import { PACKET_TTL_MS, TERM_MS } from '../../src/flows/election/defaults.js'
import { Election } from '../../src/flows/election/election.js'
import type { ElectionInput, ElectionOutput, ElectionTimer } from '../../src/flows/election/election-events.js'
import type { ElectionPacket, ElectionResult } from '../../src/flows/election/election-records.js'
import type { SaidMerit } from '../../src/flows/election/merit.js'
import { FAKE_NOW_MS } from './fake-clock.js'
import { alice, bob, carol, dave, mallory, person } from './people.js'

/** The node whose machine it is, and the others by how good they are; `almost` is better by less than counts as clear. */
export const SELF = alice.peer
export const [WORSE, ALMOST, BETTER, BEST] = [bob.peer, person('erin').peer, carol.peer, dave.peer]
export const MALLORY = mallory.peer

const BANDWIDTH: ReadonlyMap<PeerId, number> = new Map([
  [WORSE, 7],
  [SELF, 10],
  [ALMOST, 11],
  [BETTER, 13],
  [BEST, 16],
  [MALLORY, 5]
])

/** Internet access, and so much bandwidth. */
export function criteriaWith(bandwidth: number): Criteria {
  return criteriaFrom([
    [LEVEL.internetAccess, 2],
    [LEVEL.bandwidth, bandwidth]
  ])
}

export function criteriaOfPeer(peer: PeerId): Criteria {
  return criteriaWith(BANDWIDTH.get(peer) ?? 0)
}

/** Two elections; {@link SMALLER_ID} names both where they run at once. */
export const SMALLER_ID = '11'.repeat(16)
export const LARGER_ID = 'ee'.repeat(16)

export class ElectionStory {
  readonly machine: Election
  readonly present = new Set<PeerId>([SELF, WORSE, ALMOST, BETTER, BEST, MALLORY])
  readonly withoutRight = new Set<PeerId>()
  readonly measured = new Map<PeerId, number>()
  /** What presences say. */
  others: SaidMerit[] = []
  nowMs = FAKE_NOW_MS
  /** What it said when it began an election. */
  begun: ElectionOutput[] = []
  #last: ElectionOutput[] = []

  /** @param stands false: it may not provide @param wishes false: it does not wish the kind itself */
  constructor(stands = true, wishes = true) {
    this.machine = new Election({
      kind: '',
      self: SELF,
      random: seededRandom(1),
      nowMs: this.nowMs,
      view: {
        isPresent: (peer) => this.present.has(peer),
        mayProvide: (peer) => !this.withoutRight.has(peer),
        measuredBandwidth: (peer) => this.measured.get(peer),
        presentCount: () => this.present.size,
        others: () => this.others
      }
    })
    this.nowMs += 3_600_000
    if (wishes) this.give({ type: 'wish' })
    this.give({ type: 'values', criteria: stands ? criteriaOfPeer(SELF) : undefined })
  }

  give(input: ElectionInput): ElectionOutput[] {
    this.#last = this.machine.handle(input, this.nowMs)
    return this.#last
  }

  /** This node knows what there is. */
  start(): ElectionOutput[] {
    return this.give({ type: 'start', reason: 'start' })
  }

  packet(author: PeerId, change: Partial<ElectionPacket> = {}): ElectionOutput[] {
    return this.give({ type: 'packet', packet: this.packetOf(author, change) })
  }

  packetOf(author: PeerId, change: Partial<ElectionPacket> = {}): ElectionPacket {
    const times = { expiresAtMs: this.nowMs + PACKET_TTL_MS }
    const said = { kind: '', author, electionId: LARGER_ID, criteria: criteriaOfPeer(author), wished: true }
    return { ...said, ...times, ...change }
  }

  result(author: PeerId, change: Partial<ElectionResult> = {}): ElectionOutput[] {
    return this.give({ type: 'result', result: this.resultOf(author, change) })
  }

  resultOf(author: PeerId, change: Partial<ElectionResult> = {}): ElectionResult {
    const electedAtMs = change.electedAtMs ?? this.nowMs
    const said = { electedAtMs, untilMs: electedAtMs + TERM_MS, backup: undefined }
    const claimed = { criteria: criteriaOfPeer(author), wished: false }
    return { kind: '', author, electionId: LARGER_ID, ...claimed, ...said, ...change }
  }

  gone(peer: PeerId): ElectionOutput[] {
    this.present.delete(peer)
    return this.give({ type: 'presence', peer, present: false })
  }

  back(peer: PeerId): ElectionOutput[] {
    this.present.add(peer)
    return this.give({ type: 'presence', peer, present: true })
  }

  /** The timer of that kind among the last outputs is due. */
  fire(type: ElectionTimer['type'], outputs: readonly ElectionOutput[] = this.#last): ElectionOutput[] {
    for (const output of outputs) {
      if (output.type !== 'set-timer' || output.then.type !== type) continue
      this.nowMs += output.inMs
      return this.give(output.then)
    }
    throw new Error(`no timer ${type} was set`)
  }

  /** It began an election (302) and waits. */
  static standing(): ElectionStory {
    const story = new ElectionStory()
    story.start()
    story.begun = story.fire('start-due')
    return story
  }

  /** It heard one that it would win (326). */
  static delaying(): ElectionStory {
    const story = new ElectionStory()
    story.start()
    story.packet(WORSE)
    return story
  }

  /** That one has won, and is here. */
  static provided(by: PeerId, change: Partial<ElectionResult> = {}): ElectionStory {
    const story = new ElectionStory()
    story.give({ type: 'result', result: story.resultOf(by, { electedAtMs: story.nowMs - 60_000, ...change }) })
    story.start()
    return story
  }
}

/** Each output in a word or two. */
export function words(outputs: readonly ElectionOutput[]): string[] {
  return outputs.map((output) => {
    switch (output.type) {
      case 'set-timer':
        return output.then.type
      case 'provider-changed':
        return `provider ${output.provider === undefined ? 'nobody' : nameOf(output.provider)}`
      case 'refused':
        return `${output.refusal.what} ${output.refusal.why}`
      default:
        return output.type
    }
  })
}

function nameOf(peer: PeerId): string {
  const names = { SELF, WORSE, ALMOST, BETTER, BEST, MALLORY }
  return (
    Object.entries(names)
      .find(([, known]) => known === peer)?.[0]
      .toLowerCase() ?? peer
  )
}
