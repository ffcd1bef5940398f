import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLogger, seededRandom, silentLogger } from '../../../src/base/index.js'
import type { ServiceContext } from '../../../src/client/index.js'
import { namespaceOf, ownerOf } from '../../../src/gateway/services/package-name.js'
import { PackageService } from '../../../src/gateway/services/package-service.js'
import { blameService } from '../../../src/gateway/services/service-scope.js'
import { openTokens, type Tokens } from '../../../src/gateway/tokens.js'
import { eventually } from '../../support/eventually.js'
import { FakeClock } from '../../support/fake-clock.js'

let folder: string
let home: string
let tokens: Tokens
let said: string[]
/** What packages do of which a test wants to know. */
const seen: { contexts: ServiceContext[]; stops: number } = { contexts: [], stops: 0 }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-packages-'))
  home = join(folder, 'home')
  await mkdir(home, { mode: 0o700 })
  const clock = new FakeClock()
  tokens = await openTokens({ path: join(home, 'tokens.json'), clock, random: seededRandom(1), logger: silentLogger })
  said = []
  Object.assign(seen, { contexts: [], stops: 0 })
  ;(globalThis as { seen?: typeof seen }).seen = seen
})
afterEach(async () => {
  delete (globalThis as { seen?: typeof seen }).seen
  await rm(folder, { recursive: true })
})

