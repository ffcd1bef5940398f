// A backend as it runs: examples/backend.mjs in a process of its own, and curl.
import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  parseTrust,
  seal,
  SEALED_TYPE,
  spellContentDigest,
  verifyReceipt,
  type ReceiptVerdict
} from '../../src/receipts/index.js'
import { VECTOR_KEYS } from '../support/receipt-vectors.js'

const run = promisify(execFile)
const ORIGIN = 'https://vendor.example'
const hasCurl = spawnSync('curl', ['--version']).status === 0
const KEY = VECTOR_KEYS['ecdsa-p256-sha256']

let home: string
let backend: ChildProcess
let port: string
let said: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-backend-'))
  await writeFile(join(home, 'key.pem'), KEY.privateKey)
})

afterEach(async () => {
  await stop('SIGTERM')
  await rm(home, { recursive: true })
})

async function start(...more: string[]): Promise<void> {
  const args = ['examples/backend.mjs', join(home, 'key.pem'), join(home, 'data'), ORIGIN, ...more]
  backend = spawn(process.execPath, args, { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] })
  said = ''
  backend.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text))
  await expect.poll(() => said, { timeout: 20_000 }).toMatch(/port: (\d+)/)
  port = /port: (\d+)/.exec(said)?.[1] ?? ''
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (backend.exitCode !== null || backend.signalCode !== null) return
  backend.kill(signal)
  await once(backend, 'exit')
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  return spellContentDigest(hash.digest())
}

/** Sends a file with curl as a relay would, and verifies what comes back. */
async function send(
  file: string,
  how: { digest?: string; key?: string; type?: string } = {}
): Promise<{ status: number; verdict: ReceiptVerdict }> {
  const headers: [string, string][] = [
    ['Content-Type', how.type ?? 'application/xml'],
    ['Content-Digest', how.digest ?? (await digestOf(file))],
    ['Idempotency-Key', how.key ?? '"00112233445566778899aabbccddeeff"']
  ]
  const fields = headers.flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const answer = await mkdtemp(join(home, 'answer-'))
  const [head, body] = [join(answer, 'head'), join(answer, 'body')]
  const url = `http://127.0.0.1:${port}/reports?of=alice`
  await run('curl', ['--silent', '--show-error', '-T', file, '-X', 'POST', ...fields, '-D', head, '-o', body, url])
  // After "100 Continue" there is another head.
  const lines = (await readFile(head, 'latin1')).trimEnd().split('\r\n\r\n').at(-1)?.split('\r\n') ?? []
  const status = Number(lines[0]?.split(' ')[1])
  const answered = lines
    .slice(1)
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])
  const verdict = verifyReceipt({
    request: { method: 'POST', targetUri: `${ORIGIN}/reports?of=alice`, headers },
    response: { status, headers: answered, body: await readFile(body).catch(() => new Uint8Array()) },
    trust: parseTrust(KEY.publicKey),
    nowMs: Date.now()
  })
  return { status, verdict }
}

async function report(name: string, text: string | Uint8Array): Promise<string> {
  await writeFile(join(home, name), text)
  return join(home, name)
}

const stored = (): Promise<string[]> => readdir(join(home, 'data', 'reports'))

describe.skipIf(!hasCurl)('examples/backend.mjs', () => {
  test('stores a report once, however often and by how many it is sent, also after it was killed', async () => {
    await start()
    const file = await report('a.xml', '<report/>')
    for (const sent of await Promise.all([send(file), send(file), send(file), send(file)])) {
      expect(sent).toMatchObject({ status: 201, verdict: { type: 'valid', keyId: KEY.keyid } })
    }
    await stop('SIGKILL')
    await start()
    expect(await send(file)).toMatchObject({ status: 201, verdict: { type: 'valid' } })
    const [name = '', ...more] = await stored()
    expect(more).toEqual([])
    expect(await readFile(join(home, 'data', 'reports', name), 'utf8')).toBe('<report/>')
    expect(said).not.toContain('stored')
  })

  test('stores nothing whose bytes are not the digest’s, and takes the right ones after that', async () => {
    await start()
    const [file, other] = [await report('a.xml', '<report/>'), await report('b.xml', '<forged/>')]
    const wrong = await send(other, { digest: await digestOf(file) })
    expect(wrong).toEqual({ status: 400, verdict: { type: 'invalid', reason: 'no-signature' } })
    expect(await stored()).toEqual([])
    expect(await send(file)).toMatchObject({ status: 201, verdict: { type: 'valid' } })
    expect(await stored()).toHaveLength(1)
  })

  test('opens what is sealed to it', async () => {
    const identity = await generateX25519Identity()
    await start(await report('identity', `# created by hand\n${identity}\n`))
    const sealed = join(home, 'a.age')
    const file = await open(sealed, 'w')
    const plain = createReadStream(await report('a.xml', '<secret/>'))
    for await (const chunk of await seal(plain, await identityToRecipient(identity))) await file.writeFile(chunk)
    await file.close()
    expect(await send(sealed, { type: SEALED_TYPE })).toMatchObject({ status: 201, verdict: { type: 'valid' } })
    const [name = ''] = await stored()
    expect(await readFile(join(home, 'data', 'reports', name), 'utf8')).toBe('<secret/>')
  })

  test.skipIf(process.platform !== 'linux')('holds nothing of 100 MiB in memory', async () => {
    await start()
    const highest = (): number =>
      Number(
        /VmHWM:\s+(\d+) kB/.exec(execFileSync('cat', [`/proc/${backend.pid}/status`], { encoding: 'utf8' }))?.[1]
      ) / 1024
    const small = await report('small', 'x')
    await send(small, { key: '"small"' })
    const before = highest()
    const large = join(home, 'large')
    const file = await open(large, 'w')
    await file.truncate(100 * 2 ** 20)
    await file.close()
    expect(await send(large)).toMatchObject({ status: 201, verdict: { type: 'valid' } })
    const sizes = await Promise.all(
      (await stored()).map(async (name) => (await stat(join(home, 'data', 'reports', name))).size)
    )
    expect(sizes.sort((a, b) => a - b)).toEqual([1, 100 * 2 ** 20])
    expect(highest() - before).toBeLessThan(60)
  })
})
