// A block of ours in a text file of somebody else: between two marks, so that it can be replaced, and removed to the byte.
import { CliError } from '../errors.js'

export interface MarkedBlock {
  /** Stands in both marks, so that blocks of different programs can share a file: `potluck use curl`. */
  readonly name: string
  /** What begins a comment in that file: `#`, `//`. */
  readonly comment: string
  /** Without the marks; each ends with a newline. */
  readonly body: string
}

/** What was there before, where removing the block alone would not bring it back. Stands in the first mark. */
const NEW_FILE = ' (this file is new)'
const OPEN_LINE = ' (the line above had no end)'

/** `text` with the block at its end, or in the place of an older one. @param text undefined: there is no file yet */
export function withBlock(text: string | undefined, block: MarkedBlock): string {
  const found = text === undefined ? undefined : findBlock(text, block)
  if (text !== undefined && found !== undefined) {
    return text.slice(0, found.start) + writeBlock(block, found.note) + text.slice(found.end)
  }
  if (text === undefined) return writeBlock(block, NEW_FILE)
  if (text === '' || text.endsWith('\n')) return text + writeBlock(block, '')
  return `${text}\n${writeBlock(block, OPEN_LINE)}`
}

/** As it was before: undefined where there was no file, or there is nothing else in it now. */
export function withoutBlock(text: string, block: MarkedBlock): string | undefined {
  const found = findBlock(text, block)
  if (found === undefined) return text
  const after = text.slice(found.end)
  const before = text.slice(0, found.start)
  // Where somebody has written below since, the line above keeps its end.
  const rest = (found.note === OPEN_LINE && after === '' ? before.slice(0, -1) : before) + after
  return rest === '' && found.note === NEW_FILE ? undefined : rest
}

/** Whether it stands there: `changed` where it is another than this. */
export function blockState(text: string | undefined, block: MarkedBlock): 'missing' | 'changed' | 'there' {
  const found = text === undefined ? undefined : findBlock(text, block)
  if (text === undefined || found === undefined) return 'missing'
  return text.slice(found.start, found.end) === writeBlock(block, found.note) ? 'there' : 'changed'
}

function writeBlock({ name, comment, body }: MarkedBlock, note: string): string {
  return `${comment} >>> ${name} >>>${note}\n${body}${comment} <<< ${name} <<<\n`
}

interface FoundBlock {
  readonly start: number
  /** After the last mark's newline. */
  readonly end: number
  readonly note: string
}

/** @throws {CliError} `BLOCK_DAMAGED` where one mark is missing or one stands twice: what is ours then, nobody can tell */
function findBlock(text: string, { name, comment }: MarkedBlock): FoundBlock | undefined {
  const first = linesThatStartWith(text, `${comment} >>> ${name} >>>`)
  const last = linesThatStartWith(text, `${comment} <<< ${name} <<<`)
  const [start, end] = [first[0], last[0]]
  if (start === undefined && end === undefined) return undefined
  if (first.length !== 1 || last.length !== 1 || start === undefined || end === undefined || end.at < start.at) {
    throw new CliError('BLOCK_DAMAGED', `the marks of "${name}" do not stand there once each: remove them by hand`)
  }
  const note = [NEW_FILE, OPEN_LINE].find((one) => start.rest === one) ?? ''
  return { start: start.at, end: end.next, note }
}

function linesThatStartWith(text: string, mark: string): { at: number; rest: string; next: number }[] {
  const found = []
  let at = 0
  for (const line of text.split(/(?<=\n)/)) {
    const next = at + line.length
    if (line.startsWith(mark)) found.push({ at, rest: line.slice(mark.length).trimEnd(), next })
    at = next
  }
  return found
}
