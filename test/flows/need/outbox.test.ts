// What is said to one asker goes one message after the other, and all that has come together meanwhile goes in one.
import { beforeEach, expect, test } from 'vitest'
import { BETWEEN_MESSAGES_MS, MAX_HAVE_BYTES, MAX_HAVES_TOLD } from '../../../src/flows/need/defaults.js'
import { haveType, type HaveData } from '../../../src/flows/need/have.js'
import { Outbox } from '../../../src/flows/need/outbox.js'
import { FakeClock, settle } from '../../support/fake-clock.js'

interface Sent {
  asker: string
  needs: number[]
  bytes: number
  done(isTold: boolean): void
}

let sent: Sent[]
let outbox: Outbox
let clock: FakeClock

beforeEach(() => {
  sent = []
  clock = new FakeClock()
  outbox = new Outbox(clock, async (asker, have) => {
    const needs = [have, ...(have.more ?? [])].map(({ id }) => id)
    const bytes = haveType.codec.encode(have).byteLength
    return await new Promise<boolean>((done) => sent.push({ asker, needs, bytes, done }))
  })
})

/** It was told, or not, and then it is time for the next. */
async function done(index: number, isTold = true): Promise<void> {
  sent[index]!.done(isTold)
  await settle()
  await clock.advanceAsync(BETWEEN_MESSAGES_MS)
}

const WANTED = new AbortController().signal

function have(id: number, said: Partial<HaveData> = {}): HaveData {
  const needId = id.toString(16).padStart(32, '0')
  const nothing = { content: undefined, downloading: undefined, version: '', pairs: [] }
  return { ...nothing, needId, id, type: 16, alias: '/a', ...said }
}

test('the first goes at once, and what comes meanwhile goes together; to others at the same time', async () => {
  const told = [1, 2, 3].map((id) => outbox.tell('alice', have(id), WANTED))
  void outbox.tell('carol', have(9), WANTED)
  expect(sent.map(({ asker, needs }) => [asker, needs])).toEqual([
    ['alice', [1]],
    ['carol', [9]]
  ])
  await done(0)
  expect(sent[2]).toMatchObject({ asker: 'alice', needs: [2, 3] })
  await done(2, false)
  expect(await Promise.all(told)).toEqual([true, false, false])
  void outbox.tell('alice', have(4), WANTED)
  expect(sent[3]).toMatchObject({ needs: [4] })
})

test('the next word about a need takes the place of the one that waits', async () => {
  void outbox.tell('alice', have(1), WANTED)
  const before = outbox.tell('alice', have(2, { alias: '/before' }), WANTED)
  const after = outbox.tell('alice', have(2, { alias: '/after' }), WANTED)
  await done(0)
  expect(sent[1]!.needs).toEqual([2])
  sent[1]!.done(true)
  expect(await Promise.all([before, after])).toEqual([false, true])
})

test('what nobody waits for any more is not sent, nor what no reader would take', async () => {
  const stop = new AbortController()
  void outbox.tell('alice', have(1), WANTED)
  const told = [
    outbox.tell('alice', have(2), stop.signal),
    outbox.tell('alice', have(3, { version: 'v'.repeat(99) }), WANTED)
  ]
  stop.abort()
  await done(0)
  expect(await Promise.all(told)).toEqual([false, false])
  expect(sent).toHaveLength(1)
})

test('one message holds so many, and so much', async () => {
  const tellMany = (count: number, said: Partial<HaveData>): void => {
    for (let id = 0; id < count; id++) void outbox.tell('alice', have(id, said), WANTED)
  }
  const all = async (): Promise<Sent[]> => {
    for (let at = 0; at < sent.length; at++) {
      await done(at)
    }
    return sent.splice(0)
  }
  tellMany(1 + MAX_HAVES_TOLD + 1, {})
  expect((await all()).map(({ needs }) => needs.length)).toEqual([1, MAX_HAVES_TOLD, 1])
  tellMany(60, { alias: 'x'.repeat(2_000) })
  const large = await all()
  expect(large.flatMap(({ needs }) => needs)).toHaveLength(60)
  expect(Math.max(...large.map(({ bytes }) => bytes))).toBeLessThanOrEqual(MAX_HAVE_BYTES)
  expect(large.length).toBeLessThan(6)
})

test('between two messages to one asker there is some time; nothing goes once it is closed', async () => {
  void outbox.tell('alice', have(1), WANTED)
  sent[0]!.done(true)
  await settle()
  const told = outbox.tell('alice', have(2), WANTED)
  await clock.advanceAsync(BETWEEN_MESSAGES_MS - 1)
  expect(sent).toHaveLength(1)
  await clock.advanceAsync(1)
  expect(sent).toHaveLength(2)
  const waiting = outbox.tell('alice', have(3), WANTED)
  outbox.close()
  sent[1]!.done(true)
  expect([await told, await waiting, await outbox.tell('carol', have(4), WANTED)]).toEqual([true, false, false])
  expect([sent.length, clock.pendingTimers]).toEqual([2, 0])
})
