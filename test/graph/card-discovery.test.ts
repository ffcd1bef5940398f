import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerTo, readAnswer } from '../../src/graph/card-discovery.js'
import { alice, bob } from '../support/people.js'

const TAG = '_0123456789abcdef._udp.local'
const CARD = { address: '10.0.0.1', prefixBits: 24 }
const BOB = '10.0.0.2'

const answered = (addresses: readonly string[], name = TAG) => ({
  answers: addresses.flatMap((address) => answerTo(name, 'label', address)),
  additionals: []
})
const at = (host: string, port = 1967, peer = bob.peer): string => `/ip4/${host}/tcp/${port}/p2p/${peer}`

describe('an answer on a card', () => {
  test('is read as it was written', () => {
    expect(readAnswer(answered([at(BOB)]), TAG, CARD, BOB)).toEqual([
      { host: BOB, port: 1967, kind: 'ip4', peer: bob.peer }
    ])
  })

  test('is read from bytes and lists of texts, in answers and additional records, as other programs write it', () => {
    const text = (address: string) => Buffer.from(`dnsaddr=${address}`)
    const found = readAnswer(
      {
        answers: [{ type: 'PTR', name: TAG, data: `label.${TAG}` }],
        additionals: [{ type: 'TXT', name: `label.${TAG}`, data: [text(at('172.17.0.1')), text(at(BOB, 4001))] }]
      },
      TAG,
      CARD,
      BOB
    )
    expect(found.map(({ port }) => port)).toEqual([4001])
  })

  test.each([
    ['another tag', answered([at(BOB)], '_ffffffffffffffff._udp.local'), BOB],
    ['another card', answered([at('10.0.1.2')]), '10.0.1.2'],
    ['an address that it did not come from', answered([at('10.0.0.3')]), BOB],
    ['no peer', answered([`/ip4/${BOB}/tcp/1967`]), BOB],
    ['something else than TCP', answered([`/ip4/${BOB}/udp/1967/p2p/${bob.peer}`]), BOB],
    ['nothing', { answers: [], additionals: [] }, BOB]
  ])('under, or of, %s is none', (_, packet, from) => {
    expect(readAnswer(packet, TAG, CARD, from)).toEqual([])
  })

  test('speaks of one peer, and says few addresses, however many stand in it', () => {
    const many = Array.from({ length: 100 }, (_, index) => at(BOB, 2000 + index))
    expect(readAnswer(answered(many), TAG, CARD, BOB)).toHaveLength(4)
    const two = answered([at(BOB, 1, alice.peer), at(BOB, 2, bob.peer)])
    expect(readAnswer(two, TAG, CARD, BOB).map(({ peer }) => peer)).toEqual([alice.peer])
  })

  test('of any text is a value, never an exception', () => {
    fc.assert(fc.property(fc.string(), (text) => void readAnswer(answered([text]), TAG, CARD, BOB)))
  })
})
