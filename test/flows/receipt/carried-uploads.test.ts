import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lineLogger, toHex } from '../../../src/base/index.js'
import { DISK_TROUBLE_MS } from '../../../src/flows/receipt/carried-defaults.js'
import { MAX_ANSWER_BODY_BYTES } from '../../../src/flows/receipt/defaults.js'
import { encodeOrder, orderSha256, type Order } from '../../../src/flows/receipt/order.js'
import { Carrying, openBackend, order, REPORT, type Backend } from '../../support/carrying.js'
import { eventually } from '../../support/eventually.js'
import { alice, carol } from '../../support/people.js'

let bob: Carrying
let backend: Backend

beforeEach(async () => {
  bob = await Carrying.start()
  backend = await openBackend()
})

afterEach(async () => {
  await bob.close()
  await backend.close()
})

function orders(count: number): Order[] {
  return Array.from({ length: count }, (_, i) => order(backend, { id: i.toString(16).padStart(32, '0') }))
}

async function delivered(count: number): Promise<void> {
  await eventually(() => expect(backend.delivered).toHaveLength(count))
}

describe('an upload', () => {
  test('gets to its backend byte for byte, and its answer back whole', async () => {
    backend.answer = (response) => {
      response.writeHead(201, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Where', 'caf\u00e9'])
      response.end('taken')
    }
    const ordered = order(backend, { report: '"never"' })
    const accepted = await bob.post(ordered)
    expect(accepted.status).toBe(202)
    const { acceptedMs, deadlineMs } = bob.acceptance(accepted)!
    expect(acceptedMs).toBe(bob.clock.nowMs())
    expect(deadlineMs - acceptedMs).toBe(45_000)
    const returned = await bob.returned(ordered)
    expect(returned).toMatchObject({ type: 'answered', status: 201, body: new Uint8Array(Buffer.from('taken')) })
    const headers = returned.type === 'answered' ? returned.headers : []
    expect(headers.slice(0, 3)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-Where', 'caf\u00e9']
    ])
    const [sent] = backend.delivered
    expect(sent).toMatchObject({ method: 'POST', url: '/reports', body: Buffer.from(REPORT) })
    expect(sent!.rawHeaders).toEqual([
      ...['host', new URL(backend.url).host],
      ...['Content-Type', 'application/xml'],
      ...['Content-Digest', `sha-256=:${Buffer.from(ordered.contentSha256, 'hex').toString('base64')}:`],
      ...['Idempotency-Key', `"${ordered.id}"`],
      ...['Potluck-Report', '"never"'],
      ...['Content-Length', '9'],
      ...['Connection', 'keep-alive']
    ])
  })

  test('without a byte is one too', async () => {
    const ordered = order(backend, {}, '')
    expect((await bob.post(ordered, { body: '' })).status).toBe(202)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 200 })
    expect(backend.delivered[0]!.body).toHaveLength(0)
  })

  test('of many pieces is put together', async () => {
    const body = Buffer.alloc(200_000, 'potluck')
    async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
      for (let at = 0; at < body.byteLength; at += 7_001) yield body.subarray(at, at + 7_001)
    }
    const ordered = order(backend, {}, body)
    expect((await bob.post(ordered, { body: pieces() })).status).toBe(202)
    await bob.returned(ordered)
    expect(backend.delivered[0]!.body.equals(body)).toBe(true)
  })

  test('that is redirected is over: the redirect is the answer', async () => {
    const elsewhere = await openBackend()
    backend.answer = (response) => void response.writeHead(307, { location: elsewhere.url }).end()
    const ordered = order(backend)
    await bob.post(ordered)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 307 })
    expect(elsewhere.delivered).toEqual([])
    await elsewhere.close()
  })

  test.each([
    ['as large as it may be', MAX_ANSWER_BODY_BYTES, 'answered'],
    ['one byte larger', MAX_ANSWER_BODY_BYTES + 1, 'given-back']
  ])('whose answer is %s', async (_what, bytes, type) => {
    backend.answer = (response) => void response.end(Buffer.alloc(bytes))
    const ordered = order(backend)
    await bob.post(ordered)
    const returned = await bob.returned(ordered)
    expect(returned.type).toBe(type)
    if (returned.type === 'given-back') expect(returned.reason).toBe('too-large')
  })

  test('whose answer breaks off is tried again', async () => {
    backend.answer = (response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('five.')
      if (backend.delivered.length === 1) setImmediate(() => response.destroy())
      else response.end('five.')
    }
    const ordered = order(backend)
    await bob.post(ordered)
    await delivered(1)
    await eventually(() => expect(bob.clock.pendingTimers).toBe(1))
    bob.clock.advance(1_000)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 200 })
    expect(backend.delivered).toHaveLength(2)
  })

  test.each([
    ['where nothing listens', 'http://127.0.0.1:1/', 'unreachable'],
    ['where members may not go', 'http://169.254.169.254/', 'refused']
  ])('to a place %s is given back', async (_what, targetUri, reason) => {
    const ordered = order({ url: targetUri }, { latestMs: bob.clock.nowMs() + 60_000 })
    expect((await bob.post(ordered)).status).toBe(202)
    const work = bob.returned(ordered)
    await eventually(() => {
      bob.clock.advance(10_000)
      expect(bob.uploads.status().givenBack).toBe(1)
    })
    expect(await work).toMatchObject({ type: 'given-back', reason })
  })

  test('is tried again after what is only for now, as its backend asks', async () => {
    backend.answer = (response) => {
      if (backend.delivered.length > 1) response.end('taken')
      else response.writeHead(503, { 'retry-after': '20' }).end()
    }
    const ordered = order(backend)
    await bob.post(ordered)
    await eventually(() => expect(bob.clock.pendingTimers).toBe(1))
    bob.clock.advance(19_999)
    expect((await bob.get(ordered)).status).toBe(202)
    expect(backend.delivered).toHaveLength(1)
    bob.clock.advance(1)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 200 })
  })

  test('to a backend that hangs is given back before its deadline', async () => {
    backend.hangs = true
    const ordered = order(backend)
    const { deadlineMs } = bob.acceptance(await bob.post(ordered))!
    bob.clock.advance(deadlineMs - bob.clock.nowMs() - 1)
    const returned = await bob.returned(ordered)
    expect(returned).toMatchObject({ type: 'given-back', reason: 'unreachable' })
    expect(returned.atMs).toBeLessThan(deadlineMs)
  })
})

