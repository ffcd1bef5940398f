// Whether evidence against a relay holds: what a bad relay did does, and nothing that an asker could arrange against an honest one.
import { describe, expect, test } from 'vitest'
import { toHex, utf8 } from '../../../src/base/index.js'
import { trustOfKeys } from '../../../src/receipts/index.js'
import { PROOF_MS } from '../../../src/flows/receipt/black-list-defaults.js'
import type { HeardEvidence } from '../../../src/flows/receipt/evidence-records.js'
import { isAnswered, judgeEvidence, type Judge } from '../../../src/flows/receipt/judge-evidence.js'
import { encodeOrder, orderSha256 } from '../../../src/flows/receipt/order.js'
import { potluck } from '../../../src/flows/receipt-pb.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { alice, bob, carol } from '../../support/people.js'
import { answered, answerTo, BACKEND, evidenceOf, GROUP, ORDER, replayed, STRANGER, URL } from './evidence-story.js'

const judge: Judge = {
  group: GROUP,
  peerTimeMs: FAKE_NOW_MS + 1_000,
  trustFor: async (targetUri) => (targetUri.startsWith(URL) ? BACKEND.trust : undefined)
}
const judged = async (evidence: HeardEvidence, given: Partial<Judge> = {}): Promise<string> => {
  const judgement = await judgeEvidence(evidence, { ...judge, ...given })
  return judgement.type === 'refused' ? judgement.why : judgement.type
}

describe('holds', () => {
  test('against who replayed an old receipt: it says who, where and when', async () => {
    expect(await judgeEvidence(evidenceOf(), judge)).toEqual({
      type: 'holds',
      proof: {
        ...{ evidence: evidenceOf().id, accuser: alice.peer, accused: bob.peer, origin: 'https://vendor.example' },
        ...{ uploadId: ORDER.id, returnedMs: FAKE_NOW_MS }
      }
    })
  })

  test.each([
    ['changed the body of the answer', { ...answered(ORDER), body: utf8('all is well\n') }],
    ['changed its status', { ...answered(ORDER, { status: 409 }), status: 201 }],
    ['sent something else to the backend', answered({ ...ORDER, contentSha256: 'ee'.repeat(32) })],
    ['sent it elsewhere', answered({ ...ORDER, targetUri: `${URL}/other` })]
  ])('against who %s', async (_, brought) => {
    expect(await judged(evidenceOf({ brought }))).toBe('holds')
  })
})

