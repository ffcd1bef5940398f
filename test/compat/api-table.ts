// Reads docs/windows-peer-api.md, and says of each row what is wrong with it: what it names is not in the source, or the tours over real
// libp2p (peer-graph-tour.mjs, peer-group-tour.mjs) did not run it or were not told it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const KINDS = ['run', 'told', 'there', 'none'] as const

export interface Row {
  /** What Windows called it. */
  readonly name: string
  readonly counterparts: readonly Counterpart[]
  readonly kind: string
  readonly remark: string
}

export interface Counterpart {
  /** Below `src/`. */
  readonly path: string
  /** Names from the outermost to the innermost, joined by dots. */
  readonly symbol: string
}

/** What a tour through the interface left behind. */
export interface Tour {
  /** Whether a function of a file below `src/` ran. */
  ran(counterpart: Counterpart): boolean
  /** Symbols of events, changes, reasons, codes and flags. */
  readonly told: ReadonlySet<string>
}

/** Rows of all tables, in their order: `| name | counterparts | kind | remark |`. */
export function readTable(markdown: string): Row[] {
  return markdown.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const name = /^`(\w+)`$/.exec(cells[1] ?? '')?.[1]
    if (name === undefined) return []
    const [, , named = '', kind = '', remark = ''] = cells
    const counterparts = [...named.matchAll(/`([^`#]+)#([^`]+)`/g)].map(([, path, symbol]) => ({
      path: path!,
      symbol: symbol!
    }))
    return [{ name, counterparts, kind, remark }]
  })
}

/** What is wrong with a row; undefined: nothing. @param sourceOf text of a file below `src/`; undefined: there is none */
export function problemOf(row: Row, sourceOf: (path: string) => string | undefined, tour: Tour): string | undefined {
  const { counterparts, kind, remark } = row
  if (!KINDS.includes(kind as (typeof KINDS)[number])) return `there is no kind ${JSON.stringify(kind)}`
  if (kind === 'none') {
    if (counterparts.length > 0) return 'it names a counterpart'
    return remark === '' ? 'it does not say why' : undefined
  }
  if (counterparts.length === 0) return 'it names no counterpart'
  for (const counterpart of counterparts) {
    const { path, symbol } = counterpart
    if (!symbolsOf(sourceOf(path) ?? '').has(symbol)) return `${path} has no ${symbol}`
    if (kind === 'run' && !tour.ran(counterpart)) return `${path}#${symbol} did not run`
    if (kind === 'told' && !tour.told.has(symbol)) return `${symbol} was not told`
  }
  return undefined
}

/** Whatever a file gives a name, strings among its types included: where each ends. */
export function symbolsOf(text: string): Map<string, number[]> {
  const symbols = new Map<string, number[]>()
  const visit = (node: ts.Node, within: string): void => {
    const name = nameOf(node)
    const inner = name === undefined ? within : within === '' ? name : `${within}.${name}`
    if (name !== undefined) symbols.set(inner, [...(symbols.get(inner) ?? []), node.getEnd()])
    ts.forEachChild(node, (child) => visit(child, inner))
  }
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2023), '')
  return symbols
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isLiteralTypeNode(node)) return ts.isStringLiteral(node.literal) ? node.literal.text : undefined
  if (ts.isParameter(node) || !('name' in node)) return undefined
  const name = node.name as ts.Node | undefined
  return name !== undefined && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? name.text : undefined
}

interface CoveredFunction {
  readonly functionName: string
  readonly ranges: readonly { readonly endOffset: number; readonly count: number }[]
}

/** Reads what `NODE_V8_COVERAGE` wrote of a process that ran what is built in `dist`, a folder's URL. */
export function ranIn(coverageFolder: string, dist: URL): Tour['ran'] {
  const functions = new Map<string, CoveredFunction[]>()
  for (const file of readdirSync(coverageFolder)) {
    const { result } = JSON.parse(readFileSync(join(coverageFolder, file), 'utf8')) as {
      result: { url: string; functions: CoveredFunction[] }[]
    }
    for (const script of result) functions.set(script.url, [...(functions.get(script.url) ?? []), ...script.functions])
  }
  return ({ path, symbol }) => {
    const url = new URL(path.replace(/\.ts$/, '.js'), dist)
    const covered = functions.get(url.href) ?? []
    const name = symbol.split('.').at(-1)!
    const ends = covered.length === 0 ? [] : (symbolsOf(readFileSync(fileURLToPath(url), 'utf8')).get(symbol) ?? [])
    return covered.some(
      ({ functionName, ranges: [whole] }) =>
        functionName.replace(/^[gs]et /, '') === name && ends.includes(whole!.endOffset) && whole!.count > 0
    )
  }
}
