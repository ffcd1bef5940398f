// docs/security.md says what holds against whom, and which test shows it: each claim names one that there is.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { disagreement, missing, problemOf, readModel, titlesOf, type Claim, type TitlesIn } from './security-claims.js'

const read = new Map<string, ReadonlySet<string>>()
const titlesIn: TitlesIn = (path) => {
  if (!path.startsWith('test/') || !existsSync(path)) return undefined
  const titles = read.get(path) ?? titlesOf(readFileSync(path, 'utf8'))
  read.set(path, titles)
  return titles
}

/** Says who is who, and claims nothing. */
const WITHOUT_TESTS = ['Who is who']

describe('docs/security.md', () => {
  const { claims, sections, cells } = readModel(readFileSync('docs/security.md', 'utf8'))

  test('each claim names a test that there is', () => {
    const wrong = claims.flatMap((claim) => {
      const problem = problemOf(claim, titlesIn)
      return problem === undefined ? [] : [`${claim.attacker}: ${claim.text.slice(0, 80)}…: ${problem}`]
    })
    expect(wrong).toEqual([])
    expect(claims.length).toBeGreaterThan(60)
  })

  test('and so does each further section', () => {
    const wrong = sections.flatMap(({ heading, tests }) => {
      const problems = tests.flatMap((one) => missing(one, titlesIn) ?? [])
      const isBare = tests.length === 0 && !WITHOUT_TESTS.includes(heading)
      return isBare ? [`${heading}: names no test`] : problems.map((problem) => `${heading}: ${problem}`)
    })
    expect(wrong).toEqual([])
    expect(sections.length).toBeGreaterThan(5)
  })

  test('its table says what its claims say', () => {
    expect(cells.flatMap((cell) => disagreement(cell, claims) ?? [])).toEqual([])
    const inTable = new Set(cells.map(({ asset, attacker }) => `${asset}, ${attacker}`))
    const claimed = claims.flatMap(({ assets, attacker }) => assets.map((asset) => `${asset}, ${attacker}`))
    expect(claimed.filter((cell) => !inTable.has(cell))).toEqual([])
  })
})

describe('the check notices', () => {
  const source = [
    "test('is refused', () => {})",
    "describe('a stranger', () => test.each([1])('with %s gets nothing', () => {}))",
    'for (const n of [1]) test.skipIf(false)(`${n} of 50 are refused (SEED=${n})`, () => {})'
  ].join('\n')
  const claimOf = (claim: string, list = 'Holds'): Claim | undefined =>
    readModel(`## Against whom\n\n### Stranger\n\n**${list}**\n\n${claim}\n`).claims[0]
  const problem = (claim: string, list?: string): string | undefined => {
    const found = claimOf(claim, list)
    return found === undefined
      ? 'no claim'
      : problemOf(found, (path) => (path === 'test/a.test.ts' ? titlesOf(source) : undefined))
  }

  test.each([
    ['that names no test', '- **Keys**: are safe.', 'it names no test'],
    [
      'whose file is not there',
      '- **Keys**: are safe.\n  `test: test/b.test.ts › is refused`',
      'there is no test/b.test.ts'
    ],
    [
      'whose test is not there',
      '- **Keys**: are safe. `test: test/a.test.ts › is let in`',
      'test/a.test.ts has no test "is let in"'
    ],
    [
      'of whose tests the last is not there',
      '- **Keys**: a. `test: test/a.test.ts › is refused` `test: test/a.test.ts › b`',
      'test/a.test.ts has no test "b"'
    ],
    [
      'that goes on after its tests',
      '- **Keys**: a. `test: test/a.test.ts › is refused` And so on.',
      'it does not end with its tests'
    ],
    ['that holds and is not shown', '- **Keys**: are safe. (not shown: because)', 'what holds must be shown'],
    ['about nothing', '- Keys are safe. `test: test/a.test.ts › is refused`', 'it does not begin with what it protects']
  ])('a claim %s', (_what, claim, words) => expect(problem(claim)).toBe(words))

  test('a table that says something else than the claims', () => {
    const claims = [claimOf('- **Keys**: a. `test: test/a.test.ts › is refused`')!]
    expect(disagreement({ asset: 'keys', attacker: 'Stranger', says: 'partly' }, claims)).toContain(
      'the claims say holds'
    )
    expect(disagreement({ asset: 'keys', attacker: 'Stranger', says: 'holds' }, claims)).toBeUndefined()
    expect(disagreement({ asset: 'keys', attacker: 'Member', says: 'holds' }, claims)).toContain('the claims say -')
  })

  test('and takes what is right: titles of rows and templates, with or without what they stand in', () => {
    const right = [
      '- **Keys, records**: a.\n  `test: test/a.test.ts › with %s gets nothing`',
      '- **Keys**: a.\n  `test: test/a.test.ts › a stranger › with %s gets nothing`',
      '- **Keys**: a. `test: test/a.test.ts › … of 50 are refused (SEED=…)`'
    ]
    for (const claim of right) expect(problem(claim)).toBeUndefined()
    expect(problem('- **Keys**: a. (not shown: nobody can)', 'Does not hold')).toBeUndefined()
    expect(titlesOf(source)).not.toContain('a stranger')
  })
})
