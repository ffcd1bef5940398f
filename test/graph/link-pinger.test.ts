import { beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { LinkPinger } from '../../src/graph/link-pinger.js'
import type { LinkedNeighbour } from '../../src/graph/link-table.js'
import type { StreamLink } from '../../src/graph/stream-link.js'
import { FakeClock } from '../support/fake-clock.js'
import { bob } from '../support/people.js'

let clock: FakeClock
let pinger: LinkPinger
let link: StreamLink
/** Nonces. */
let pings: number[]
/** Round trips of what bob said of peer time. */
let opinions: number[]

beforeEach(() => {
  clock = new FakeClock()
  pings = []
  opinions = []
  const ends = { peer: bob.peer, ping: (nonce: number) => pings.push(nonce) }
  link = ends as unknown as StreamLink
  pinger = new LinkPinger({
    clock,
    random: seededRandom(1),
    peerTimeMs: () => clock.nowMs(),
    onRtt: () => {},
    onPeerTime: (_peer, _peerTimeMs, rttMs) => opinions.push(rttMs)
  })
  pinger.attach({ peer: bob.peer, link, hello: { features: ['ping'] } } as unknown as LinkedNeighbour)
})

/** bob answers the last ping, so much after it went out. */
function answerAfter(ms: number): void {
  const peerTimeMs = clock.nowMs()
  clock.advance(ms)
  pinger.ponged(link, pings.at(-1)!, peerTimeMs)
}

test('what a pong says of the time is as old as that very pong, not as the fastest of them', () => {
  answerAfter(2)
  clock.advance(200) // The second ping goes out.
  answerAfter(4_900)
  expect(opinions).toEqual([2, 4_900])
  expect(pinger.rttMs(link)).toBe(2)
})

test('a pong that nobody asked for says nothing of the time', () => {
  answerAfter(2)
  pinger.ponged(link, pings.at(-1)!, clock.nowMs())
  pinger.ponged(link, pings.at(-1)! + 5, clock.nowMs())
  expect(opinions).toEqual([2])
})
