import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  contentDigest,
  folderAnswers,
  receiveUploads,
  seal,
  spellReports,
  type AnswerStore,
  type MemberReport,
  type ReceivedUpload,
  type ReceiveUploadsOptions,
  type UploadAnswer
} from '../../src/receipts/index.js'
import { utf8 } from '../../src/base/index.js'
import { diskOrder } from '../support/disk-order.js'
import { eventually } from '../support/eventually.js'
import { testReceiptKey } from '../support/exchanges.js'
import { TEST_ORIGIN, TestBackend, type SentUpload } from '../support/test-backend.js'

interface Handled extends ReceivedUpload {
  text: string
}

let home: string
let handled: Handled[]
let failures: unknown[]
let answer: (upload: Handled) => Promise<UploadAnswer> | UploadAnswer
let open: TestBackend[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-receive-'))
  handled = []
  failures = []
  open = []
  answer = () => ({ status: 201, headers: { Location: '/reports/1' }, body: `stored ${handled.length}` })
})

afterEach(async () => {
  for (const backend of open) await backend.close()
  await rm(home, { recursive: true })
})

async function backend(options: Partial<ReceiveUploadsOptions> = {}): Promise<TestBackend> {
  const listener = receiveUploads({
    keys: [testReceiptKey()],
    origin: TEST_ORIGIN,
    folder: join(home, 'coming'),
    failed: (error) => failures.push(error),
    handle: async (upload) => {
      const one = { ...upload, text: await readFile(upload.path, 'utf8') }
      handled.push(one)
      return answer(one)
    },
    ...options
  })
  const started = await new TestBackend(listener).open()
  open.push(started)
  return started
}

describe('an upload', () => {
  test('outlasts a loss of power: it is synced before it is handled, and its answer before that is sent', async () => {
    const opened = await backend({ store: await folderAnswers(join(home, 'answers')) })
    await opened.send({ name: 'before' }) // Makes the folder.
    const steps = await diskOrder(async (done) => {
      answer = () => {
        done.push('handled')
        return { status: 201 }
      }
      await opened.send()
      done.push('answered')
    })
    const answerKept = ['sync ..tmp', 'rename ', 'rm ..tmp', 'sync answers']
    expect(steps).toEqual(['sync upload-.part', 'handled', ...answerKept, 'rm upload-.part', 'answered'])
  })

  test('is handled, and its answer is signed for the URL that was asked for', async () => {
    const sent = await (await backend()).send()
    expect(sent).toMatchObject({ status: 201, text: 'stored 1', verdict: { type: 'valid' } })
    expect(sent.headers.location).toBe('/reports/1')
    expect(handled).toMatchObject([
      {
        text: '<report/>',
        bytes: 9,
        contentType: 'application/xml',
        targetUri: 'https://vendor.example/reports',
        wasSealed: false
      }
    ])
    expect(await readdir(join(home, 'coming'))).toEqual([])
  })

  test('may be empty, have no type, and be answered with nothing', async () => {
    answer = () => ({})
    const sent = await (await backend()).send({ body: '', headers: { 'content-type': undefined } })
    expect(sent).toMatchObject({ status: 204, text: '', verdict: { type: 'valid' } })
    expect(handled).toMatchObject([{ bytes: 0, contentType: undefined }])
  })

  test('is signed for the path that came, whatever Host says and however the target is written', async () => {
    const to = await backend()
    const host = await to.send({ headers: { host: 'evil.example' } })
    expect(host.verdict.type).toBe('valid')
    for (const path of ['//evil.example/x', '/a/../b', '/?q=%7e']) {
      expect((await to.send({ path })).verdict.type).toBe('valid')
      expect(handled.at(-1)?.targetUri).toBe(TEST_ORIGIN + path)
    }
    await to.send({ path: 'http://evil.example/x' })
    expect(handled.at(-1)?.targetUri).toBe(`${TEST_ORIGIN}/x`)
  })

  test('of which members are reported is signed with the report, and the application hears of them, of repeats too', async () => {
    const reports: MemberReport[] = []
    const to = await backend({ report: (some) => void reports.push(...some) })
    const one = { peer: '12D3KooWDave', reason: 'no-receipt', upload: '00ff', atMs: 1_700_000_000_000 }
    const other = { ...one, peer: '12D3KooWErin' }
    expect((await to.send({ headers: { 'potluck-report': spellReports([one]) } })).verdict.type).toBe('valid')
    expect((await to.send({ headers: { 'potluck-report': spellReports([other]) } })).verdict.type).toBe('valid')
    expect(reports).toEqual([one, other])
    expect(handled).toHaveLength(1)
  })
})

