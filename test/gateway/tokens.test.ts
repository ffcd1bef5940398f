import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { MAX_PAGE_SESSIONS, MAX_TOKENS, PAGE_SESSION_MS } from '../../src/gateway/defaults.js'
import { openTokens, type TokenInit, type Tokens } from '../../src/gateway/tokens.js'
import { FakeClock } from '../support/fake-clock.js'

let folder: string
let path: string
let clock: FakeClock
let random: ReturnType<typeof seededRandom>
let tokens: Tokens

const open = (): Promise<Tokens> => openTokens({ path, clock, random, logger: silentLogger })
const reader: TokenInit = { name: 'backup', rights: ['read'] }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-tokens-'))
  path = join(folder, 'tokens.json')
  clock = new FakeClock()
  random = seededRandom(1)
  tokens = await open()
})
afterEach(() => rm(folder, { recursive: true }))

test('a token is told once, and opens what its rights say, after a restart too', async () => {
  const { id, token } = await tokens.create({ name: 'indexer', rights: ['read', 'records'], namespace: 'index' })
  expect(token).toMatch(/^plk_[\w-]{43}$/)
  for (const each of [tokens, await open()]) {
    expect(each.callerOf(`Bearer ${token}`)).toEqual({
      kind: 'application',
      id,
      name: 'indexer',
      namespace: 'index',
      rights: new Set(['read', 'records'])
    })
    expect(each.list()).toMatchObject([{ id, name: 'indexer', rights: ['read', 'records'], namespace: 'index' }])
    expect(JSON.stringify(each.list())).not.toMatch(/hash|plk_/)
  }
})