describe('the same again', () => {
  test('is the same upload, with the same acceptance, before and after it is over', async () => {
    const ordered = order(backend)
    const first = await bob.post(ordered)
    expect(await bob.post(ordered)).toEqual(first)
    await bob.returned(ordered)
    expect(await bob.post(ordered)).toEqual(first)
    expect(backend.delivered).toHaveLength(1)
  })

  test('at the same time is the same upload too', async () => {
    const ordered = order(backend)
    const answers = await Promise.all([1, 2, 3, 4].map(() => bob.post(ordered)))
    const taken = answers.filter(({ status }) => status === 202)
    expect(taken.length).toBeGreaterThan(0)
    expect(new Set(taken.map(({ body }) => Buffer.from(body!).toString('hex'))).size).toBe(1)
    for (const { status, headers } of answers.filter(({ status }) => status !== 202)) {
      expect([status, headers?.['potluck-reason']]).toEqual([503, 'repeated'])
    }
    await bob.returned(ordered)
    expect(backend.delivered).toHaveLength(1)
  })

  test('takes the place of one whose connection hangs', async () => {
    const ordered = order(backend)
    async function* never(): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from('<rep')
      await new Promise(() => {})
    }
    const hanging = bob.post(ordered, { body: never() })
    expect((await bob.post(ordered)).status).toBe(202)
    expect(await hanging).toMatchObject({ status: 503, headers: { 'potluck-reason': 'repeated' } })
  })

  test('under that id, but another order, is refused', async () => {
    const ordered = order(backend)
    await bob.post(ordered)
    const other = await bob.post({ ...ordered, targetUri: `${backend.url}2` })
    expect(other).toMatchObject({ status: 409, headers: { 'potluck-reason': 'other-order' } })
  })

  test('by another member is another upload', async () => {
    const ordered = order(backend)
    await bob.post(ordered)
    expect((await bob.get(ordered, { asker: carol })).status).toBe(404)
    expect((await bob.post(ordered, { asker: carol })).status).toBe(202)
    await delivered(2)
  })
})

