// What people type wrong, against the built command: one clear line, a code, an exit code, never a stack trace. The rows
// are data, and docs/wrong-inputs.md shows them. POTLUCK_WRITE_ROWS=1 writes what the command says now into them.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sha256, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import { createControlClient } from '../../src/gateway/index.js'
import { codeText } from '../../src/group/code.js'
import {
  createInvitation,
  listGroups,
  loadIdentity,
  parseCodeText,
  parseIdentityText,
  readGroupFolder
} from '../../src/group/index.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { potluck, startNode, WITH_OWN_ORIGINS, type RunningNode } from '../support/potluck-command.js'

interface Row {
  what: string
  /** Whose home: alice has a group and a running node, bob an identity, carol two groups, erin an identity alone. */
  in: string
  command: string
  env?: { [name: string]: string }
  config?: string
  stdout?: string
  line: string
  exit: number
}

const ROWS_PATH = 'test/cli/wrong-inputs.json'
/** Commands that run at the same time: some wait for a machine that does not answer. */
const AT_ONCE = 4
const writesRows = process.env['POTLUCK_WRITE_ROWS'] === '1'
const groups = JSON.parse(readFileSync(ROWS_PATH, 'utf8')) as { group: string; rows: Row[] }[]

let folder: string
let alice: RunningNode
let origin: HttpServer
let taken: Server
/** What the words with a dollar stand for. */
const meaning: { [word: string]: string } = {}
const said = new Map<Row, Said>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-wrong-'))
  const run = async (...args: string[]): Promise<{ [key: string]: unknown }> =>
    (await potluck([...args, '--json'])).json
  const identities: { [name: string]: string } = {}
  for (const name of ['alice', 'bob', 'carol', 'erin', 'frank', 'open']) {
    identities[name] = String((await run('init', '--name', name, '--home', home(name)))['identity'])
  }
  chmodSync(home('open'), 0o755)
  await run('group', 'create', 'Home', '--home', home('alice'))
  for (const name of ['Home', 'Office']) await run('group', 'create', name, '--home', home('carol'))
  const invited = await run('invite', '--for', identities['bob']!, '--home', home('alice'))
  const invitation = String(invited['invitation'])
  alice = await startNode(['--home', home('alice')], { env: WITH_OWN_ORIGINS })
  origin = createHttpServer((request, response) => {
    response.statusCode = request.url === '/404' ? 404 : request.url === '/500' ? 500 : 200
    response.end('bytes')
  })
  taken = createServer()
  const deaf = createServer()
  for (const server of [origin, taken, deaf]) await once(server.listen(0, '127.0.0.1'), 'listening')
  const port = (server: Server): number => (server.address() as AddressInfo).port
  const code = await makeCode({ uses: '9' })
  const usedUp = await makeCode({ uses: '1' })
  await run('join', usedUp, '--home', home('frank'))
  const revoked = await makeCode({ uses: '9' })
  await createControlClient(home('alice')).post(`/v1/groups/Home/codes/${idOf(revoked)}/revoke`)
  Object.assign(meaning, {
    CODE: code,
    CUT_CODE: code.slice(0, -7),
    MANGLED_CODE: `${code.slice(0, 40)}${code[40] === 'a' ? 'b' : 'a'}${code.slice(41)}`,
    NEWER_CODE: code.replace('pot-code-1-', 'pot-code-2-'),
    EXPIRED_CODE: await makeCode({ uses: '9', ttlMs: '1' }),
    USED_UP_CODE: usedUp,
    REVOKED_CODE: revoked,
    DEAF_CODE: codeText({ ...parseCodeText(code), addresses: [`/ip4/127.0.0.1/tcp/${port(deaf)}`] }),
    LONG_URL: `http://origin.example/${'a'.repeat(8978)}`,
    LONG_TEXT: 'x'.repeat(4097),
    NO_DIGEST: 'ab'.repeat(32),
    ORIGIN: `http://127.0.0.1:${port(origin)}`,
    DEAF_ORIGIN: `http://127.0.0.1:${port(deaf)}`,
    PORT: String(port(taken)),
    IDENTITY: identities['bob']!,
    INVITATION: invitation,
    CUT_INVITATION: invitation.slice(0, -7),
    MANGLED_INVITATION: `${invitation.slice(0, 40)}${invitation[40] === 'a' ? 'b' : 'a'}${invitation.slice(41)}`,
    EXPIRED_INVITATION: await expiredInvitation(identities['bob']!),
    FOLDER: folder
  })
  deaf.close()
  writeFileSync(join(folder, 'old'), 'old')
  writeFileSync(join(folder, 'bytes'), Buffer.from([0x61, 0xff, 0xfe]))
  writeFileSync(join(folder, 'damaged'), '# >>> potluck use curl >>>\n')
  await sayAll(groups.flatMap(({ rows }) => rows))
}, 240_000)
afterAll(async () => {
  await alice.stop('SIGKILL')
  origin.closeAllConnections()
  origin.close()
  taken.close()
  rmSync(folder, { recursive: true })
  if (writesRows) writeFileSync(ROWS_PATH, `${JSON.stringify(groups, null, 2)}\n`)
})

function home(name: string): string {
  return join(folder, name)
}

