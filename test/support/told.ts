// Alice, bob and others who tell each other records without a network: what is sent waits until a test delivers it, or something else.
import { seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import type { MessageHandler, MessageVerdict } from '../../src/graph/index.js'
import { ToldRecords } from '../../src/group/told.js'
import { FakeClock } from './fake-clock.js'
import { GROUP_ID } from './graphs.js'
import type { Person } from './people.js'

export interface SentMessage {
  readonly from: PeerId
  readonly to: PeerId
  readonly bytes: Uint8Array
  /** Gives it, or other bytes in its place, to its addressee. */
  deliver(bytes?: Uint8Array, from?: PeerId): MessageVerdict
}

export interface ToldPair {
  readonly clock: FakeClock
  /** All others are members. */
  readonly outcasts: Set<PeerId>
  readonly sent: SentMessage[]
  of(who: Person, group?: Uint8Array): ToldRecords
}

export function toldPair(): ToldPair {
  const clock = new FakeClock()
  const outcasts = new Set<PeerId>()
  const sent: SentMessage[] = []
  const handlers = new Map<PeerId, MessageHandler>()
  const of = ({ peer: self, keyPair }: Person, group = GROUP_ID): ToldRecords =>
    new ToldRecords({
      ...{ group, self, keyPair, clock, random: seededRandom(1), logger: silentLogger },
      isMember: (peer) => !outcasts.has(peer),
      graph: {
        send: async (to, bytes) => {
          const deliver: SentMessage['deliver'] = (said = bytes, from = self) => handlers.get(to)!(from, said)
          sent.push({ from: self, to, bytes, deliver })
        },
        onMessage: (handler) => {
          handlers.set(self, handler)
          return () => {}
        }
      }
    })
  return { clock, outcasts, sent, of }
}