describe('an asker', () => {
  test('is told when there is something to fetch, until it says that it has it', async () => {
    const ordered = order(backend)
    await bob.post(ordered)
    await eventually(() => expect(bob.told).toEqual([{ peer: alice.peer, data: { id: ordered.id } }]))
    bob.clock.advance(5_000)
    await eventually(() => expect(bob.told).toHaveLength(2))
    await bob.delete(ordered)
    bob.clock.advance(60_000)
    await bob.get(ordered)
    expect(bob.told).toHaveLength(2)
  })

  test('whose answer was cut on the way finds it as long as one that never came', async () => {
    const ordered = order(backend)
    await bob.post(ordered)
    await bob.returned(ordered)
    bob.clock.advance(24 * 3_600_000 - 60_000)
    expect((await bob.get(ordered)).status).toBe(200)
    await bob.delete(ordered)
    expect((await bob.get(ordered)).status).toBe(404)
  })

  test('that is away is not told, and may come for it for a day', async () => {
    bob.present.delete(alice.peer)
    const ordered = order(backend)
    await bob.post(ordered)
    await eventually(() => expect(bob.uploads.status().answered).toBe(1))
    bob.clock.advance(24 * 3_600_000 - 1_000)
    expect(bob.told).toEqual([])
    expect((await bob.get(ordered)).status).toBe(200)
    bob.clock.advance(3_600_000)
    expect((await bob.get(ordered)).status).toBe(404)
    await eventually(async () => expect(await readdir(bob.folder)).toEqual([]))
    expect(bob.uploads.status()).toMatchObject({ uploads: 0, bytes: 0 })
  })

  test('may take it back, and nothing of it stays', async () => {
    backend.hangs = true
    const ordered = order(backend)
    await bob.post(ordered)
    expect((await bob.delete(ordered)).status).toBe(204)
    expect((await bob.get(ordered)).status).toBe(404)
    expect((await bob.delete(ordered)).status).toBe(404)
    await eventually(async () => expect(await readdir(bob.folder)).toEqual([]))
    expect(bob.uploads.status()).toMatchObject({ uploads: 0, bytes: 0, dropped: 1 })
  })

  test('may take it back while it comes', async () => {
    const ordered = order(backend)
    async function* never(): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from('<rep')
      await new Promise(() => {})
    }
    const hanging = bob.post(ordered, { body: never() })
    await bob.delete(ordered)
    expect((await hanging).status).toBe(404)
    expect(await readdir(bob.folder)).toEqual([])
  })

  test('that is no member any more has nothing here any more', async () => {
    backend.hangs = true
    const [first, second] = orders(2) as [Order, Order]
    await bob.post(first)
    await bob.post(second, { asker: carol })
    bob.remove(alice.peer)
    await eventually(() => expect(bob.uploads.status()).toMatchObject({ uploads: 1, dropped: 1 }))
    expect(bob.uploads.status().members).toMatchObject([{ peer: carol.peer }])
  })
})

describe('what was answered', () => {
  async function again(ordered: Order): Promise<number | undefined> {
    const sha = toHex(orderSha256(encodeOrder(ordered)))
    const signal = new AbortController().signal
    return (await bob.uploads.again(bob.group().group.id, alice.peer, sha, signal))?.status
  }

  test('can be sent again while it is kept, where this node is accused of the answer', async () => {
    backend.answer = (response) => void response.writeHead(backend.delivered.length === 1 ? 200 : 201).end()
    const ordered = order(backend)
    await bob.post(ordered)
    expect(await bob.returned(ordered)).toMatchObject({ status: 200 })
    expect(await again(ordered)).toBe(201)
    expect(await bob.returned(ordered)).toMatchObject({ status: 200 })
    expect(await again({ ...ordered, bytes: 10 })).toBeUndefined()
    await bob.restart()
    expect(await again(ordered)).toBeUndefined()
  })

  test('makes room for what is to come', async () => {
    const half = Buffer.alloc(2 ** 17)
    const [first, second] = orders(2).map(({ id }) => order(backend, { id }, half)) as [Order, Order]
    await bob.post(first, { body: half })
    await bob.returned(first)
    expect(bob.uploads.status().bytes).toBeGreaterThan(half.byteLength)
    expect((await bob.post(second, { body: half })).status).toBe(202)
    expect(await again(first)).toBeUndefined()
    expect(await bob.returned(first)).toMatchObject({ status: 200 })
  })

  test('makes no room for another member whose share is used up', async () => {
    const half = Buffer.alloc(2 ** 17)
    const [first, second, third] = orders(3).map(({ id }) => order(backend, { id }, half)) as [Order, Order, Order]
    await bob.post(first, { body: half })
    await bob.returned(first)
    await bob.post(second, { body: half, asker: carol })
    await bob.returned(second, carol)
    expect((await bob.post(third, { body: half, asker: carol })).status).toBe(202)
    expect(await again(first)).toBeDefined()
  })

  test('is not kept where it was given back', async () => {
    const ordered = order({ url: 'http://169.254.169.254/' })
    await bob.post(ordered)
    await bob.returned(ordered)
    await eventually(async () =>
      expect((await readdir(bob.folder)).filter((name) => name.endsWith('.upload'))).toEqual([])
    )
  })
})