/** As `invite --uses` asks for it. */
async function makeCode(query: { uses: string; ttlMs?: string }): Promise<string> {
  return ((await createControlClient(home('alice')).post('/v1/groups/Home/codes', query)) as { text: string }).text
}

function idOf(code: string): string {
  return toHex(sha256(parseCodeText(code).token)).slice(0, 8)
}

async function expiredInvitation(identity: string): Promise<string> {
  const [id] = await listGroups(home('alice'))
  const group = await readGroupFolder(home('alice'), id!)
  const { keyPair } = await loadIdentity(home('alice'))
  const made = {
    group,
    keyPair,
    forIdentity: parseIdentityText(identity),
    addresses: [],
    random: systemRandom,
    removals: NO_REMOVALS
  }
  return createInvitation({ ...made, nowMs: systemClock.nowMs(), role: 'member', ttlMs: 1 }).text
}

/** As a shell would split it, as far as the rows need that. */
function wordsOf(command: string): string[] {
  const words = command.match(/'[^']*'|\S+/g) ?? []
  return words.slice(1).map((word) =>
    word.replace(/^'(.*)'$/, '$1').replace(/\$([A-Z_]+)/g, (_all, name: string) => {
      const value = meaning[name]
      if (value === undefined) throw new Error(`$${name} means nothing`)
      return value
    })
  )
}

/** What differs from run to run, as the word that stands for it. */
function withWords(said: string): string {
  const known = [...Object.entries(meaning)].sort(([, a], [, b]) => b.length - a.length)
  return [...known, ...known.map(([name, value]) => [name, value.replace('http://', '')] as const)]
    .reduce((line, [name, value]) => line.replaceAll(value, `$${name}`), said)
    .replace('EAI_AGAIN', 'ENOTFOUND') // without a network
    .replace(/\bprocess \d+/, 'process $$NUMBER')
    .replace(/\b12D3KooW\w+/g, '$PEER')
    .replace(/\(…\w{8}\)/g, '(…$PEER)')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '$TIME')
    .replace(/\b[0-9a-f]{64}\b/g, '$ID')
    .replace(/\(([0-9a-f]{8})\)/g, '($ID)')
}

interface Said {
  stdout: string
  stderr: string
  code: number | null
}

/** Several at once, in their order. What changes or takes a home has it to itself: others rely on what it left. */
async function sayAll(rows: readonly Row[]): Promise<void> {
  const running = new Map<Row, Promise<void>>()
  const left = rows.values()
  const takeTurns = async (): Promise<void> => {
    for (const row of left) {
      const earlier = [...running].filter(([other]) => other.in === row.in && (takesHome(other) || takesHome(row)))
      const saying = Promise.all(earlier.map(([, over]) => over)).then(async () => void said.set(row, await say(row)))
      running.set(row, saying)
      await saying
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns))
}

function takesHome(row: Row): boolean {
  return row.config !== undefined || row.exit === 0 || row.command.startsWith('potluck up')
}

async function say(row: Row): Promise<Said> {
  const config = join(home(row.in), 'config.yaml')
  if (row.config !== undefined) writeFileSync(config, row.config)
  const said = await (isOfProcesses(row) ? sayAlone(row) : potluck(wordsOf(row.command), { env: environmentOf(row) }))
  if (row.config !== undefined) rmSync(config)
  return said
}

/** What is about starting, or about what the command writes into. */
function isOfProcesses({ command, stdout }: Row): boolean {
  return stdout !== undefined || /^potluck (up|demo)\b/.test(command)
}

function environmentOf(row: Row): { [name: string]: string } {
  return { POTLUCK_HOME: home(row.in), POTLUCK_PORTS_GATEWAY: '0', ...row.env }
}

async function sayAlone(row: Row): Promise<Said> {
  const into = row.stdout === undefined ? 'pipe' : openSync(row.stdout, 'w')
  const env = { PATH: process.env['PATH'], ...environmentOf(row) }
  const child = spawn(process.execPath, [resolve('dist/cli/main.js'), ...wordsOf(row.command)], {
    env,
    stdio: ['ignore', into, 'pipe']
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  const [stdout, stderr] = await Promise.all([child.stdout === null ? '' : text(child.stdout), text(child.stderr!)])
  const [code] = await exited
  if (typeof into === 'number') closeSync(into)
  return { stdout, stderr, code }
}

describe.each(groups)('$group', ({ rows }) => {
  test.each(rows)('$what', (row) => {
    const { stdout, stderr, code } = said.get(row)!
    const line = withWords(stderr === '' ? stdout.split('\n')[0]! : stderr.replace(/\n$/, ''))
    if (writesRows) Object.assign(row, { line, exit: code })
    expect({ line, exit: code }).toEqual({ line: row.line, exit: row.exit })
    if (code === 0) expect(stderr).toBe('')
    else expect(stderr).toMatch(/^potluck: [^\n]+ \([A-Z_]+\)\n$/)
    expect(stderr).not.toMatch(/\n {4}at /)
  })
})

test('docs/wrong-inputs.md shows these rows', () => {
  expect(() => execFileSync(process.execPath, ['scripts/wrong-inputs.mjs', '--check'], { stdio: 'pipe' })).not.toThrow()
})
