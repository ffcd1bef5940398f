// By which keys and authorities receipts are judged: PEM files, named for patterns of URLs (`upload.receipts`). They are read again when they
// change on the disk; what cannot be read leaves the keys of before.
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  matchesUrlPattern,
  parseReceiptKeys,
  parseUrl,
  setRepeating,
  type Clock,
  type Logger,
  type Timer,
  type UrlPattern
} from '../../base/index.js'
import { parseTrust, type ReceiptTrust } from '../../receipts/index.js'
import { FlowError } from '../errors.js'
import { KEYS_LOOK_MS, MAX_KEYS_BYTES } from './upload-defaults.js'

export interface ReceiptKeysInit {
  /** Files are looked for there, where they are not absolute. */
  readonly home: string
  /** `URL-PATTERN=PEM FILE` each; see {@link parseReceiptKeys}. */
  readonly settings: readonly string[]
  readonly clock: Clock
  readonly logger: Logger
}

/** A file that cannot be used as it is now. */
export interface KeysProblem {
  readonly code: 'BAD_RECEIPT_KEY'
  /** As the settings name it. */
  readonly file: string
  readonly message: string
}

interface KeysFile {
  readonly name: string
  readonly pattern: UrlPattern
  trust: ReceiptTrust | undefined
  /** Size and time of what was read last. */
  version: string | undefined
  problem: string | undefined
}

export class ReceiptKeys {
  readonly #home: string
  readonly #logger: Logger
  readonly #files: KeysFile[]
  readonly #listeners = new Set<() => void>()
  readonly #timer: Timer
  #looking: Promise<void> | undefined

  private constructor({ home, settings, clock, logger }: ReceiptKeysInit) {
    this.#home = home
    this.#logger = logger.forComponent('upload')
    this.#files = settings.map(keysFile)
    this.#timer = setRepeating(clock, KEYS_LOOK_MS, () => void this.refresh())
  }

  /** What cannot be read is one of the {@link problems}. @throws {FlowError} `BAD_RECEIPT_KEY` for a setting that is none */
  static async open(init: ReceiptKeysInit): Promise<ReceiptKeys> {
    const keys = new ReceiptKeys(init)
    await keys.refresh()
    return keys
  }

  /** Of all patterns that name that URL. Undefined: no key says what a receipt for it is. */
  trustFor(targetUri: string): ReceiptTrust | undefined {
    const trusts = this.#of(targetUri).flatMap(({ trust }) => (trust === undefined ? [] : [trust]))
    if (trusts.length < 2) return trusts[0]
    return {
      keys: new Map(trusts.flatMap(({ keys }) => [...keys])),
      authorities: trusts.flatMap(({ authorities }) => authorities)
    }
  }

  problems(targetUri?: string): KeysProblem[] {
    const files = targetUri === undefined ? this.#files : this.#of(targetUri)
    return files.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [{ code: 'BAD_RECEIPT_KEY', file: name, message: problem }]
    )
  }

  /** Looks on the disk now. Never rejects. */
  refresh(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined))
    return this.#looking
  }

  /** Hears when keys have changed. @returns a function that ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  close(): void {
    this.#timer.cancel()
  }

  #of(targetUri: string): KeysFile[] {
    const url = parseUrl(targetUri)
    return url === undefined ? [] : this.#files.filter(({ pattern }) => matchesUrlPattern(url, pattern))
  }

  async #look(): Promise<void> {
    let hasChanged = false
    for (const file of this.#files) hasChanged = (await this.#read(file)) || hasChanged
    if (hasChanged) for (const listener of this.#listeners) listener()
  }

  /** @returns whether its keys are others now */
  async #read(file: KeysFile): Promise<boolean> {
    try {
      const path = resolve(this.#home, file.name)
      const { size, mtimeMs } = await stat(path)
      const version = `${size}/${mtimeMs}`
      if (version === file.version && file.problem === undefined) return false
      if (size > MAX_KEYS_BYTES) throw new RangeError(`it has over ${MAX_KEYS_BYTES} bytes`)
      file.trust = parseTrust(await readFile(path, 'utf8'))
      file.version = version
      if (file.problem !== undefined) this.#logger.info('keys of receipts can be read again', { file: file.name })
      file.problem = undefined
      return true
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const problem = WORDS[code ?? ''] ?? message
      if (problem !== file.problem)
        this.#logger.warn(`keys of receipts cannot be read: ${problem}`, { file: file.name })
      file.problem = problem
      return false
    }
  }
}

/** Of what people do most: what the system says names the whole path. */
const WORDS: { readonly [code: string]: string | undefined } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it'
}

/** @throws {FlowError} `BAD_RECEIPT_KEY` */
function keysFile(setting: string): KeysFile {
  const parsed = parseReceiptKeys(setting)
  if (parsed === undefined) throw new FlowError('BAD_RECEIPT_KEY', `upload.receipts: ${setting} is no PATTERN=FILE`)
  return { name: parsed.file, pattern: parsed.pattern, trust: undefined, version: undefined, problem: undefined }
}