describe('after a restart', () => {
  test('what was accepted goes on, with the same acceptance', async () => {
    backend.hangs = true
    const ordered = order(backend)
    const accepted = await bob.post(ordered)
    await bob.restart()
    backend.hangs = false
    expect(await bob.post(ordered)).toEqual(accepted)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 200 })
  })

  test('what became of it is there, and nothing is sent twice', async () => {
    const ordered = order(backend)
    await bob.post(ordered)
    const returned = await bob.returned(ordered)
    await bob.restart()
    expect(await bob.returned(ordered)).toEqual(returned)
    expect(backend.delivered).toHaveLength(1)
  })

  test('who takes nothing any more gives back what lies here', async () => {
    backend.hangs = true
    const ordered = order(backend)
    await bob.post(ordered)
    await bob.restart({ carries: false })
    expect(await bob.returned(ordered)).toMatchObject({ type: 'given-back', reason: 'shutting-down' })
    expect(await bob.post({ ...ordered, id: '0b'.repeat(16) })).toMatchObject({ headers: { 'potluck-reason': 'off' } })
  })

  test('who was removed meanwhile has nothing here', async () => {
    backend.hangs = true
    await bob.post(order(backend))
    await bob.uploads.close()
    bob.members.delete(alice.peer)
    await bob.open()
    await eventually(async () => expect(await readdir(bob.folder)).toEqual([]))
  })

  test('what is forgotten just before a stop is gone after it', async () => {
    const all = orders(8)
    for (const ordered of all) await bob.post(ordered)
    await delivered(8)
    bob.remove(alice.peer)
    await bob.uploads.close()
    expect(readdirSync(bob.folder)).toEqual([])
  })

  test('what belongs to a group that is open nowhere any more is kept two days', async () => {
    backend.hangs = true
    await bob.post(order(backend))
    await bob.uploads.close()
    bob.clock.advance(2 * 24 * 3_600_000)
    await bob.open()
    expect(bob.uploads.status().uploads).toBe(1)
    await bob.uploads.close()
    bob.clock.advance(1)
    await bob.open()
    expect(bob.uploads.status().uploads).toBe(0)
    expect(await readdir(bob.folder)).toEqual([])
  })

  test('a group that is closed for a while finds its uploads again', async () => {
    backend.hangs = true
    const ordered = order(backend)
    await bob.post(ordered)
    const group = bob.group()
    await bob.uploads.detach(group.group.id)
    backend.hangs = false
    bob.uploads.attach(group)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered' })
  })
})

describe('a disk', () => {
  test('that does not take what became of an upload: its asker has it all the same, and people hear of it', async () => {
    const ordered = order(backend)
    backend.answer = (response) => {
      rmSync(bob.folder, { recursive: true })
      response.end('taken')
    }
    await bob.post(ordered)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 200 })
    await eventually(() => expect(bob.uploads.health()).toMatchObject({ healthy: false }))
    expect(await bob.returned(ordered)).toMatchObject({ type: 'answered', status: 200 })
  })

  test('that takes nothing refuses what comes, and is well again with the next that it takes', async () => {
    rmSync(bob.folder, { recursive: true })
    const refused = await bob.post(order(backend))
    expect(refused).toMatchObject({ status: 503, headers: { 'potluck-reason': 'disk' } })
    expect(bob.uploads.health()).toEqual({
      healthy: false,
      words: 'the disk does not take uploads of members (ENOENT)',
      restartHelps: false
    })
    mkdirSync(bob.folder)
    expect((await bob.post(order(backend))).status).toBe(202)
    expect(bob.uploads.health()).toEqual({ healthy: true })
  })

  test('that failed once is not spoken of for ever', async () => {
    rmSync(bob.folder, { recursive: true })
    await bob.post(order(backend))
    bob.clock.advance(DISK_TROUBLE_MS - 1)
    expect(bob.uploads.health()).toMatchObject({ healthy: false })
    bob.clock.advance(1)
    expect(bob.uploads.health()).toEqual({ healthy: true })
  })

  test('that loses content: it is not sent to its end, and given back', async () => {
    await bob.restart({ everyMs: 10_000 })
    const ordered = order(backend)
    bob.clock.advance(1)
    await bob.post(ordered)
    const [file] = readdirSync(bob.folder).filter((name) => name.endsWith('.upload'))
    writeFileSync(join(bob.folder, file!), '<REPORT/>')
    bob.clock.advance(10_000)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'given-back', reason: 'damaged' })
    expect(backend.delivered).toEqual([])
    expect(bob.uploads.status().damaged).toBe(1)
    expect(readdirSync(join(bob.folder, 'damaged'))).toEqual([file])
  })
})

