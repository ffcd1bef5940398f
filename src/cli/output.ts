// How commands speak: to a person in lines, to a program in one JSON object on the last line of stdout.
import { describeError, systemWords } from '../gateway/index.js'

export interface Output {
  readonly json: boolean
  /** A line for a person. */
  line(text: string): void
  /**
   * The result: the object for a program, `lines` for a person.
   * @param kept what is said with `--quiet` too, since it was made now and is shown this once
   */
  result(object: object, lines: readonly string[], kept?: readonly string[]): void
}

export function createOutput({ json, quiet }: { json: boolean; quiet: boolean }): Output {
  const line = (text: string): void => {
    if (!json && !quiet) process.stdout.write(`${text}\n`)
  }
  return {
    json,
    line,
    result: (object, lines, kept = []) => {
      if (json) process.stdout.write(`${JSON.stringify(object)}\n`)
      else for (const text of quiet ? kept : lines) process.stdout.write(`${text}\n`)
    }
  }
}

/** One clear line on stderr; for a program the object besides. */
export function printError(error: unknown, options: { json: boolean; verbose: boolean }): void {
  const { code, message } = clearError(error)
  const hint = code === 'INTERNAL' && !options.verbose ? '; run it with --verbose to see where' : ''
  process.stderr.write(`potluck: ${message}${hint} (${code})\n`)
  if (options.verbose && error instanceof Error) process.stderr.write(`${stackOf(error)}\n`)
  if (options.json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
}

/** In one line and in words, the operating system's errors too. */
export function clearError(error: unknown): { code: string; message: string } {
  const { code, message } = describeError(error)
  // Words of others stand in it, an origin's for instance: they must not steer the terminal.
  const oneLine = message
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
  if (code === 'INTERNAL') return { code, message: `something is wrong in Potluck itself: ${oneLine}` }
  const path = (error as { path?: unknown }).path
  return { code, message: typeof path === 'string' ? `${path}: ${systemWords(oneLine)}` : systemWords(oneLine) }
}

function stackOf(error: Error): string {
  const { code } = error as { code?: unknown }
  const named = typeof code === 'string' ? ` [${code}]` : ''
  const own = `${error.stack ?? String(error)}${named}`
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own
}
