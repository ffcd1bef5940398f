// Figures of runs of large graphs as a table of Markdown: a column for each size; where it has several runs, the middle and the worst.
import { commonTimeMs, type ScaleResult } from './scale-rules.js'

const ROWS: readonly (readonly [label: string, of: (result: ScaleResult) => number])[] = [
  ['records', (result) => result.records],
  ['one graph after the last fault, s', (result) => result.connectedAfterS],
  ['every record everywhere after that, s', (result) => result.deliveredAfterS],
  ['sends of a record, for each node', (result) => result.meanSends],
  ['… of the record sent most often', (result) => result.mostSends],
  ['neighbours', (result) => result.meanNeighbours],
  ['looks at nodes with 4 to 12, %', (result) => 100 * result.withinBounds],
  ['sends of presences, a minute and node', (result) => result.presenceSendsPerMinute],
  ['presences in view', (result) => middle(result.times.map(({ present }) => present))],
  ['dials, a minute and node', (result) => result.dialsPerMinute],
  ['mDNS questions, a minute and node', (result) => result.questionsPerMinute],
  ['peer time of most is off by, ms', (result) => Math.abs(commonTimeMs(result.times))]
]

/** @param sizes the runs of each, not none */
export function inATable(sizes: readonly (readonly ScaleResult[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const head = ['nodes', ...sizes.map(([result]) => String(result!.nodes))]
  const body = ROWS.map(([label, of]) => [label, ...sizes.map((results) => inWords(results.map(of)))])
  return [head, head.map(() => '---'), ...body].map(row).join('\n')
}

function inWords(values: readonly number[]): string {
  const rounded = (value: number): string => String(Math.round(value * 100) / 100)
  const worst = Math.max(...values)
  return values.length === 1 ? rounded(worst) : `${rounded(middle(values))} (at most ${rounded(worst)})`
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