test('what people see of it says how much for whom, and never what or where to', async () => {
  const lines: string[] = []
  await bob.restart({ logger: lineLogger((line) => lines.push(line)) })
  const targets = [`${backend.url}?secret`, 'http://127.0.0.1:1/secret', 'http://169.254.169.254/secret']
  const all = targets.map((url, i) => order({ url }, { id: `ab${i}`.padEnd(32, '0') }))
  for (const ordered of all) await bob.post(ordered)
  await bob.post({ ...all[0]!, targetUri: 'http://other.example/' })
  await eventually(() => {
    bob.clock.advance(10_000)
    expect(bob.uploads.status()).toMatchObject({ answered: 1, givenBack: 2, refused: 1 })
  })
  await writeFile(join(bob.folder, `${'cd'.repeat(16)}.carried`), 'http://damaged.example/secret')
  await bob.restart({ logger: lineLogger((line) => lines.push(line)) })
  const { members } = bob.uploads.status()
  expect(members).toEqual([{ peer: alice.peer, uploads: 3, bytes: bob.uploads.status().bytes }])
  expect(lines.join('\n')).toContain('set aside')
  expect(JSON.stringify(bob.uploads.status()) + lines.join('\n')).not.toMatch(/secret|example|127\.0|169\.254|ab[012]0/)
})

test('few go to one host at once, and it holds up nobody else', async () => {
  const slow = await openBackend()
  slow.hangs = true
  const many = orders(10).map((ordered) => ({ ...ordered, targetUri: slow.url }))
  for (const ordered of many) expect((await bob.post(ordered)).status).toBe(202)
  await eventually(() => expect(slow.connections).toBe(4))
  const other = order(backend, { id: 'ff'.repeat(16) })
  await bob.post(other, { asker: carol })
  expect(await bob.returned(other, carol)).toMatchObject({ type: 'answered' })
  expect(slow.connections).toBe(4)
  await slow.close()
})

test('one member with many slow hosts holds up nobody else, at another host or at one of these', async () => {
  const slow = await Promise.all(Array.from({ length: 5 }, () => openBackend()))
  for (const one of slow) one.hangs = true
  const open = (): number => slow.reduce((sum, { connections }) => sum + connections, 0)
  for (const [i, ordered] of orders(25).entries()) await bob.post({ ...ordered, targetUri: slow[i % 5]!.url })
  await eventually(() => expect(open()).toBe(8))
  const there = order(slow[0]!, { id: 'fe'.repeat(16) })
  const elsewhere = order(backend, { id: 'ff'.repeat(16) })
  for (const ordered of [there, elsewhere]) await bob.post(ordered, { asker: carol })
  expect(await bob.returned(elsewhere, carol)).toMatchObject({ type: 'answered' })
  await eventually(() => expect(open()).toBe(9))
  for (const one of slow) await one.close()
})

test('an uploader that runs now and then says so, and waits for its next run', async () => {
  await bob.restart({ everyMs: 60_000 })
  bob.clock.advance(1)
  const ordered = order(backend)
  const { acceptedMs, deadlineMs } = bob.acceptance(await bob.post(ordered))!
  expect(deadlineMs - acceptedMs).toBeGreaterThanOrEqual(90_000)
  bob.clock.advance(59_998)
  expect((await bob.get(ordered)).status).toBe(202)
  expect(backend.delivered).toEqual([])
  bob.clock.advance(1)
  expect(await bob.returned(ordered)).toMatchObject({ type: 'answered' })
})