describe('does not hold', () => {
  const other = encodeOrder({ ...ORDER, id: '0c'.repeat(16) })
  const returned = {
    type: 'given-back',
    orderSha256: toHex(orderSha256(encodeOrder(ORDER))),
    reason: 'unreachable'
  } as const
  const rewritten = potluck.receipt.v1.Order.encode({
    ...{
      id: Buffer.alloc(16, 10),
      contentSha256: Buffer.alloc(32, 0xcd),
      bytes: 12,
      contentType: 'text/xml',
      report: ''
    },
    ...{ latestMs: FAKE_NOW_MS, targetUri: 'https://vendor.example/a/../reports' }
  }).finish()
  const unsigned = { status: 200, headers: [], body: utf8('stored\n') }
  const rows: readonly [name: string, HeardEvidence, why: RegExp, given?: Partial<Judge>][] = [
    ['without keys for that URL', evidenceOf(), /^no-keys$/, { trustFor: async () => undefined }],
    ['with another backend’s keys', evidenceOf(), /in order/, { trustFor: async () => STRANGER.trust }],
    ['signed by somebody else than the accused', evidenceOf({ relay: carol }), /did not sign/],
    ['signed for somebody else than the accuser', evidenceOf({ asker: carol }), /did not sign/],
    ['signed in another group', evidenceOf({ group: Buffer.alloc(32, 7) }), /did not sign/],
    ['with an acceptance of another order', evidenceOf({ acceptedOrder: other }), /another order/],
    ['with statements of another order', { ...evidenceOf(), order: other }, /another order/],
    ['with an order that is none', evidenceOf({ orderBytes: utf8('no order') }), /no order/],
    ['with an order in a spelling that no relay forwards', evidenceOf({ orderBytes: rewritten }), /no order/],
    ['with a return in the place of the acceptance', { ...evidenceOf(), acceptance: evidenceOf().returned }, /did not/],
    ['of what was given back', evidenceOf({ returned: { ...returned, atMs: FAKE_NOW_MS } }), /given back/],
    ['of a valid receipt', evidenceOf({ brought: answered(ORDER) }), /valid receipt/],
    ['of an unsigned answer, which a proxy may have given', evidenceOf({ brought: unsigned }), /misused/],
    ['of a key that nobody knows', evidenceOf({ brought: answered(ORDER, { key: STRANGER.key }) }), /misused/],
    ['without a valid control: the backend may be broken', evidenceOf({ control: replayed(ORDER) }), /in order/],
    ['with a control that is a refusal', evidenceOf({ control: answered(ORDER, { status: 409 }) }), /in order/],
    [
      'with a control for another order, which the backend signs where it does not sign this one',
      evidenceOf({ control: answered({ ...ORDER, id: '0d'.repeat(16) }) }),
      /in order/
    ],
    [
      'with a control of a request with another report: a backend may sign the one and not the other',
      evidenceOf({ order: { ...ORDER, report: 'a' }, control: answered(ORDER) }),
      /in order/
    ],
    [
      'with a control of another time: of a broken backend that was mended, of an id that it has forgotten',
      evidenceOf({ control: answered(ORDER, { createdMs: FAKE_NOW_MS + 3_600_000 }) }),
      /another time/
    ],
    [
      'with one from long before',
      evidenceOf({ control: answered(ORDER, { createdMs: FAKE_NOW_MS - 3_600_000 }) }),
      /another time/
    ],
    ['after 30 days, however often it is published', evidenceOf({ atMs: FAKE_NOW_MS - PROOF_MS }), /long ago/],
    ['of the future', evidenceOf({ atMs: FAKE_NOW_MS + 3_600_000 }), /still to come/]
  ]
  test.each(rows)('%s', async (_, evidence, why, given) => {
    expect(await judged(evidence, given)).toMatch(why)
  })

  test('over plain http, where anybody on the way may have changed it', async () => {
    const order = { ...ORDER, targetUri: 'http://vendor.example/reports' }
    expect(await judged(evidenceOf({ order }), { trustFor: async () => BACKEND.trust })).toMatch(/plain http/)
  })

  test('where the answer is of one key and the control of another, as a load balancer may have them', async () => {
    const keys = [...BACKEND.trust.keys.values(), ...STRANGER.trust.keys.values()]
    const brought = { ...answered(ORDER, { key: STRANGER.key }), body: utf8('changed') }
    expect(await judged(evidenceOf({ brought }), { trustFor: async () => trustOfKeys(...keys) })).toMatch(/misused/)
  })
})

describe('an answer', () => {
  const evidence = evidenceOf()
  const late = answered(ORDER, { createdMs: FAKE_NOW_MS + 60_000 })
  const heard = { ...answerTo(evidence, late), accused: bob.peer }

  test('counts where it is a receipt of its own for that order', async () => {
    expect(await isAnswered(evidence, heard, judge)).toBe(true)
  })

  test.each([
    ['the receipt that stands in the evidence', { response: evidence.control }],
    ['a receipt for something else', { response: replayed(ORDER) }],
    ['a refusal', { response: answered(ORDER, { status: 422, createdMs: FAKE_NOW_MS + 60_000 }) }],
    ['a receipt of its own making', { response: answered(ORDER, { key: STRANGER.key }) }],
    ['an answer by somebody else', { accused: carol.peer }],
    ['an answer to other evidence', { evidence: 'ab'.repeat(32) }],
    ['an answer to what stood there before', { orderSha256: '00'.repeat(32) }]
  ])('does not where it is %s', async (_, change) => {
    expect(await isAnswered(evidence, { ...heard, ...change }, judge)).toBe(false)
  })

  test('nor for who has no keys for that URL', async () => {
    expect(await isAnswered(evidence, heard, { ...judge, trustFor: async () => undefined })).toBe(false)
  })
})
