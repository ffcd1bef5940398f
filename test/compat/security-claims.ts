// Reads docs/security.md, and says of each claim what is wrong with it: it names no test, or one that is not there.
import ts from 'typescript'

/** Which of the two lists of an attacker a claim stands in. */
export type Verdict = 'holds' | 'does not hold'

export interface Claim {
  /** Heading of the section: the attacker. */
  readonly attacker: string
  readonly verdict: Verdict
  /** What is worth protecting, in lower case: the bold words that the claim begins with. */
  readonly assets: readonly string[]
  readonly text: string
  readonly tests: readonly TestName[]
  /** Why no test shows it; of what does not hold only. */
  readonly notShown: string | undefined
}

/** A test by its file and its title, as the source spells it. */
export interface TestName {
  /** From the root of the project. */
  readonly path: string
  readonly title: string
}

export interface SecurityModel {
  readonly claims: readonly Claim[]
  /** Of all other sections: their headings, and the tests that they name. */
  readonly sections: readonly { readonly heading: string; readonly tests: readonly TestName[] }[]
  /** Rows of the table of assets and attackers. */
  readonly cells: readonly { readonly asset: string; readonly attacker: string; readonly says: string }[]
}

const ATTACKERS = 'Against whom'

/** All that the document names as `test: path › title`; several titles of a file have one each. */
export function testsIn(text: string): TestName[] {
  return [...text.matchAll(/`test: ([^`›]+?) › ([^`]+)`/g)].map(([, path, title]) => ({ path: path!, title: title! }))
}

export function readModel(markdown: string): SecurityModel {
  const sections = splitAt(markdown, '## ')
  const attackers = sections.find(({ heading }) => heading === ATTACKERS)?.body ?? ''
  return {
    claims: splitAt(attackers, '### ').flatMap(({ heading, body }) => claimsOf(heading, body)),
    sections: sections
      .filter(({ heading }) => heading !== ATTACKERS)
      .map(({ heading, body }) => ({ heading, tests: testsIn(joined(body)) })),
    cells: cellsOf(attackers.split('\n### ')[0]!)
  }
}

function splitAt(markdown: string, mark: string): { heading: string; body: string }[] {
  return `\n${markdown}`
    .split(`\n${mark}`)
    .slice(1)
    .map((part) => ({ heading: part.split('\n')[0]!.trim(), body: part.split('\n').slice(1).join('\n') }))
}

/** Lines of a paragraph in one, so that a name may be broken over two. */
const joined = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

function claimsOf(attacker: string, body: string): Claim[] {
  let verdict: Verdict | undefined
  const claims: Claim[] = []
  for (const block of body.split(/\n(?=- |\*\*|\n)/)) {
    const text = joined(block).trim()
    const heading = /^\*\*(Holds|Does not hold)\*\*/.exec(text)?.[1]
    if (heading !== undefined) verdict = heading === 'Holds' ? 'holds' : 'does not hold'
    if (!text.startsWith('- ') || verdict === undefined) continue
    const assets = /^- \*\*([^*]+)\*\*/.exec(text)?.[1] ?? ''
    claims.push({
      ...{ attacker, verdict, text, tests: testsIn(text) },
      assets: assets.split(',').map((asset) => asset.trim().toLowerCase()),
      notShown: /\(not shown: ([^)]+)\)$/.exec(text)?.[1]
    })
  }
  return claims
}

function cellsOf(text: string): SecurityModel['cells'] {
  const [head = [], , ...rows] = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    )
  return rows.flatMap(([asset = '', ...cells]) =>
    cells.map((says, index) => ({ asset: asset.toLowerCase(), attacker: head[index + 1] ?? '', says }))
  )
}

/** Titles of the tests of a file, see {@link titlesOf}; undefined: there is no such file. */
export type TitlesIn = (path: string) => ReadonlySet<string> | undefined

/** What is wrong with a claim; undefined: nothing. */
export function problemOf(claim: Claim, titlesIn: TitlesIn): string | undefined {
  const { tests, notShown, verdict, text } = claim
  if (claim.assets.includes('')) return 'it does not begin with what it protects'
  if (tests.length === 0 && notShown === undefined) return 'it names no test'
  if (notShown !== undefined) return verdict === 'holds' ? 'what holds must be shown' : undefined
  if (!text.endsWith('`')) return 'it does not end with its tests'
  return tests.map((test) => missing(test, titlesIn)).find((problem) => problem !== undefined)
}

/** Why a test that is named is not there; undefined: it is. */
export function missing({ path, title }: TestName, titlesIn: TitlesIn): string | undefined {
  const titles = titlesIn(path)
  if (titles === undefined) return `there is no ${path}`
  return titles.has(title) ? undefined : `${path} has no test ${JSON.stringify(title)}`
}

/** A cell of the table where the claims below say something else; undefined: they agree. */
export function disagreement(cell: SecurityModel['cells'][number], claims: readonly Claim[]): string | undefined {
  const about = claims.filter(({ attacker, assets }) => attacker === cell.attacker && assets.includes(cell.asset))
  const verdicts = new Set(about.map(({ verdict }) => verdict))
  const says = verdicts.size === 2 ? 'partly' : verdicts.has('holds') ? 'holds' : verdicts.size === 1 ? 'no' : '-'
  return says === cell.says ? undefined : `${cell.asset}, ${cell.attacker}: ${cell.says}, but the claims say ${says}`
}

/**
 * Titles of the tests of a file, as its source spells them: `%s` and `$name` of `test.each` stay, and what a template puts in is `…`.
 * Each also with those of what it stands in before it: `a stranger › with %s gets nothing`.
 */
export function titlesOf(source: string): Set<string> {
  const titles = new Set<string>()
  const visit = (node: ts.Node, within: readonly string[]): void => {
    let inner = within
    if (ts.isCallExpression(node)) {
      const title = textOf(node.arguments[0])
      const root = title === undefined ? '' : rootOf(node.expression)
      if (root === 'describe') inner = [...within, title!]
      if (root === 'test' || root === 'it') {
        const whole = [...within, title!]
        for (let from = 0; from < whole.length; from += 1) titles.add(whole.slice(from).join(' › '))
      }
    }
    ts.forEachChild(node, (child) => visit(child, inner))
  }
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2023), [])
  return titles
}

/** `test` of `test`, `test.each(rows)` and `test.skipIf(here)`. */
function rootOf(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return rootOf(node.expression)
  return ts.isTaggedTemplateExpression(node) ? rootOf(node.tag) : ''
}

function textOf(node: ts.Expression | undefined): string | undefined {
  if (node === undefined) return undefined
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
  }
  return undefined
}
