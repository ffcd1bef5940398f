// Tables in docs/benchmarks.md stand between two comments and are written by the bench that measured them.
import { readFile, writeFile } from 'node:fs/promises'

const PAGE = 'docs/benchmarks.md'

/** Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->`. @param rows of cells, the head first */
export async function writeTable(name, rows) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const page = await readFile(PAGE, 'utf8')
  const [from, to] = [page.indexOf(open), page.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the table ${name}`)
  await writeFile(PAGE, `${page.slice(0, from + open.length)}\n\n${table(rows)}\n\n${page.slice(to)}`)
}

/** Columns as wide as their widest cell, as the formatter wants them. */
export function table([head, ...rows]) {
  const widths = head.map((_cell, i) => Math.max(3, ...[head, ...rows].map((row) => String(row[i]).length)))
  const line = (cells) => `| ${cells.map((cell, i) => String(cell).padEnd(widths[i])).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