/** Writes a package, each of its own path: Node loads every module once. */
async function install(
  name: string,
  files: { [path: string]: string },
  place = join(home, 'services')
): Promise<string> {
  const root = join(place, 'node_modules', name)
  for (const [path, text] of Object.entries({ 'package.json': '{"type": "module"}', ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

function open(name: string): PackageService {
  const logger = createLogger(({ level, component, message }) => said.push(`${level} ${component} ${message}`), 'debug')
  return new PackageService({ name, home, gatewayPort: 6516, tokens, logger })
}

async function start(name: string, failed: (error: unknown) => void = () => {}): Promise<PackageService> {
  const service = open(name)
  await service.start(new AbortController().signal, failed)
  return service
}

const REPORTS = `export default {
  async start(context) {
    globalThis.seen.contexts.push(context)
    return { stop: () => void globalThis.seen.stops++, health: () => ({ healthy: false, words: 'no ink' }) }
  }
}`

describe('a package', () => {
  test('is given a folder of its own, its settings, a log and a client', async () => {
    await install('@acme/reports', { 'index.js': REPORTS })
    await mkdir(join(home, 'services', '@acme'))
    await writeFile(join(home, 'services', '@acme', 'reports.yaml'), 'everyMinutes: 5\n')
    const service = await start('@acme/reports')
    const [context] = seen.contexts
    expect(context).toMatchObject({ name: '@acme/reports', settings: { everyMinutes: 5 } })
    expect(context?.folder).toBe(join(home, 'services', 'data', '@acme', 'reports'))
    expect((await stat(context?.folder ?? '')).mode & 0o777).toBe(0o700)
    expect(context?.client.url).toBe('http://127.0.0.1:6516')
    context?.log.warn('paper is low')
    expect(said).toEqual(['warn service:@acme/reports paper is low'])
    expect(await service.health()).toEqual({ healthy: false, words: 'no ink' })
    await service.stop()
    expect(seen.stops).toBe(1)
  })

  test('may return nothing, and is healthy then; without settings they are empty', async () => {
    await install('quiet', {
      'index.js': 'export default { start: (context) => void globalThis.seen.contexts.push(context) }'
    })
    const service = await start('quiet')
    expect(await service.health()).toEqual({ healthy: true })
    expect(seen.contexts[0]?.settings).toEqual({})
    await service.stop()
  })

  test('asks the node with a token that is good for its run', async () => {
    await install('asks', { 'index.js': REPORTS })
    const service = await start('asks')
    const sent = await tokenOf(seen.contexts[0])
    expect(tokens.callerOf(sent)).toMatchObject({ kind: 'application', name: 'asks', namespace: 'asks' })
    expect(tokens.callerOf(sent)).not.toHaveProperty('rights.administer')
    expect(tokens.list()).toEqual([])
    const revoked: string[] = []
    tokens.on('token:revoked', ({ id }) => revoked.push(id))
    await service.stop()
    expect(tokens.callerOf(sent)).toBeUndefined()
    expect(revoked).toHaveLength(1)
    await service.stop()
    expect(revoked).toHaveLength(1)
  })

  test('sees what it left at the node before it was started again', async () => {
    await install('@acme/leaves', { 'index.js': REPORTS })
    const service = await start('@acme/leaves')
    const before = tokens.callerOf(await tokenOf(seen.contexts[0]))
    expect(before).toMatchObject({ owner: 'service:@acme/leaves' })
    await service.stop()
    await service.start(new AbortController().signal, () => {})
    const after = tokens.callerOf(await tokenOf(seen.contexts[1]))
    expect(after).toMatchObject({ owner: 'service:@acme/leaves' })
    expect(ownerOf('a'.repeat(100))).toHaveLength(64)
    expect(ownerOf(`${'a'.repeat(100)}`)).not.toBe(ownerOf(`${'a'.repeat(99)}b`))
  })

  test('that stops too slowly takes no token of the run after it', async () => {
    const slow = `export default { start(context) {
      globalThis.seen.contexts.push(context)
      return { stop: () => new Promise((resolve) => globalThis.seen.ends.push(resolve)) }
    } }`
    await install('stops-slowly', { 'index.js': slow })
    const ends: (() => void)[] = []
    Object.assign(seen, { ends })
    const service = await start('stops-slowly')
    const stopping = service.stop()
    await eventually(() => expect(ends).toHaveLength(1))
    await service.start(new AbortController().signal, () => {})
    const [first, second] = [await tokenOf(seen.contexts[0]), await tokenOf(seen.contexts[1])]
    ends[0]?.()
    await stopping
    expect(tokens.callerOf(first)).toBeUndefined()
    expect(tokens.callerOf(second)).toBeDefined()
  })

  test('that starts although it was given up is stopped', async () => {
    await install('late', { 'index.js': REPORTS })
    const service = open('late')
    const given = new AbortController()
    const starting = service.start(given.signal, () => {})
    given.abort(new Error('given up'))
    await expect(starting).rejects.toThrow('given up')
    const slow = `export default { start: (context) => new Promise((resolve) => {
      globalThis.seen.contexts.push(context)
      context.signal.addEventListener('abort', () => resolve({ stop: () => void globalThis.seen.stops++ }))
    }) }`
    await install('slow', { 'index.js': slow })
    const other = open('slow')
    const again = new AbortController()
    const begun = other.start(again.signal, () => {})
    await eventually(() => expect(seen.contexts).toHaveLength(1))
    again.abort()
    await begun
    expect(seen.stops).toBe(1)
  })

  test('that throws where nobody catches it has failed; what comes after its end is logged alone', async () => {
    const forgets = `export default { start() { setImmediate(() => globalThis.seen.blamed(new Error('forgotten'))) } }`
    await install('forgets', { 'index.js': forgets })
    const failures: unknown[] = []
    const blamed: boolean[] = []
    Object.assign(seen, { blamed: (error: unknown) => blamed.push(blameService(error)) })
    const service = await start('forgets', (error) => {
      failures.push(error)
      blamed.push(blameService(new Error('of what the node does then')))
    })
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    expect(blamed).toEqual([false, true])
    expect(failures).toEqual([new Error('forgotten')])
    await service.stop()
    service.uncaught(new Error('too late'))
    expect(failures).toHaveLength(1)
    expect(said.join()).toContain('error service:forgets nobody caught what it threw: Error: too late')
    expect(blameService(new Error('ours'))).toBe(false)
  })
})

describe('the module that is imported', () => {
  test.each<[string, string, string]>([
    ['main', '{"type": "module", "main": "./lib/a.js"}', 'lib/a.js'],
    ['exports', '{"exports": "./lib/b.mjs", "main": "nothing"}', 'lib/b.mjs'],
    [
      'exports-dot',
      '{"exports": {".": {"types": "./x.d.ts", "import": "./lib/c.mjs"}, "./other": "./o"}}',
      'lib/c.mjs'
    ],
    ['exports-nested', '{"exports": {"node": {"require": "./x.cjs", "default": "./lib/d.mjs"}}}', 'lib/d.mjs']
  ])('is what %s says', async (name, packageFile, path) => {
    await install(name, { 'package.json': packageFile, [path]: REPORTS })
    await start(name)
    expect(seen.contexts).toHaveLength(1)
  })

  test.each<[string, { [path: string]: string }, RegExp]>([
    ['throws', { 'index.js': 'throw new Error("no paper")' }, /index\.js cannot be loaded: no paper/],
    ['is-no-code', { 'index.js': 'this is no code' }, /cannot be loaded: /],
    ['has-none', {}, /names index\.js, and there is no such file: it must be named whole/],
    [
      'has-another',
      { 'package.json': '{"main": "./lib/index"}', 'lib/index.js': REPORTS },
      /names \.\/lib\/index, and there/
    ],
    ['starts-nothing', { 'index.js': 'export const start = 1' }, /has no function `start`/],
    ['fails', { 'index.js': 'export default { start() { throw new Error("no printer") } }' }, /^no printer$/],
    ['is-outside', { 'package.json': '{"main": "../../../../outside.js"}' }, /outside of itself/],
    ['is-cjs-alone', { 'package.json': '{"exports": {"require": "./index.cjs"}}' }, /exports nothing/],
    ['is-no-json', { 'package.json': '{' }, /cannot be understood/]
  ])('of one that %s: said in words', async (name, files, words) => {
    await writeFile(join(folder, 'outside.js'), REPORTS)
    await install(name, files)
    await expect(start(name)).rejects.toThrow(words)
  })

  test('of one that is not installed: how to', async () => {
    await expect(start('nowhere')).rejects.toThrow(`npm install --prefix ${join(home, 'services')} nowhere`)
  })

  test('settings that are none are said in words', async () => {
    await install('set', { 'index.js': REPORTS })
    for (const text of ['- a list', 'a: [']) {
      await writeFile(join(home, 'services', 'set.yaml'), text)
      await expect(start('set')).rejects.toThrow(/set\.yaml/)
    }
  })
})

describe('nobody else may have written it', () => {
  /** A package elsewhere that the home leads to. */
  async function link(name: string): Promise<string> {
    const real = await install(name, { 'index.js': REPORTS }, join(folder, 'elsewhere'))
    await mkdir(join(home, 'services', 'node_modules'), { recursive: true })
    await chmod(folder, 0o755) // Anybody may enter, as most folders of a machine.
    await symlink(real, join(home, 'services', 'node_modules', name))
    return real
  }

  test('what lies in the home is this user’s, whatever its modes: nobody else enters', async () => {
    const root = await install('loose', { 'index.js': REPORTS })
    await chmod(join(root, 'index.js'), 0o666)
    await start('loose')
    expect(seen.contexts).toHaveLength(1)
  })

  test('elsewhere neither the module nor a folder on the way may be others’ to write', async () => {
    const real = await link('linked')
    for (const path of [join(real, 'index.js'), real, join(folder, 'elsewhere')]) {
      const { mode } = await stat(path)
      await chmod(path, 0o777)
      await expect(start('linked')).rejects.toThrow(
        `others may write to ${path} (mode 777): run \`chmod go-w ${path}\``
      )
      await chmod(path, mode)
    }
    await start('linked')
    expect(seen.contexts).toHaveLength(1)
  })

  test('a folder that others cannot enter closes all below it', async () => {
    const real = await link('closed')
    await chmod(join(real, 'index.js'), 0o666)
    await chmod(join(folder, 'elsewhere'), 0o700)
    await start('closed')
    expect(seen.contexts).toHaveLength(1)
  })

  test.skipIf(process.getuid?.() !== 0)('nor be another user’s', async () => {
    const root = await install('foreign', { 'index.js': REPORTS })
    await chown(join(root, 'index.js'), 12_345, 12_345)
    await expect(start('foreign')).rejects.toThrow('belongs to another user')
  })
})

test.each([
  ['@acme/printer.reports', 'printer-reports'],
  ['potluck-reports', 'potluck-reports'],
  ['7zip', 'xzip'],
  ['a'.repeat(40), 'a'.repeat(32)]
])('records of %s are those of %s', (name, namespace) => {
  expect(namespaceOf(name)).toBe(namespace)
})

/** As its client sends it. */
async function tokenOf(context: ServiceContext | undefined): Promise<string> {
  const before = globalThis.fetch
  let sent = ''
  globalThis.fetch = async (_url, init) => {
    sent = new Headers(init?.headers).get('authorization') ?? ''
    return Response.json({ groups: [] })
  }
  try {
    await context?.client.groups()
    return sent
  } finally {
    globalThis.fetch = before
  }
}
