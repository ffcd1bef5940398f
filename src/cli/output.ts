// How commands speak: to a person in lines, to a program in one JSON object on the last line of stdout.
import { describeError } from '../gateway/index.js'

export interface Output {
  readonly json: boolean
  /** A line for a person. */
  line(text: string): void
  /** The result: the object for a program, `lines` for a person. */
  result(object: object, lines: readonly string[]): void
}

export function createOutput(json: boolean): Output {
  const line = (text: string): void => {
    if (!json) process.stdout.write(`${text}\n`)
  }
  return {
    json,
    line,
    result: (object, lines) => {
      if (json) process.stdout.write(`${JSON.stringify(object)}\n`)
      else for (const text of lines) line(text)
    }
  }
}

/** One clear line on stderr; for a program the object besides. */
export function printError(error: unknown, options: { json: boolean; verbose: boolean }): void {
  const { code, message } = describeError(error)
  const oneLine = message.replace(/\s*\n\s*/g, ' ')
  process.stderr.write(`potluck: ${oneLine} (${code})\n`)
  if (options.verbose && error instanceof Error) process.stderr.write(`${stackOf(error)}\n`)
  if (options.json) process.stdout.write(`${JSON.stringify({ error: { code, message: oneLine } })}\n`)
}

function stackOf(error: Error): string {
  const own = error.stack ?? String(error)
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own
}
