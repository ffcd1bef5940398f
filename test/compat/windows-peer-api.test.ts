// The table of what Windows' peer API has and what we have instead, against the code, and against a run of it over real libp2p.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf, ranIn, readTable, symbolsOf, type Row, type Tour } from './api-table.js'

const root = new URL('../../', import.meta.url)
const names = JSON.parse(readFileSync(new URL('windows-peer-api.json', import.meta.url), 'utf8')) as {
  readonly [list: string]: readonly string[]
}
const rows = readTable(readFileSync(new URL('docs/windows-peer-api.md', root), 'utf8'))

function sourceOf(path: string): string | undefined {
  try {
    return readFileSync(new URL(`src/${path}`, root), 'utf8')
  } catch {
    return undefined
  }
}

describe('the document', () => {
  test.each(Object.entries(names))('has one row for each of the %s', (_, list) => {
    const named = rows.map(({ name }) => name).filter((name) => list.includes(name))
    expect(named.sort()).toEqual([...list].sort())
  })

  test('has all 72 functions of the lists as what is run', () => {
    const functions = [...names.graphFunctions!, ...names.groupFunctions!]
    expect(new Set(functions).size).toBe(72)
    const others = rows.filter(({ name, kind }) => functions.includes(name) && kind !== 'run')
    expect(others).toEqual([])
  })
})

describe('the run', () => {
  let folder: string
  let tour: Tour

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-tour-'))
    const coverage = join(folder, 'coverage')
    const toldBy = await Promise.all(
      ['graph', 'group'].map(async (tourOf) => {
        const script = new URL(`test/compat/peer-${tourOf}-tour.mjs`, root).pathname
        const { stdout } = await promisify(execFile)(process.execPath, [script, join(folder, tourOf)], {
          env: { ...process.env, NODE_V8_COVERAGE: coverage },
          timeout: 50_000
        })
        return JSON.parse(stdout) as string[]
      })
    )
    tour = { ran: ranIn(coverage, new URL('dist/', root)), told: new Set(toldBy.flat()) }
  })

  afterAll(() => rm(folder, { recursive: true }))

  test.each(rows.map((row) => [row.name, row.kind, row] as const))('%s: %s', (_, __, row) => {
    expect(problemOf(row, sourceOf, tour)).toBeUndefined()
  })

  test('did not run what nobody called', () => {
    expect(tour.ran({ path: 'graph/direct.ts', symbol: 'DirectMachine.handle' })).toBe(true)
    expect(tour.ran({ path: 'graph/memory-network.ts', symbol: 'MemoryNetwork.openGraph' })).toBe(false)
    expect(tour.ran({ path: 'graph/opened-graph.ts', symbol: 'OpenedGraph.findNeighbours' })).toBe(false)
  })
})

describe('a row is wrong', () => {
  const source =
    'export class Door { open() {} }\nexport type Code = "SHUT" | "STUCK"\nexport interface Key { teeth: number }\n'
  const wrong = (line: string, tour: Partial<Tour> = {}): string | undefined => {
    const row = readTable(line)[0] as Row
    return problemOf(row, (path) => (path === 'door.ts' ? source : undefined), {
      ran: () => true,
      told: new Set(['Code.SHUT']),
      ...tour
    })
  }

  test('where what it names is not there, under that name, in that file', () => {
    expect(wrong('| `Open` | `door.ts#Door.open` | run | |')).toBeUndefined()
    expect(wrong('| `Open` | `door.ts#Door.opens` | run | |')).toBe('door.ts has no Door.opens')
    expect(wrong('| `Open` | `door.ts#open` | run | |')).toBe('door.ts has no open')
    expect(wrong('| `Open` | `gate.ts#Door.open` | run | |')).toBe('gate.ts has no Door.open')
    expect(wrong('| `Open` | `door.ts#Door.open`, `door.ts#Door.shut` | there | |')).toBe('door.ts has no Door.shut')
    expect(wrong('| `Teeth` | `door.ts#Key.teeth` | there | |')).toBeUndefined()
    expect(wrong('| `Teeth` | | there | |')).toBe('it names no counterpart')
  })

  test('where what it names did not run, or was not told', () => {
    const idle = { ran: () => false }
    expect(wrong('| `Open` | `door.ts#Door.open` | run | |', idle)).toBe('door.ts#Door.open did not run')
    expect(wrong('| `E_SHUT` | `door.ts#Code.SHUT` | told | |', idle)).toBeUndefined()
    expect(wrong('| `E_STUCK` | `door.ts#Code.STUCK` | told | |')).toBe('Code.STUCK was not told')
  })

  test('where it has no counterpart, and no reason for that, or is of no kind', () => {
    expect(wrong('| `Bell` | — | none | doors have none |')).toBeUndefined()
    expect(wrong('| `Bell` | — | none | |')).toBe('it does not say why')
    expect(wrong('| `Bell` | `door.ts#Door.open` | none | later |')).toBe('it names a counterpart')
    expect(wrong('| `Bell` | — | not yet | later |')).toBe('there is no kind "not yet"')
    expect(wrong('| `Bell` | `door.ts#Door.open` | perhaps | |')).toBe('there is no kind "perhaps"')
  })
})

test('names of functions are found where the built code has them', async () => {
  const built = await readFile(new URL('dist/graph/peer-graph.js', root), 'utf8')
  expect(symbolsOf(built).has('PeerGraph.negotiateVersion')).toBe(true)
})
