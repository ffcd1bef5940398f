// Uploads of one node, over members that do as they are told: what Fig. 9 comes to with a disk, keys and restarts.
import { readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { bob, carol } from '../../support/people.js'
import { utf8 } from '../../../src/base/index.js'
import { contentDigest } from '../../../src/receipts/index.js'
import { ContentError } from '../../../src/content/index.js'
import { BACKEND_ANSWER_BUDGET_MS } from '../../../src/flows/receipt/defaults.js'
import type { Order } from '../../../src/flows/receipt/order.js'
import type { BackendAnswer } from '../../../src/flows/receipt/statements.js'
import { MIN_WAIT_MS } from '../../../src/flows/receipt/upload-defaults.js'
import type { Upload } from '../../../src/flows/receipt/uploads.js'
import { GROUP, Relay, REPORT, stored, unsigned, Uploading, URL_OF_VENDOR } from './uploads-alice.js'

let uploading: Uploading

afterEach(() => uploading.close())

async function opened(...relays: Relay[]): Promise<Uploading> {
  uploading = new Uploading(...relays)
  return await uploading.open()
}

function hourPasses(): Promise<void> {
  const untilMs = uploading.clock.nowMs() + 3_600_000
  return uploading.until(() => uploading.clock.nowMs() > untilMs)
}

function results({ attempts }: Upload): string[] {
  return attempts.map(({ result }) => result)
}

test('an upload goes through a member, and is delivered by a valid receipt', async () => {
  const relay = new Relay(bob)
  const { service } = await opened(relay)
  const { id, bytes, digest } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  const upload = service.get(id)!
  expect(upload).toMatchObject({
    bytes,
    digest,
    outcome: { proof: 'receipt', status: 201, by: { peer: bob.peer, groupId: GROUP } }
  })
  expect(results(upload)).toEqual(['delivered'])
  const receipt = await service.receipt(id)
  expect(Buffer.from(receipt!.body).toString()).toBe('stored')
  expect(receipt?.request.headers).toContainEqual(['Idempotency-Key', `"${id}"`])
  await uploading.until(() => relay.deleted.includes(id))
  expect(uploading.needs).toMatchObject([{ uri: URL_OF_VENDOR, method: 'POST' }])
  expect(uploading.seen).toMatchObject([{ relay: bob.peer, uploadId: id }])
  expect(uploading.accused).toEqual([])
  expect(service.counts).toMatchObject({ pending: 0, delivered: 1, deliveredByMembers: 1 })
})

test('many to one origin ask members once', async () => {
  const { service } = await opened(new Relay(bob))
  await Promise.all(Array.from({ length: 12 }, () => uploading.add()))
  await uploading.until(() => service.counts.delivered === 12)
  expect(uploading.needs).toHaveLength(1)
})

test.each([
  ['an answer without a signature', () => unsigned, 'unproved', 'no-receipt'],
  [
    'an answer that the backend signed for another file',
    (order: Parameters<typeof stored>[0]) => stored({ ...order, contentSha256: '00'.repeat(32) }),
    'wrong-receipt',
    'wrong-receipt'
  ],
  [
    'an answer signed by a key of its own',
    (order: Parameters<typeof stored>[0]) => stored(order, { key: 'mallory' }),
    'unproved',
    'no-receipt'
  ]
])('%s is told to the black list, and another gets it', async (_what, brings, result, fault) => {
  const [bad, good] = [new Relay(bob), new Relay(carol)]
  bad.brings = brings
  await opened(bad, good)
  uploading.standings.set(carol.peer, 'doubted') // So that Bob is first.
  const { id } = await uploading.add()
  await uploading.until(() => uploading.accused.length > 0)
  uploading.standings.clear()
  await uploading.untilState(id, 'delivered')
  expect(uploading.service.get(id)).toMatchObject({ outcome: { by: { peer: carol.peer } } })
  expect(results(uploading.service.get(id)!)).toEqual([result, 'delivered'])
  const [accusation] = uploading.accused
  expect(accusation).toMatchObject({ relay: bob.peer, groupId: GROUP, fault, uploadId: id, targetUri: URL_OF_VENDOR })
  for (const evidence of ['order', 'acceptance', 'returned'] as const)
    expect(accusation![evidence]).toBeInstanceOf(Uint8Array)
})

test('who is black-listed gets nothing', async () => {
  const relay = new Relay(bob)
  await opened(relay)
  uploading.standings.set(bob.peer, 'listed')
  const { id } = await uploading.add()
  await uploading.until(() => (uploading.service.get(id)?.attemptCount ?? 0) > 0)
  expect(relay.posts).toBe(0)
  expect(uploading.service.get(id)).toMatchObject({ state: 'queued', waitsFor: 'later' })
})

test('a relay that has nothing by its deadline is told to the black list; its late receipt counts still', async () => {
  const [slow, second] = [new Relay(bob), new Relay(carol)]
  slow.brings = second.brings = () => undefined
  await opened(slow, second)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.until(() => uploading.accused.length > 0)
  expect(uploading.accused).toMatchObject([{ relay: bob.peer, fault: 'silent' }])
  await uploading.until(() => uploading.service.get(id)?.by?.peer === carol.peer)
  slow.brings = (order) => stored(order)
  uploading.tellDone(slow, id)
  await uploading.untilState(id, 'delivered')
  expect(uploading.service.get(id)).toMatchObject({ outcome: { by: { peer: bob.peer } } })
  await uploading.until(() => second.deleted.includes(id))
})

describe('a machine whose clock is years behind', () => {
  const YEARS_MS = 3 * 365 * 24 * 3_600_000

  test('believes receipts that the time of its group makes true', async () => {
    const relay = new Relay(bob)
    relay.brings = (order) => stored(order, { nowMs: uploading.clock.nowMs() + YEARS_MS })
    await opened(relay)
    uploading.clockIsBehindMs = YEARS_MS
    const { id } = await uploading.add()
    await uploading.until(() => results(uploading.service.get(id)!).length > 0)
    expect(results(uploading.service.get(id)!)).toEqual(['delivered'])
    expect([...uploading.accused, ...uploading.doubted]).toEqual([])
  })

  test('gives nothing up when it is set right, also after a restart where its group knew the time', async () => {
    await opened()
    uploading.clockIsBehindMs = YEARS_MS
    const { id } = await uploading.add()
    uploading.clock.jump(YEARS_MS)
    uploading.clockIsBehindMs = 0
    await hourPasses()
    expect(uploading.service.get(id)?.state).toBe('queued')
    await uploading.restart()
    await hourPasses()
    expect(uploading.service.get(id)?.state).toBe('queued')
  })

  test('nor where nobody knew it, as long as it runs', async () => {
    await opened()
    const { id } = await uploading.add()
    uploading.clock.jump(YEARS_MS)
    await hourPasses()
    expect(uploading.service.get(id)?.state).toBe('queued')
  })
})

describe('a machine that slept over a weekend, while its monotonic clock stood still', () => {
  const WEEKEND_MS = 60 * 3_600_000

  test('blames nobody who brought it to its end, and has forgotten it since', async () => {
    const relay = new Relay(bob)
    relay.brings = () => undefined
    await opened(relay)
    const { id } = await uploading.add()
    await uploading.untilState(id, 'waiting')
    uploading.clock.jump(WEEKEND_MS)
    relay.has.clear()
    relay.brings = (order) => stored(order, { nowMs: uploading.clock.nowMs() })
    await uploading.untilState(id, 'delivered')
    expect(results(uploading.service.get(id)!)).toEqual(['too-late', 'nobody', 'delivered'])
    expect(uploading.accused).toEqual([])
  })

  test('nor where another delivered it before', async () => {
    const [forgetful, other] = [new Relay(bob), new Relay(carol)]
    forgetful.brings = () => undefined
    await opened(forgetful, other)
    uploading.standings.set(carol.peer, 'doubted')
    const { id } = await uploading.add()
    await uploading.until(() => uploading.service.get(id)?.by?.peer === bob.peer)
    await uploading.untilState(id, 'waiting')
    forgetful.has.clear()
    await uploading.untilState(id, 'delivered')
    uploading.clock.jump(WEEKEND_MS)
    await uploading.until(() => forgetful.deleted.includes(id))
    expect(uploading.accused).toEqual([])
  })
})

test('a relay that gives it back is not to blame', async () => {
  const [bad, good] = [new Relay(bob), new Relay(carol)]
  bad.brings = () => ({ givenBack: 'unreachable' })
  await opened(bad, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  expect(results(uploading.service.get(id)!)).toEqual(['given-back', 'delivered'])
  expect(uploading.accused).toEqual([])
})

test.each([
  ['one refusal, shown each time, is not final', () => 1, 'waiting'],
  ['a refusal is final that was signed anew each time', () => uploading.clock.nowMs(), 'refused']
])('by one relay: %s', async (_what, signedAtMs, state) => {
  const relay = new Relay(bob)
  let firstMs: number | undefined
  relay.brings = (order) => {
    firstMs ??= uploading.clock.nowMs()
    return stored(order, { status: 404, nowMs: Math.max(firstMs, signedAtMs()) })
  }
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.until(() => relay.posts === 4 || uploading.service.get(id)?.state === 'refused')
  expect(uploading.service.get(id)?.state).toBe(state)
})

test.each([undefined, '21600'])(
  'a relay that kept one signed 503 and shows it for ever holds up nothing; Retry-After: %s',
  async (retryAfter) => {
    const [mallory, honest] = [new Relay(bob), new Relay(carol)]
    let kept: BackendAnswer | undefined
    mallory.brings = (order) => {
      kept ??= stored(order, { status: 503, nowMs: uploading.clock.nowMs() })
      return retryAfter === undefined ? kept : { ...kept, headers: [...kept.headers, ['Retry-After', retryAfter]] }
    }
    await opened(mallory, honest)
    uploading.standings.set(carol.peer, 'doubted')
    const { id } = await uploading.add()
    await uploading.untilState(id, 'delivered')
    expect(results(uploading.service.get(id)!)).toEqual(['put-off', 'delivered'])
    expect(uploading.accused).toEqual([])
  }
)

test.each([
  ['later than the order says', (order: Order) => order.latestMs + 1],
  ['much further away than what it may take', (_order: Order, nowMs: number) => nowMs + 200_000]
])('an acceptance with a deadline %s is none', async (_what, deadlineMs) => {
  const relay = new Relay(bob)
  relay.deadlineMs = deadlineMs
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.until(() => results(uploading.service.get(id)!).includes('broken'))
  expect(uploading.service.get(id)?.state).not.toBe('waiting')
})

test('an acceptance after what the order says is none, also of a clock that is ahead', async () => {
  const relay = new Relay(bob)
  relay.acceptedMs = (order) => order.latestMs - 50_000
  relay.deadlineMs = (order) => order.latestMs + 1
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.until(() => results(uploading.service.get(id)!).includes('broken'))
  expect(uploading.service.get(id)?.state).not.toBe('waiting')
})

test('this node stops while a member has it: that one is asked, and it is sent once', async () => {
  const relay = new Relay(bob)
  relay.brings = () => undefined
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  await uploading.restart()
  expect(uploading.service.get(id)).toMatchObject({ state: 'waiting', by: { peer: bob.peer } })
  relay.brings = (order) => stored(order)
  await uploading.untilState(id, 'delivered')
  expect(relay.posts).toBe(1)
  await uploading.restart()
  expect(uploading.service.get(id)).toMatchObject({ state: 'delivered', outcome: { proof: 'receipt' } })
  expect((await uploading.service.receipt(id))?.status).toBe(201)
})

test('a member that has forgotten it all is told to the black list at its deadline, and another has it by then', async () => {
  const [bad, good] = [new Relay(bob), new Relay(carol)]
  bad.brings = () => undefined
  await opened(bad, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  good.brings = () => undefined
  bad.has.clear()
  await uploading.until(() => uploading.service.get(id)?.by?.peer === carol.peer)
  expect(uploading.accused).toEqual([])
  await uploading.until(() => uploading.accused.length > 0)
  expect(uploading.accused).toMatchObject([{ relay: bob.peer, fault: 'silent' }])
})

test('a member whose service does not run says nothing of what it has: it has not forgotten it', async () => {
  const relay = new Relay(bob)
  relay.brings = () => undefined
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  const had = new Map(relay.has)
  relay.has.clear()
  relay.knows = false
  await uploading.until(() => relay.gets > 3)
  expect(uploading.service.get(id)).toMatchObject({ state: 'waiting' })
  for (const [one, held] of had) relay.has.set(one, held)
  relay.brings = (order) => stored(order)
  await uploading.untilState(id, 'delivered')
  expect([relay.posts, uploading.accused]).toEqual([1, []])
})

test('a member that takes it byte by byte does not keep it', async () => {
  const [slow, good] = [new Relay(bob), new Relay(carol)]
  slow.dawdlesAt = 'POST'
  await opened(slow, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  expect(results(uploading.service.get(id)!)).toEqual(['broken', 'delivered'])
})

test('a member that is here, and never says what came of it, is told to the black list when it had its time once more', async () => {
  const [bad, good] = [new Relay(bob), new Relay(carol)]
  bad.saysNothing = true
  good.brings = () => undefined
  await opened(bad, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.until(() => uploading.service.get(id)?.by?.peer === carol.peer)
  expect(uploading.doubted).toMatchObject([{ relay: bob.peer }])
  expect(uploading.accused).toEqual([])
  await uploading.until(() => uploading.accused.some(({ relay }) => relay === bob.peer))
  expect(uploading.accused.find(({ relay }) => relay === bob.peer)).toMatchObject({ fault: 'silent', uploadId: id })
})

test('one that was started again meanwhile brings what it has: nobody is told to the black list', async () => {
  const relay = new Relay(bob)
  relay.saysNothing = true
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  await uploading.until(() => relay.gets > 3)
  relay.saysNothing = false
  await uploading.untilState(id, 'delivered')
  expect([relay.posts, uploading.accused]).toEqual([1, []])
})

test('who cancels while the service stops hears that', async () => {
  const relay = new Relay(bob)
  relay.brings = () => undefined
  const { service } = await opened(relay)
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  const cancelled = expect(service.cancel(id)).rejects.toMatchObject({ code: 'CLOSED' })
  await uploading.stop()
  await cancelled
  await uploading.open()
})

test('what is known to be too much is refused before any of it is read', async () => {
  await opened()
  const source: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => expect.unreachable('it was read') }
  const bytes = 4 * 2 ** 30 + 1
  await expect(uploading.add('', { source, bytes })).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' })
  const file = join(uploading.home, 'large')
  writeFileSync(file, '')
  truncateSync(file, bytes) // Takes no room.
  await expect(uploading.add('', { source: { file } })).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' })
})

test('a link to a file is none', async () => {
  await opened()
  const link = join(uploading.home, 'link')
  symlinkSync(join(uploading.home, 'vendor.pem'), link)
  await expect(uploading.add('', { source: { file: link } })).rejects.toMatchObject({ code: 'BAD_UPLOAD' })
})

test('a member that answers byte by byte has no answer at its deadline', async () => {
  const [slow, good] = [new Relay(bob), new Relay(carol)]
  slow.dawdlesAt = 'GET'
  await opened(slow, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  expect(uploading.service.get(id)).toMatchObject({ outcome: { by: { peer: carol.peer } } })
})

test('a member that returns what is of another upload is doubted at once, and another gets it', async () => {
  const [babbling, good] = [new Relay(bob), new Relay(carol)]
  babbling.babbles = true
  await opened(babbling, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id, addedAtMs } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  expect(uploading.service.get(id)).toMatchObject({ outcome: { by: { peer: carol.peer } } })
  expect(uploading.clock.nowMs() - addedAtMs).toBeLessThan(MIN_WAIT_MS)
  expect(uploading.doubted).toMatchObject([{ relay: bob.peer, fault: 'no-receipt', status: undefined, uploadId: id }])
})

test('a member that went away is not to blame, and another gets it', async () => {
  const [away, good] = [new Relay(bob), new Relay(carol)]
  away.brings = () => undefined
  await opened(away, good)
  uploading.standings.set(carol.peer, 'doubted')
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  uploading.moves(away, false)
  await uploading.untilState(id, 'delivered')
  expect(uploading.service.get(id)).toMatchObject({ outcome: { by: { peer: carol.peer } } })
  expect(uploading.accused).toEqual([])
  expect(uploading.doubted).toEqual([])
})

test('members are asked only where a key says what a receipt is', async () => {
  const relay = new Relay(bob)
  await opened(relay)
  const url = 'https://elsewhere.example/'
  await expect(uploading.add(REPORT, { url })).rejects.toMatchObject({ code: 'NO_RECEIPT_KEY' })
  const { id } = await uploading.add(REPORT, { url, direct: true })
  await uploading.until(() => uploading.service.get(id)?.waitsFor === 'key')
  expect(relay.posts).toBe(0)
})

test.each([
  ['https', 'https://elsewhere.example/', 'tls'],
  ['plain http, which proves nothing', 'http://elsewhere.example/', 'none']
])('without a key the own line delivers by its answer: %s', async (_what, url, proof) => {
  await opened()
  uploading.direct = () => ({ status: 204, headers: [], body: new Uint8Array() })
  const { id } = await uploading.add(REPORT, { url, direct: true })
  await uploading.untilState(id, 'delivered')
  expect(uploading.service.get(id)?.outcome).toMatchObject({ proof, keyId: undefined, by: undefined })
})

test('with a key the own line must bring a receipt too; without one members are asked', async () => {
  await opened(new Relay(bob))
  uploading.direct = () => unsigned
  const { id } = await uploading.add(REPORT, { direct: true })
  await uploading.untilState(id, 'delivered')
  expect(results(uploading.service.get(id)!)).toEqual(['unproved', 'delivered'])
  expect(uploading.accused).toMatchObject([{ relay: undefined, fault: 'no-receipt', status: 200 }])
})

test.each([302, 400, 403, 404, 407, 451])(
  'with a key an unsigned %i met by the own line is not the backend, and final for nobody',
  async (status) => {
    await opened()
    uploading.direct = () => ({ ...unsigned, status })
    const { id, url, bytes, digest } = await uploading.add(REPORT, { direct: true })
    await uploading.until(() => results(uploading.service.get(id)!).includes('nobody'))
    const metMs = uploading.clock.nowMs()
    let deliveredMs = Infinity
    uploading.direct = () => {
      deliveredMs = uploading.clock.nowMs()
      const order = { id, targetUri: url, contentSha256: digest, bytes, contentType: 'application/xml' }
      return stored({ ...order, report: '', latestMs: 0 }, { nowMs: deliveredMs })
    }
    await uploading.untilState(id, 'delivered')
    expect(deliveredMs - metMs).toBeGreaterThan(9.5 * 60_000)
    expect(uploading.service.get(id)!.attempts[0]).toMatchObject({ by: undefined, result: 'put-off', status })
    expect(uploading.accused).toEqual([])
  }
)

test('what stands in the own line does not get each file before a member does', async () => {
  const { service } = await opened(new Relay(bob))
  uploading.direct = () => ({ ...unsigned, status: 403 })
  for (let count = 0; count < 12; count++) await uploading.add(REPORT, { direct: true })
  await uploading.until(() => service.counts.delivered === 12)
  expect(service.counts).toMatchObject({ refused: 0, deliveredByMembers: 12 })
  expect(uploading.directTries).toBeLessThanOrEqual(3)
})

test('an origin that says nothing holds up no other, and is tried by one file at a time after that', async () => {
  const { service, clock } = await opened()
  uploading.silent.add('https://silent.example')
  uploading.direct = () => unsigned
  const urls = Array.from({ length: 12 }, () => 'https://silent.example/')
  for (const url of [...urls, 'https://fine.example/']) await uploading.add(REPORT, { url, direct: true })
  const beganMs = clock.monotonicMs()
  await uploading.until(() => service.counts.delivered === 1)
  expect(clock.monotonicMs() - beganMs).toBeLessThan(1_000)
  expect(uploading.directTries).toBe(4)
  const direct = (): number => service.list().filter(({ state }) => state === 'direct').length
  expect(direct()).toBe(3)
  await uploading.until(() => direct() === 0)
  expect(clock.monotonicMs() - beganMs).toBeLessThan(BACKEND_ANSWER_BUDGET_MS + 1_000)
  let most = 0
  const forget = service.onChange(() => (most = Math.max(most, direct())))
  await uploading.until(() => uploading.directTries >= 10)
  forget()
  expect(most).toBe(1)
  uploading.silent.clear()
  await uploading.until(() => service.counts.delivered === 13)
})

test('what goes directly is what a member would send', async () => {
  await opened()
  uploading.reported = 'r'
  const sent: string[][] = []
  uploading.direct = ({ rawHeaders }, body) => {
    sent.push([...rawHeaders, body])
    throw new ContentError('ORIGIN_UNREACHABLE', 'no')
  }
  const { id } = await uploading.add(REPORT, { direct: true })
  await uploading.until(() => sent.length > 0)
  expect(sent[0]).toEqual([
    ...['Content-Type', 'application/xml', 'Content-Length', '9'],
    ...['Content-Digest', contentDigest(utf8(REPORT)), 'Idempotency-Key', `"${id}"`],
    ...['Potluck-Report', 'r', REPORT]
  ])
})

test('a line that is down is not tried by each file', async () => {
  const { service } = await opened(new Relay(bob))
  for (let count = 0; count < 12; count++) await uploading.add(REPORT, { direct: true })
  await uploading.until(() => service.counts.delivered === 12)
  expect(uploading.directTries).toBeLessThanOrEqual(6)
})

test('a new key on the disk counts without a restart; a broken file leaves the keys of before', async () => {
  const relay = new Relay(bob)
  const { service } = await opened(relay)
  writeFileSync(join(uploading.home, 'vendor.pem'), 'nonsense')
  const { id: first } = await uploading.add()
  await uploading.untilState(first, 'delivered')
  expect(uploading.keys.problems()).toMatchObject([{ code: 'BAD_RECEIPT_KEY', file: 'vendor.pem' }])
  uploading.writeKeys('', 'next')
  relay.brings = (order) => stored(order, { key: 'next' })
  const { id: second } = await uploading.add()
  await uploading.untilState(second, 'delivered')
  expect(uploading.keys.problems()).toEqual([])
  expect(service.get(first)?.outcome?.keyId).not.toBe(service.get(second)?.outcome?.keyId)
  expect(uploading.accused).toEqual([])
})

test('a key that is written while a member has the upload is looked for when its answer comes: nobody is blamed', async () => {
  const relay = new Relay(bob)
  const { service } = await opened(relay)
  relay.brings = (order) => {
    uploading.writeKeys('', 'next') // The machine looks for it once a minute, and not since.
    return stored(order, { key: 'next' })
  }
  const { id } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  expect(results(service.get(id)!)).toEqual(['delivered'])
  expect(uploading.accused).toEqual([])
})

test('a member’s unsigned answer delivers nothing where no key is known any more', async () => {
  const relay = new Relay(bob)
  let isThere = false
  relay.brings = () => (isThere ? unsigned : undefined)
  await opened(relay)
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  await uploading.stop()
  await uploading.open({}, []) // Its owner took the keys out of the settings meanwhile.
  isThere = true
  await uploading.until(() => (uploading.service.get(id)?.attemptCount ?? 0) > 0)
  expect(uploading.service.get(id)?.state).not.toBe('delivered')
  expect(results(uploading.service.get(id)!)).toEqual(['unproved'])
})

test('where members hear nothing of needs those who are here are offered it', async () => {
  uploading = new Uploading(new Relay(bob))
  uploading.mode = 'off'
  await uploading.open()
  const { id } = await uploading.add()
  await uploading.untilState(id, 'delivered')
  expect(uploading.needs).toEqual([])
})

test('cancelled: the member is told, and nothing is left to go', async () => {
  const relay = new Relay(bob)
  relay.brings = () => undefined
  const { service } = await opened(relay)
  const { id } = await uploading.add()
  await uploading.untilState(id, 'waiting')
  expect(await service.cancel(id)).toMatchObject({ id, state: 'cancelled' })
  await uploading.until(() => relay.deleted.includes(id))
  expect(service.counts).toMatchObject({ pending: 0, pendingBytes: 0 })
  await expect(service.cancel('00'.repeat(16))).rejects.toMatchObject({ code: 'NO_UPLOAD' })
})

test('what was tried for as long as it may is given up', async () => {
  uploading = await new Uploading().open({ keepDays: 1 })
  const { id } = await uploading.add()
  for (let hour = 0; hour < 23; hour++) await hourPasses()
  expect(uploading.service.get(id)?.state).toBe('queued')
  await uploading.untilState(id, 'expired')
  expect(uploading.service.counts).toMatchObject({ expired: 1, pending: 0 })
})

test('so is what waited that long while this node did not run', async () => {
  await opened()
  const { id } = await uploading.add()
  await uploading.stop()
  uploading.clock.jump(31 * 86_400_000)
  await uploading.open()
  await uploading.untilState(id, 'expired')
})

test('added twice under one id it is one', async () => {
  const relay = new Relay(bob)
  await opened(relay)
  const id = '0c'.repeat(16)
  const [one, other] = await Promise.all([uploading.add('a', { id }), uploading.add('b', { id })])
  expect(one).toEqual(other)
  await uploading.untilState(id, 'delivered')
  expect(await uploading.add('c', { id })).toMatchObject({ id, state: 'delivered', bytes: 1 })
})

test('sealed: what goes out is an age file', async () => {
  const relay = new Relay(bob)
  relay.brings = () => undefined
  await opened(relay)
  const { generateX25519Identity, identityToRecipient, Decrypter } = await import('age-encryption')
  const identity = await generateX25519Identity()
  const { id } = await uploading.add(REPORT, { seal: await identityToRecipient(identity) })
  await uploading.untilState(id, 'waiting')
  const { order, body } = relay.has.get(id)!
  expect(order.contentType).toBe('application/vnd.age')
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  expect(Buffer.from(await decrypter.decrypt(body)).toString()).toBe(REPORT)
})

test('what no request holds of a URL is left out: a receipt could not be true of it', async () => {
  await opened()
  const { url } = await uploading.add(REPORT, { url: 'https://VENDOR.example/a/../reports?#there' })
  expect(url).toBe('https://vendor.example/reports')
})

test.each([
  ['no URL', { url: 'nonsense' }, 'BAD_UPLOAD'],
  ['a user in it', { url: 'https://a:b@vendor.example/' }, 'BAD_UPLOAD'],
  ['a type that is no header', { contentType: 'a\nb' }, 'BAD_UPLOAD'],
  ['no file', { source: { file: '/nowhere' } }, 'BAD_UPLOAD'],
  ['no recipient', { seal: 'age1nobody' }, 'BAD_SEAL_KEY'],
  ['a recipient with a wrong letter', { seal: `age1${'q'.repeat(58)}` }, 'BAD_SEAL_KEY'],
  ['a long name', { name: 'a'.repeat(256) }, 'BAD_UPLOAD']
])('refused: %s', async (_what, init, code) => {
  await opened()
  await expect(uploading.add(REPORT, init)).rejects.toMatchObject({ code })
})

test('what can go neither directly, by settings, nor by members, without a key, is not taken', async () => {
  uploading = new Uploading()
  uploading.line = 'off'
  await uploading.open({ direct: true }, [])
  await expect(uploading.add()).rejects.toMatchObject({ code: 'NO_RECEIPT_KEY' })
  await uploading.stop()
  uploading.line = 'no'
  await uploading.open({ direct: true }, [])
  expect(await uploading.add()).toMatchObject({ state: 'queued' })
})

test.each([true, false])(
  'what own settings refuse is not taken, directly or by members (direct: %s)',
  async (direct) => {
    const relay = new Relay(bob)
    const { service } = await opened(relay)
    uploading.writeKeys('')
    await uploading.stop()
    await uploading.open({}, ['127.0.0.1=vendor.pem'])
    const adding = uploading.add(REPORT, { url: 'http://127.0.0.1:9/reports', direct })
    const words = expect.stringContaining('uplink.allowPrivateOrigins') as string
    await expect(adding).rejects.toMatchObject({ code: 'ORIGIN_REFUSED', message: words })
    expect(readdirSync(join(uploading.home, 'upload-queue'))).toEqual([])
    expect([service.list(), relay.posts]).toEqual([[], 0])
  }
)