test('no token is on disk, and nobody else can read what is', async () => {
  const { token } = await tokens.create(reader)
  expect(await readFile(path, 'utf8')).not.toContain(token.slice(4))
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test.each<[string, (token: string) => string | undefined]>([
  ['no header', () => undefined],
  ['an empty header', () => ''],
  ['no scheme', (token) => token],
  ['another scheme', (token) => `Basic ${token}`],
  ['half of it', (token) => `Bearer ${token.slice(0, -1)}`],
  ['more than it', (token) => `Bearer ${token}A`],
  ['another letter', (token) => `Bearer ${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`],
  ['two', (token) => `Bearer ${token}, Bearer ${token}`],
  ['a long one', (token) => `Bearer ${token.repeat(100)}`]
])('%s is nobody', async (_what, header) => {
  const { token } = await tokens.create(reader)
  expect(tokens.callerOf(header(token))).toBeUndefined()
})

test('the scheme is written as one likes', async () => {
  const { token } = await tokens.create(reader)
  expect(tokens.callerOf(`bearer  ${token}`)).toMatchObject({ name: 'backup' })
})

describe('what is revoked', () => {
  test('is nobody, now and after a restart, and whoever serves it hears so', async () => {
    const { id, token } = await tokens.create(reader)
    const revoked: string[] = []
    tokens.on('token:revoked', (detail) => revoked.push(detail.id))
    await tokens.revoke(id)
    expect(revoked).toEqual([id])
    for (const each of [tokens, await open()]) expect(each.callerOf(`Bearer ${token}`)).toBeUndefined()
  })

  test('must be there', async () => {
    await expect(tokens.revoke('00000000')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test.each<[string, Partial<TokenInit>, string]>([
  ['an empty name', { name: '' }, 'name'],
  ['a long name', { name: 'x'.repeat(65) }, 'name'],
  ['a name that steers a terminal', { name: 'a\u001b[2J' }, 'name'],
  ['no rights', { rights: [] }, 'right'],
  ['records without a namespace', { name: 'My App', rights: ['records'] }, 'namespace'],
  ['a namespace in capitals', { namespace: 'Index' }, 'namespace'],
  ['a namespace with dots', { namespace: 'a.b' }, 'namespace'],
  ['a right that there is not', { rights: ['king'] as never }, 'right'],
  ['a long namespace', { namespace: 'x'.repeat(64) }, 'namespace']
])('%s is refused', async (_what, init, word) => {
  const refused = expect(tokens.create({ ...reader, ...init })).rejects
  await refused.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining(word) as string })
  expect(tokens.list()).toEqual([])
})

test('a name that is a namespace is the namespace, unless another is named', async () => {
  expect(await tokens.create({ name: 'index', rights: ['records'] })).toMatchObject({ namespace: 'index' })
  expect(await tokens.create({ name: 'index', rights: ['read'] })).toMatchObject({ namespace: '' })
})

test(`there are ${MAX_TOKENS} at most, also when they are made at once`, async () => {
  const made = await Promise.allSettled(Array.from({ length: MAX_TOKENS + 2 }, () => tokens.create(reader)))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_TOKENS)
  expect(made.at(-1)).toMatchObject({ reason: { code: 'LIMIT_REACHED' } })
  expect((await open()).list()).toHaveLength(MAX_TOKENS)
})

test('a damaged file is put aside: its tokens are no good any more', async () => {
  const { token } = await tokens.create(reader)
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, -5))
  const again = await open()
  expect(again.callerOf(`Bearer ${token}`)).toBeUndefined()
  expect(await readdir(folder)).toEqual(['tokens.json.unreadable'])
})

describe('a session of the page', () => {
  test('has all rights for half a day, over a restart too', async () => {
    const { token, expiresInMs } = await tokens.openPageSession()
    expect(expiresInMs).toBe(PAGE_SESSION_MS)
    const again = await open()
    for (const each of [tokens, again]) expect(each.callerOf(`Bearer ${token}`)).toEqual({ kind: 'owner' })
    expect(again.list()).toEqual([])
    clock.advance(PAGE_SESSION_MS)
    for (const each of [tokens, again, await open()]) expect(each.callerOf(`Bearer ${token}`)).toBeUndefined()
  })

  test('is on disk as a hash alone, which nobody else can read', async () => {
    const { token } = await tokens.openPageSession()
    expect(await readdir(folder)).toEqual(['page-sessions.json'])
    const file = join(folder, 'page-sessions.json')
    expect(await readFile(file, 'utf8')).not.toContain(token.slice(4))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test.each(['', '{', '{"version":2}', '{"version":1,"sessions":[{"hash":"x","endsAtMs":1}]}'])(
    'after a damaged file (%s) another key is needed, no more',
    async (text) => {
      await writeFile(join(folder, 'page-sessions.json'), text)
      const { token } = await (await open()).openPageSession()
      expect((await open()).callerOf(`Bearer ${token}`)).toEqual({ kind: 'owner' })
    }
  )

  test('lives no longer because the clock was set back', async () => {
    const endsAtMs = clock.nowMs() + PAGE_SESSION_MS + 1
    const { token } = await tokens.openPageSession()
    const file = join(folder, 'page-sessions.json')
    await writeFile(file, (await readFile(file, 'utf8')).replace(/"endsAtMs":\d+/, `"endsAtMs":${endsAtMs}`))
    expect((await open()).callerOf(`Bearer ${token}`)).toBeUndefined()
  })

  test('is good also where the disk takes nothing', async () => {
    await mkdir(join(folder, 'page-sessions.json'))
    const { token } = await tokens.openPageSession()
    expect(tokens.callerOf(`Bearer ${token}`)).toEqual({ kind: 'owner' })
  })

  test('goes when there are too many newer ones', async () => {
    const all: string[] = []
    for (let i = 0; i <= MAX_PAGE_SESSIONS; i++) all.push((await tokens.openPageSession()).token)
    expect(all.map((token) => tokens.callerOf(`Bearer ${token}`)?.kind)).toEqual([
      undefined,
      ...Array.from({ length: MAX_PAGE_SESSIONS }, () => 'owner')
    ])
  })
})
