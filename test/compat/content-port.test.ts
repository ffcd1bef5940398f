// The content port as programs we did not write see it: curl and openssl, with a member's key, a stranger's, and none.
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom, sha256, silentLogger, systemClock, toHex } from '../../src/base/index.js'
import {
  LEAF_BYTES,
  Ledger,
  openAliasServer,
  openBlobStore,
  type AliasServer,
  type BlobStore
} from '../../src/content/index.js'
import { selfSignedTlsCertificate } from '../../src/group/index.js'
import { alice, bob, mallory, type Person } from '../support/people.js'

const GROUP = 'a1'.repeat(32)
const CONTENT = Buffer.from(seededRandom(5).bytes(LEAF_BYTES + 500))
const DIGEST = toHex(sha256(CONTENT))

let folder: string
let blobs: BlobStore
let ledger: Ledger
let server: AliasServer
let blobUrl: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-compat-'))
  for (const person of [bob, mallory]) {
    const { keyPem, certificatePem } = selfSignedTlsCertificate(person.keyPair)
    await writeFile(join(folder, `${person.name}.pem`), keyPem + certificatePem)
  }
  const clock = systemClock
  blobs = await openBlobStore({ directory: join(folder, 'blobs'), maxBytes: 2 ** 24, clock, logger: silentLogger })
  const partial = await blobs.createPartial()
  await partial.append(CONTENT)
  await partial.finish()
  ledger = new Ledger()
  const hosts = ['127.0.0.1']
  server = await openAliasServer({ keyPair: alice.keyPair, port: 0, hosts, blobs, ledger, clock, logger: silentLogger })
  const isMember = (peer: string): boolean => peer === alice.peer || peer === bob.peer
  server.addGroup(GROUP, {
    isMember,
    mayRead: () => true,
    reachedBy: () => {},
    sharesBlob: () => true,
    transfer: () => undefined
  })
  blobUrl = `https://127.0.0.1:${server.port}/v1/groups/${GROUP}/blobs/${DIGEST}`
})

afterAll(async () => {
  await server.close()
  await blobs.close()
  await rm(folder, { recursive: true })
})

interface Outcome {
  readonly code: number
  readonly out: Buffer
  readonly error: string
}

function run(command: string, args: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(command, args, { encoding: 'buffer', timeout: 20_000 }, (error, out, stderr) => {
      resolve({
        code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1,
        out,
        error: stderr.toString()
      })
    })
    child.stdin?.on('error', () => {}) // It may be gone before it has read that.
    child.stdin?.end(input)
  })
}

function curl(person: Person | undefined, ...args: string[]): Promise<Outcome> {
  const identity = person === undefined ? [] : ['--cert', join(folder, `${person.name}.pem`)]
  return run('curl', ['--silent', '--show-error', '--insecure', '--noproxy', '*', ...identity, ...args])
}

const hasCurl = await runs('curl')
const hasOpenssl = await runs('openssl')

