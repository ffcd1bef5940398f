// What commands are given as records: ids, data, searches. Files and stdin are read no further than any record or search goes.
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { hasSystemCode, systemWords, type NewRecord } from '../gateway/index.js'
import { CliError } from './errors.js'
import { formatBytes } from './units.js'

/** Above what a record's data and a search may have, which the node says. */
const MAX_INPUT_BYTES = 2 ** 20

export interface DataOptions {
  /** A file; `-`: stdin. */
  readonly data?: string
  /** JSON. */
  readonly value?: string
}

/** For an option that is repeated. */
export function collect(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value]
}

/** @throws {CliError} `USAGE` */
export function checkId(id: string): string {
  if (/^[0-9a-f]{64}$/.test(id)) return id
  throw new CliError('USAGE', `"${id}" is not a record id: 64 lower-case hex characters`)
}

/** As the API takes them. @throws {CliError} `USAGE`, `CANNOT_READ` */
export async function readData({ data, value }: DataOptions): Promise<Pick<NewRecord, 'data' | 'json'>> {
  if (data !== undefined && value !== undefined) throw new CliError('USAGE', 'choose one of --data and --value')
  if (value !== undefined) return { json: parseJson(value) }
  return data === undefined ? {} : { data: (await readInput(data)).toString('base64') }
}

/** @param path `-`: stdin @throws {CliError} `CANNOT_READ`; `USAGE`: too much, or not UTF-8 */
export async function readText(path: string): Promise<string> {
  const bytes = await readInput(path)
  if (isUtf8(bytes)) return bytes.toString('utf8')
  throw new CliError('USAGE', `${path === '-' ? 'stdin' : path} is not text in UTF-8`)
}

/** @param path `-`: stdin @throws {CliError} `CANNOT_READ`; `USAGE` for more than any record or search has */
async function readInput(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of (path === '-' ? process.stdin : createReadStream(path)) as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > MAX_INPUT_BYTES) break // A device may have no end.
    }
  } catch (error) {
    const reason = hasSystemCode(error, 'ENOENT') ? 'it is not there' : systemWords((error as Error).message)
    throw new CliError('CANNOT_READ', `cannot read ${path}: ${reason}`, { cause: error })
  }
  if (bytes <= MAX_INPUT_BYTES) return Buffer.concat(chunks)
  throw new CliError(
    'USAGE',
    `${path === '-' ? 'stdin' : path} has more than ${formatBytes(MAX_INPUT_BYTES)}: too much for this`
  )
}

function parseJson(text: string): NewRecord['json'] {
  let value: NewRecord['json']
  try {
    value = JSON.parse(text) as NewRecord['json']
  } catch (error) {
    throw new CliError('USAGE', '--value is not JSON', { cause: error })
  }
  try {
    JSON.stringify(value) // As it is sent. The node says what is less deep, and still too deep.
  } catch (error) {
    throw new CliError('USAGE', '--value is nested too deeply', { cause: error })
  }
  return value
}
