// What the kernel sees of a real node: the order of writing, syncing and sending.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { toHex } from '../../src/base/index.js'
import { eventually } from '../support/eventually.js'
import { bookType, GROUP_ID, GROUP_SECRET, startNode, textsIn } from '../support/graphs.js'
import { alice, bob } from '../support/people.js'

const canTrace = spawnSync('strace', ['-f', 'true']).status === 0
const ADDS = 20
/** Far more than everything else that a linked node sends in the moments of one `add`, and one Noise packet. */
const RECORD_BYTES = 40_000

/** One line of a trace: `resumed` ones hold what the call gave back. */
interface Call {
  readonly text: string
  /** What it returned; undefined where the line only says that it began. */
  readonly result: number | undefined
}

test.skipIf(!canTrace)(
  'a record leaves the node only after fdatasync of the log that holds it has returned (needs strace)',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'potluck-strace-'))
    const neighbour = await startNode(bob, { members: [alice, bob] })
    try {
      const given = {
        folder: join(folder, 'store'),
        seed: toHex(alice.keyPair.seed),
        group: toHex(GROUP_ID),
        secret: toHex(GROUP_SECRET),
        address: neighbour.graph.addresses()[0],
        recordBytes: RECORD_BYTES
      }
      const trace = join(folder, 'trace')
      const calls = 'trace=fdatasync,fsync,write,writev,sendto,sendmsg,pwrite64,pwritev'
      const script = [resolve('test/compat/adding-node.mjs'), JSON.stringify(given)]
      const command = ['-f', '-y', '-s', '32', '-e', calls, '-o', trace, process.execPath, ...script]
      const node = spawn('strace', command, { stdio: ['pipe', 'pipe', 'inherit'] })
      const lines = createInterface({ input: node.stdout })[Symbol.asyncIterator]()
      for (let said = ''; said !== 'READY'; said = (await lines.next()).value as string) continue
      for (let add = 1; add <= ADDS; add++) {
        node.stdin.write(`${add}\n`)
        for (let said = ''; said !== `CONFIRMED ${add}`; said = (await lines.next()).value as string) continue
        await eventually(() => expect(textsIn(neighbour.store, bookType)).toHaveLength(add))
      }
      node.stdin.end()
      await once(node, 'exit')
      const seen = callsOf(await readFile(trace, 'utf8'))
      const sentBefore: number[] = []
      for (let add = 1; add <= ADDS; add++) {
        const begin = seen.findIndex(({ text }) => text.includes(`"BEGIN ${add}\\n`))
        const confirmed = seen.findIndex(({ text }) => text.includes(`"CONFIRMED ${add}\\n`))
        const during = seen.slice(begin, confirmed)
        const synced = during.findLastIndex(({ text, result }) => isLogSync(text) && result === 0)
        expect(synced, `add ${add}: the log is synced before it is confirmed`).toBeGreaterThan(0)
        const logged = bytesOf(during.slice(0, synced).filter(({ text }) => isLogWrite(text)))
        expect(logged, `add ${add}: the log holds it then`).toBeGreaterThanOrEqual(RECORD_BYTES)
        sentBefore.push(sentBytes(during.slice(0, synced + 1)))
        const next = seen.findIndex(({ text }) => text.includes(`"BEGIN ${add + 1}\\n`))
        expect(sentBytes(seen.slice(begin + synced, next < 0 ? undefined : next))).toBeGreaterThan(RECORD_BYTES)
      }
      // Head and record travel in one Noise packet, so in one of that size: none went before. Mostly not a byte did.
      for (const bytes of sentBefore) expect(bytes).toBeLessThan(RECORD_BYTES / 4)
      expect(sentBefore.filter((bytes) => bytes === 0).length).toBeGreaterThan(ADDS / 2)
    } finally {
      await neighbour.close()
      await rm(folder, { recursive: true })
    }
  }
)

test.skipIf(!canTrace)(
  'an identity’s file and the folders above it are synced, each before what rests on it',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'potluck-strace-'))
    try {
      const trace = join(folder, 'trace')
      const home = join(folder, 'new', 'home')
      const command = [process.execPath, resolve('dist/cli/main.js'), '--home', home, 'init', '--name', 'alice']
      const calls = 'trace=mkdir,fsync,rename,link'
      execFileSync('strace', ['-f', '-y', '-e', calls, '-o', trace, ...command])
      const seen = callsOf(await readFile(trace, 'utf8')).map(({ text }) => text)
      const at = (...words: string[]): number => seen.findIndex((text) => words.every((word) => text.includes(word)))
      const moved = seen.findIndex(
        (text) => /(rename|link)\(/.test(text) && text.includes('.tmp') && text.includes(home)
      )
      const fileSynced = seen.findIndex((text) => /fsync\(\d+<[^>]*\.tmp>/.test(text))
      expect(fileSynced).toBeGreaterThan(-1)
      expect(moved).toBeGreaterThan(fileSynced)
      const homeSynced = seen.findIndex(
        (text, index) => index > moved && text.includes('fsync(') && text.includes(`<${home}>`)
      )
      expect(homeSynced).toBeGreaterThan(moved)
      expect(at('fsync(', `<${folder}>`)).toBeGreaterThan(-1)
      expect(at('fsync(', `<${join(folder, 'new')}>`)).toBeGreaterThan(-1)
    } finally {
      await rm(folder, { recursive: true })
    }
  }
)

/** Calls in the order in which they returned; what another thread interrupted is put together again. */
function callsOf(trace: string): Call[] {
  const begun = new Map<string, string>()
  const calls: Call[] = []
  for (const line of trace.split('\n')) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (text.endsWith('<unfinished ...>')) {
      begun.set(thread, text.replace(/ ?<unfinished \.\.\.>$/, ''))
      continue
    }
    const whole = text.startsWith('<... ')
      ? `${begun.get(thread) ?? ''}${text.replace(/^<\.\.\. \w+ resumed>/, '')}`
      : text
    const result = / = (-?\d+)/.exec(whole.slice(whole.lastIndexOf(') ')))?.[1]
    calls.push({ text: whole, result: result === undefined ? undefined : Number(result) })
  }
  return calls
}

function isLogWrite(text: string): boolean {
  return /^(p?writev?|pwrite64)\(\d+<[^>]*\.log>/.test(text)
}

function isLogSync(text: string): boolean {
  return /^f(data)?sync\(\d+<[^>]*\.log>/.test(text)
}

/** Bytes that went into sockets; what it says to us goes through one too. */
function sentBytes(calls: readonly Call[]): number {
  return bytesOf(calls.filter(({ text }) => /^(write|writev|sendto|sendmsg)\((?![0-2]<)\d+<(socket|TCP)/.test(text)))
}

function bytesOf(calls: readonly Call[]): number {
  return calls.reduce((sum, { result }) => sum + Math.max(0, result ?? 0), 0)
}
