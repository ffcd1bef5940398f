import { expect, test } from 'vitest'
import { AnswerJudge, type AnswerJudgeInit } from '../../../src/flows/receipt/answer-judge.js'
import { encodeOrder } from '../../../src/flows/receipt/order.js'
import { order } from '../../support/carrying.js'
import { FakeClock } from '../../support/fake-clock.js'
import { unsigned } from './uploads-alice.js'

test('of what was brought nothing is kept once its machine has been told: an upload may wait for weeks', async () => {
  const ordered = order({ url: 'https://vendor.example/' })
  const keys = { trustFor: () => undefined, refresh: () => Promise.resolve() } as unknown as AnswerJudgeInit['keys']
  const blackList = {} as AnswerJudgeInit['blackList']
  const judge = new AnswerJudge({ clock: new FakeClock(), groups: new Map(), keys, blackList, unproved: () => {} })
  const inHand = { order: ordered, bytes: encodeOrder(ordered) }
  const kept: unknown[] = []
  const brought = { by: undefined, inHand, answer: unsigned, returned: undefined, beganMs: 0 }
  await judge.judge(brought, () => kept.push(judge.kept(undefined)))
  expect(kept).toMatchObject([{ status: 200, body: Buffer.from('trust me').toString('base64') }])
  expect(judge.kept(undefined)).toBeUndefined()
})
