import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { openRecordTypes, type DeclaringStore, type RecordTypes } from '../../src/gateway/record-types.js'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-types-'))
})
afterEach(() => rm(home, { recursive: true }))

const path = (): string => join(home, 'types.json')
const open = (): Promise<RecordTypes> => openRecordTypes({ path: path(), logger: silentLogger })
const NAME = 'app.weather.report'
const INIT = { lifetime: 'durable', ttlMs: 60_000, indexed: ['city'] } as const

/** What a store was told. */
function store(): DeclaringStore & { told: string[] } {
  const told: string[] = []
  return { told, declare: ({ name, indexed }) => void told.push(`${name} ${indexed.join()}`) }
}

test('what was declared is declared again in every group after a restart', async () => {
  await (await open()).put(NAME, { ...INIT, indexed: [...INIT.indexed] })
  expect((await stat(path())).mode & 0o777).toBe(0o600)
  const group = store()
  ;(await open()).declareIn(group)
  expect(group.told).toEqual([`${NAME} city`])
})

test('a group that is open hears of a new declaration, one that was closed does not', async () => {
  const types = await open()
  const [here, closed] = [store(), store()]
  types.declareIn(here)
  types.declareIn(closed)()
  await types.put(NAME, { ...INIT, indexed: ['city', 'day'] })
  expect(here.told).toEqual([`${NAME} city,day`])
  expect(closed.told).toEqual([])
})

test('declarations in the same instant are all kept', async () => {
  const types = await open()
  await Promise.all(
    ['a', 'b', 'c'].map((name) => types.put(`app.weather.${name}`, { lifetime: 'durable', ttlMs: 1000 }))
  )
  expect((await open()).list('weather').map(({ name }) => name)).toEqual([
    'app.weather.a',
    'app.weather.b',
    'app.weather.c'
  ])
})

test('what the disk did not take is not declared', async () => {
  const types = await open()
  await rm(home, { recursive: true })
  await expect(types.put(NAME, { lifetime: 'durable', ttlMs: 1000 })).rejects.toThrow()
  expect(types.get(NAME)).toBeUndefined()
  home = await mkdtemp(join(tmpdir(), 'potluck-types-'))
})

test('a damaged file is set aside', async () => {
  await writeFile(path(), '{"version":1,"types":[{"name":"content.location"}]}')
  expect((await open()).list(undefined)).toEqual([])
  expect(await readFile(`${path()}.unreadable`, 'utf8')).toContain('content.location')
})