describe.skipIf(!hasCurl)('curl with a member key', () => {
  test('gets a blob', async () => {
    const { code, out } = await curl(bob, blobUrl)
    expect(code).toBe(0)
    expect(out.equals(CONTENT)).toBe(true)
    expect(ledger.snapshot().lan.outByMember[bob.peer]).toBe(CONTENT.byteLength)
  })

  test.each([
    ['0-9', CONTENT.subarray(0, 10)],
    [`${LEAF_BYTES}-`, CONTENT.subarray(LEAF_BYTES)],
    ['-7', CONTENT.subarray(-7)]
  ])('gets the range %s', async (range, part) => {
    const { out } = await curl(bob, '--range', range, blobUrl)
    expect(out.equals(part)).toBe(true)
  })

  test('continues a file it has half of', async () => {
    const file = join(folder, 'half')
    await writeFile(file, CONTENT.subarray(0, 1000))
    expect((await curl(bob, '--continue-at', '-', '--output', file, blobUrl)).code).toBe(0)
    expect((await readFile(file)).equals(CONTENT)).toBe(true)
  })

  test('sees the head alone', async () => {
    const head = (await curl(bob, '--head', blobUrl)).out.toString().toLowerCase()
    expect(head).toMatch(/^http\/1.1 200 ok\r\n/)
    expect(head).toContain(`\r\ncontent-length: ${CONTENT.byteLength}\r\n`)
    expect(head).toContain('\r\naccept-ranges: bytes\r\n')
    expect(head).toContain(`\r\netag: "${DIGEST}"\r\n`)
  })

  test('gets the hash list', async () => {
    const { out } = await curl(bob, `${blobUrl}/leaves`)
    const leaves = [CONTENT.subarray(0, LEAF_BYTES), CONTENT.subarray(LEAF_BYTES)]
    expect(out.equals(Buffer.concat(leaves.map((leaf) => sha256(leaf))))).toBe(true)
  })

  test.each([
    ['a range beyond the end', 416, ['--range', '99999999-'], ''],
    ['several ranges at once', 200, ['--range', '0-1,4-5'], ''],
    ['a validator of something else', 200, ['--range', '0-9', '--header', 'If-Range: "other"'], ''],
    ['its own validator', 206, ['--range', '0-9', '--header', `If-Range: "${DIGEST}"`], ''],
    ['a path that is not there', 404, [], '/elsewhere'],
    ['another method', 0, ['--request', 'DELETE'], '']
  ])('with %s is answered %d', async (_what, status, args, suffix) => {
    const { out } = await curl(
      bob,
      ...args,
      '--output',
      join(folder, 'ignored'),
      '--write-out',
      '%{http_code}',
      blobUrl + suffix
    )
    expect(Number(out.toString())).toBe(status)
  })
})

describe.skipIf(!hasCurl)('curl of a stranger', () => {
  test.each([
    ['with no key', undefined],
    ['with a key of its own', mallory]
  ])('%s gets not one byte', async (_what, person) => {
    const { code, out, error } = await curl(person, '--include', blobUrl)
    expect(code).not.toBe(0)
    expect(out).toHaveLength(0)
    expect(error).not.toContain(GROUP)
  })
})

describe.skipIf(!hasOpenssl)('openssl s_client', () => {
  const request = `GET /v1/groups/${GROUP} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`

  function client(...args: string[]): Promise<Outcome> {
    return talk(['s_client', '-connect', `127.0.0.1:${server.port}`, ...args], request)
  }

  test('with a member key is answered', async () => {
    expect((await client('-cert', join(folder, 'bob.pem'))).out.toString()).toContain('HTTP/1.1 204')
  })

  test.each([
    ['no key', []],
    ['a key of its own', ['-cert', 'mallory.pem']]
  ])('with %s sees a self-signed certificate and nothing else', async (_what, args) => {
    const { out } = await client(...args.map((arg) => (arg.endsWith('.pem') ? join(folder, arg) : arg)))
    expect(out.toString()).toContain(alice.peer)
    expect(out.toString()).not.toContain('HTTP/')
    expect(out.toString()).not.toContain(GROUP)
    expect(out.toString()).not.toContain('Acceptable client certificate CA names')
  })

  test('with TLS 1.2 gets no handshake', async () => {
    const { code, out } = await client('-tls1_2', '-cert', join(folder, 'bob.pem'))
    expect(code).not.toBe(0)
    expect(out.toString()).not.toContain('BEGIN CERTIFICATE')
  })
})

/** openssl with its input left open, as it stops at the end of it; until the other side closes. */
function talk(args: readonly string[], input: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn('openssl', args)
    const [out, error]: [Buffer[], Buffer[]] = [[], []]
    child.stdin.on('error', () => {})
    child.stdin.write(input)
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk))
    child.once('close', (code) => {
      resolve({ code: code ?? -1, out: Buffer.concat(out), error: Buffer.concat(error).toString() })
    })
  })
}

function runs(command: string): Promise<boolean> {
  return run(command, ['--version']).then(({ out, error }) => out.length + error.length > 0)
}