describe('a repeat', () => {
  test('is given the same answer, with a receipt, and is not handled again', async () => {
    const to = await backend()
    for (let times = 0; times < 3; times++) {
      expect(await to.send()).toMatchObject({ status: 201, text: 'stored 1', verdict: { type: 'valid' } })
    }
    expect(handled).toHaveLength(1)
    expect(await readdir(join(home, 'coming'))).toEqual([])
  })

  test('that comes while the first is handled waits for its answer, and takes no disk meanwhile', async () => {
    let arrived = 0
    let allArrived = (): void => {}
    const all = new Promise<void>((resolve) => (allArrived = resolve))
    answer = async () => {
      await all
      await eventually(async () => expect(await readdir(join(home, 'coming'))).toHaveLength(1), 5_000)
      return { body: 'once' }
    }
    const to = await backend({
      store: { get: async () => undefined, put: async () => {} },
      report: () => {
        arrived += 1
        if (arrived === 5) allArrived()
      }
    })
    const report = spellReports([{ peer: '12D3KooWDave', reason: 'late', upload: '00', atMs: 0 }])
    const sent = Array.from({ length: 5 }, () => to.send({ headers: { 'potluck-report': report } }))
    for (const one of await Promise.all(sent)) expect(one).toMatchObject({ text: 'once', verdict: { type: 'valid' } })
    expect(handled).toHaveLength(1)
  })

  test('is known after a restart by the folder', async () => {
    const folder = join(home, 'answers')
    const first = await backend({ store: await folderAnswers(folder) })
    expect(await first.send()).toMatchObject({ status: 201, text: 'stored 1' })
    const second = await backend({ store: await folderAnswers(folder) })
    const again = await second.send()
    expect(again).toMatchObject({ status: 201, text: 'stored 1', verdict: { type: 'valid' } })
    expect(again.headers.location).toBe('/reports/1')
    expect(handled).toHaveLength(1)
  })

  test.each<[string, SentUpload]>([
    ['other bytes', { body: '<forged/>' }],
    ['another URL', { path: '/elsewhere' }],
    ['another type', { headers: { 'content-type': 'text/plain' } }],
    ['another key', { name: 'b' }]
  ])('is not what a relay sends before with %s: both are handled', async (_, forged) => {
    const to = await backend()
    expect((await to.send(forged)).text).toBe('stored 1')
    expect(await to.send()).toMatchObject({ text: 'stored 2', verdict: { type: 'valid' } })
    expect(handled[1]?.text).toBe('<report/>')
  })

  test('of a refusal is refused alike; of an error or of “later” it is handled anew', async () => {
    const to = await backend()
    for (const [status, times] of [
      [404, 1],
      [503, 2],
      [429, 2],
      [408, 2]
    ] as const) {
      handled = []
      answer = () => ({ status, body: 'no' })
      const name = String(status)
      expect(await to.send({ name })).toMatchObject({ status, verdict: { type: 'valid' } })
      expect(await to.send({ name })).toMatchObject({ status, verdict: { type: 'valid' } })
      expect(handled).toHaveLength(times)
    }
  })
})

