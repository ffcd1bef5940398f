// The file that `publish` and `records import` read: opened before any node is asked, with errors that name it as the user did.
import { constants, open, type FileHandle } from 'node:fs/promises'
import { addAbortSignal, Readable } from 'node:stream'
import { hasSystemCode, systemWords } from '../gateway/index.js'
import { CliError } from './errors.js'
import { formatBytes } from './units.js'

export interface FileInput {
  /** Of a file. */
  readonly bytes: number | undefined
  /** Its bytes, once. Told to `onBytes` as they are read. */
  readonly body: Readable
  /** Why reading stopped, if it did: whoever sends the body elsewhere sees only that it broke. */
  readError(): Error | undefined
}

/** @throws {CliError} `CANNOT_READ`; `USAGE` for what is not a file; `UPLOAD_TOO_LARGE` */
export async function openFileInput(
  path: string,
  onBytes: (count: number) => void,
  maxBytes = Infinity
): Promise<FileInput> {
  let file: FileHandle
  try {
    // A named pipe that nobody writes to would keep us waiting, and no signal could end that.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw cannotRead(path, error)
  }
  try {
    const found = await file.stat()
    if (!found.isFile()) throw new CliError('USAGE', `${path} is not a file`)
    if (found.size > maxBytes) {
      const sizes = `${formatBytes(found.size)}, and ${formatBytes(maxBytes)} is the most`
      throw new CliError('UPLOAD_TOO_LARGE', `${path} has ${sizes}`)
    }
    let failed: CliError | undefined
    async function* chunks(): AsyncGenerator<Buffer> {
      try {
        for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) {
          onBytes(chunk.length)
          yield chunk
        }
      } catch (error) {
        throw (failed = cannotRead(path, error))
      }
    }
    return { bytes: found.size, body: Readable.from(chunks(), { objectMode: false }), readError: () => failed }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** What comes in on stdin, until it ends or `signal` aborts. */
export function stdinInput(signal: AbortSignal, onBytes: (count: number) => void): FileInput {
  let failed: Error | undefined
  async function* chunks(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of addAbortSignal(signal, process.stdin) as AsyncIterable<Buffer>) {
        onBytes(chunk.length)
        yield chunk
      }
    } catch (error) {
      throw (failed = signal.aborted ? (signal.reason as Error) : cannotRead('stdin', error))
    }
  }
  return { bytes: undefined, body: Readable.from(chunks(), { objectMode: false }), readError: () => failed }
}

function cannotRead(path: string, error: unknown): CliError {
  const reason = hasSystemCode(error, 'ENOENT') ? 'it is not there' : systemWords((error as Error).message)
  return new CliError('CANNOT_READ', `cannot read ${path}: ${reason}`, { cause: error })
}
