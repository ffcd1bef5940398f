// A small file of the home that holds JSON: whole or not there, private, and never fatal. What cannot be read is set aside.
import { readFile, rename, stat } from 'node:fs/promises'
import type { z } from 'zod'
import { writePrivateFile, type Logger } from '../base/index.js'
import { describeError, hasSystemCode } from './errors.js'

export interface JsonFileInit<T> {
  readonly path: string
  readonly schema: z.ZodType<T>
  /** Larger ones are not read. */
  readonly maxBytes: number
  readonly logger: Logger
}

/** Undefined where there is none, or none that can be read. Never rejects. */
export async function loadJsonFile<T>({ path, schema, maxBytes, logger }: JsonFileInit<T>): Promise<T | undefined> {
  try {
    const { size } = await stat(path)
    if (size > maxBytes) throw new RangeError(`it has ${size} bytes, the limit is ${maxBytes}`)
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return undefined
    logger(`${path} cannot be read and is kept as ${path}.unreadable: ${describeError(error).message.slice(0, 200)}`)
    await rename(path, `${path}.unreadable`).catch(() => {})
    return undefined
  }
}

/** Resolves when the disk holds it. */
export async function saveJsonFile<T>({ path }: Pick<JsonFileInit<T>, 'path'>, content: T): Promise<void> {
  await writePrivateFile(path, `${JSON.stringify(content)}\n`)
}