describe('what is refused before it is handled, and unsigned since it is not what its sender meant:', () => {
  test.each<[string, SentUpload, number, RegExp]>([
    ['no Content-Digest', { headers: { 'content-digest': undefined } }, 400, /Content-Digest is missing/],
    ['one of another hash', { headers: { 'content-digest': 'md5=:AAAA:' } }, 400, /sha-256/],
    ['one that is none', { headers: { 'content-digest': 'sha-256=:AAAA:' } }, 400, /sha-256/],
    [
      'other bytes than it says',
      { headers: { 'content-digest': contentDigest(utf8('else')) } },
      400,
      /9 bytes that came/
    ],
    [
      'too many other bytes',
      { body: 'x'.repeat(101), headers: { 'content-digest': contentDigest(utf8('else')) } },
      400,
      /101 bytes/
    ],
    ['no Idempotency-Key', { headers: { 'idempotency-key': undefined } }, 400, /Idempotency-Key is missing/],
    ['one without quotes', { headers: { 'idempotency-key': '17' } }, 400, /Idempotency-Key/],
    ['one that is too long', { headers: { 'idempotency-key': `"${'x'.repeat(65)}"` } }, 400, /1 to 64/],
    ['another method', { method: 'PUT' }, 405, /POST/],
    ['a target that is no path', { path: '*' }, 400, /cannot be read/]
  ])('%s', async (_, sent, status, words) => {
    const got = await (await backend({ maxBytes: 100 })).send(sent)
    expect(got).toMatchObject({ status, verdict: { type: 'invalid', reason: 'no-signature' } })
    expect(got.text).toMatch(words)
    expect(handled).toEqual([])
    expect(await readdir(join(home, 'coming')).catch(() => [])).toEqual([])
  })

  test('what ends early leaves nothing', async () => {
    const to = await backend()
    const socket = connect(to.port, '127.0.0.1')
    const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nIdempotency-Key: "a"\r\nContent-Digest: ${contentDigest(utf8('<report/>'))}`
    socket.end(`${head}\r\n\r\n<repo`)
    await once(socket.resume(), 'close')
    await expect.poll(() => readdir(join(home, 'coming'))).toEqual([])
    expect(handled).toEqual([])
  })
})

describe('what is refused with a receipt:', () => {
  test('what is too large', async () => {
    const got = await (await backend({ maxBytes: 8 })).send()
    expect(got).toMatchObject({ status: 413, verdict: { type: 'valid' } })
    expect(handled).toEqual([])
    expect(await readdir(join(home, 'coming'))).toEqual([])
  })

  test('what the application fails at, which it is sent again', async () => {
    answer = () => {
      if (handled.length === 1) throw new Error('the database is away')
      return { body: 'stored' }
    }
    const to = await backend()
    expect(await to.send()).toMatchObject({ status: 500, verdict: { type: 'valid' } })
    expect(failures).toMatchObject([{ message: 'the database is away' }])
    expect(await to.send()).toMatchObject({ status: 200, verdict: { type: 'valid' } })
  })

  test.each<[string, UploadAnswer]>([
    ['a status that is none', { status: 99 }],
    ['a body where there is none', { status: 204, body: 'x' }],
    ['too large a body', { body: 'x'.repeat(256 * 1024 + 1) }],
    ['a signature of its own', { headers: { Signature: 'x' } }],
    ['a broken field', { headers: { a: 'b\r\nc: d' } }]
  ])('an answer of the application with %s', async (_, wrong) => {
    answer = () => wrong
    expect(await (await backend()).send()).toMatchObject({ status: 500, verdict: { type: 'valid' } })
    expect(failures).toMatchObject([{ name: 'RangeError' }])
  })

  test('what cannot be stored here', async () => {
    const file = join(home, 'file')
    await writeFile(file, '')
    expect(await (await backend({ folder: file })).send()).toMatchObject({ status: 503, verdict: { type: 'valid' } })
  })

  test('what may have been handled before, where that cannot be looked up', async () => {
    const store: AnswerStore = { get: () => Promise.reject(new Error('gone')), put: async () => {} }
    expect(await (await backend({ store })).send()).toMatchObject({ status: 500, verdict: { type: 'valid' } })
    expect(handled).toEqual([])
  })

  test('but an answer that could not be remembered is given', async () => {
    const store: AnswerStore = { get: async () => undefined, put: () => Promise.reject(new Error('full')) }
    expect(await (await backend({ store })).send()).toMatchObject({ status: 201, verdict: { type: 'valid' } })
    expect(failures).toMatchObject([{ message: 'full' }])
  })
})

describe('a sealed upload', () => {
  const headers = { 'content-type': 'application/vnd.age' }
  async function sealed(identity: string): Promise<Uint8Array> {
    const content = async function* (): AsyncIterable<Uint8Array> {
      yield utf8('<secret/>')
    }
    return buffer(await seal(content(), await identityToRecipient(identity)))
  }

  test('is opened before it is handled, and nothing of it stays', async () => {
    const [identity, old] = [await generateX25519Identity(), await generateX25519Identity()]
    const to = await backend({ unsealWith: [identity, old] })
    for (const [name, key] of [
      ['new', identity],
      ['old', old]
    ] as const) {
      expect(await to.send({ body: await sealed(key), headers, name })).toMatchObject({ verdict: { type: 'valid' } })
    }
    const seen = { text: '<secret/>', bytes: 9, wasSealed: true, contentType: undefined }
    expect(handled).toMatchObject([seen, seen])
    expect(await readdir(join(home, 'coming'))).toEqual([])
  })

  test('to another key is refused with a receipt', async () => {
    const to = await backend({ unsealWith: [await generateX25519Identity()] })
    const got = await to.send({ body: await sealed(await generateX25519Identity()), headers })
    expect(got).toMatchObject({ status: 422, verdict: { type: 'valid' } })
    expect(handled).toEqual([])
    expect(await readdir(join(home, 'coming'))).toEqual([])
  })

  test('is handed on as it is where there is no key for it', async () => {
    expect(await (await backend()).send({ body: await sealed(await generateX25519Identity()), headers })).toMatchObject(
      {
        status: 201
      }
    )
    expect(handled).toMatchObject([{ wasSealed: false, contentType: 'application/vnd.age' }])
  })
})

test.each(['vendor.example', 'ftp://vendor.example', 'https://vendor.example/?a', 'https://me@vendor.example'])(
  'the origin %s is refused at once',
  (origin) => {
    expect(() => receiveUploads({ keys: [testReceiptKey()], origin, handle: () => {} })).toThrow(/origin is/)
  }
)
