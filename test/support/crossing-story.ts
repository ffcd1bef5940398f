// The machine of one crossing as a story tells it: one of four members, what it hears, and what it then wants done.
import type { PeerId } from '../../src/base/index.js'
import type { CrossingInput, CrossingOutput, CrossingTimer, OwnUplink } from '../../src/content/crossing-events.js'
import { Crossing } from '../../src/content/download.js'
import type { NeedMode } from '../../src/content/ports.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { alice, bob, carol, dave } from './people.js'

export const URL_KEY = 'ab'.repeat(32)
export const EVERYBODY = [alice, bob, carol, dave].map(({ peer }) => peer)
/** In rank. */
export const [FIRST, SECOND, THIRD, FOURTH] = rankPeers(URL_KEY, EVERYBODY) as [PeerId, PeerId, PeerId, PeerId]

export class Story {
  readonly crossing: Crossing
  constructor(
    readonly self: PeerId,
    candidates: readonly PeerId[] = EVERYBODY,
    holders: readonly PeerId[] = [],
    uplink: OwnUplink = 'unknown',
    mode?: NeedMode
  ) {
    this.crossing = new Crossing({ self, urlKey: URL_KEY, transferSeed: new Uint8Array(16), mode })
    this.give({ type: 'view', candidates, holders, uplink })
  }

  give(input: CrossingInput): CrossingOutput[] {
    return this.crossing.handle(input)
  }

  /** Gives back the timer of that kind among `outputs`. */
  fire(outputs: readonly CrossingOutput[], type: CrossingTimer['type']): CrossingOutput[] {
    const timer = outputs.find((output) => output.type === 'set-timer' && output.then.type === type)
    if (timer?.type !== 'set-timer') throw new Error(`no timer ${type} was set`)
    return this.give(timer.then)
  }

  claim(claimant: PeerId, verifiedBytes = 0, transferId = '77'.repeat(16)): CrossingOutput[] {
    return this.give({ type: 'claim', claim: { claimant, transferId, verifiedBytes } })
  }

  /** As first in rank, with a claim that has settled. */
  static leading(): { story: Story; outputs: CrossingOutput[]; transferId: string } {
    const story = new Story(FIRST)
    const asked = story.give({ type: 'ask' })
    const [claim] = asked
    return {
      story,
      outputs: story.fire(asked, 'settled'),
      transferId: claim?.type === 'publish-claim' ? claim.transferId : ''
    }
  }
}

/** Each output in a word. */
export function types(outputs: readonly CrossingOutput[]): string[] {
  return outputs.map((output) => (output.type === 'set-timer' ? `${output.then.type} in ${output.inMs}` : output.type))
}
