// Sends out what people put into a folder, and puts it where they see what became of it: looks, moves, and asks the queue.
import { resolve } from 'node:path'
import { setRepeating, toHex, type Clock, type Logger, type Random, type Timer } from '../base/index.js'
import type { Upload, Uploads } from '../flows/index.js'
import { DROP_LOOK_MS, MAX_NAMES_PER_LOOK, MAX_PASSED_OVER_LOGGED } from './drop-folder-defaults.js'
import { DropFolder, type DropFolderInput, type DropFolderOutput, type SeenFile } from './drop-folder.js'
import { CannotTake, DropFolderFiles, type Settlement } from './drop-folder-files.js'
import { describeError, systemWords } from './errors.js'
import { mediaTypeOf } from './media-type.js'
import { receiptMessage } from './receipt-message.js'

/** Of uploads that come from a folder. */
const FOLDER_OWNER = 'folder'
const ID_BYTES = 16
/** What the queue, or the folder's disk, says no to that may become right without the file: settings, room. */
const FOR_NOW: ReadonlySet<string> = new Set([
  ...['NO_RECEIPT_KEY', 'BAD_RECEIPT_KEY', 'BAD_SEAL_KEY', 'TOO_MANY_UPLOADS', 'UPLOAD_DISK', 'CLOSED'],
  ...['ORIGIN_REFUSED', 'ENOSPC', 'EDQUOT']
])

export interface DropFolderInit {
  readonly home: string
  /** Where its files go. */
  readonly url: string
  /** Of the home where it is not absolute. */
  readonly folder: string
  readonly uploads: Uploads
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

export class DropFolderDriver {
  readonly #init: DropFolderInit
  readonly #files: DropFolderFiles
  readonly #folder = new DropFolder()
  readonly #log: Logger
  readonly #timer: Timer
  readonly #stopListening: () => void
  /** Why what is over is no upload. */
  readonly #refused = new Map<string, string>()
  /** Why files that lie in the folder cannot be taken, by their names. */
  readonly #passedOver = new Map<string, string>()
  readonly #stop = new AbortController()
  #turn: Promise<void> = Promise.resolve()
  #isLooking = false
  #problem: string | undefined

  private constructor(init: DropFolderInit, files: DropFolderFiles) {
    this.#init = init
    this.#files = files
    this.#log = init.logger.forComponent('drop-folder')
    if (files.warning !== undefined) this.#log.warn(`${files.path}: ${files.warning}`)
    this.#stopListening = init.uploads.onChange((upload) => this.#changed(upload))
    this.#timer = setRepeating(init.clock, DROP_LOOK_MS, () => void this.#look())
  }

  /** Goes on with what a run before had taken. @throws {Error} that says why the folder cannot be used */
  static async open(init: DropFolderInit): Promise<DropFolderDriver> {
    const files = await DropFolderFiles.open(resolve(init.home, init.folder), init.home)
    const driver = new DropFolderDriver(init, files)
    for (const id of await files.sending()) void driver.#do({ type: 'taken', id })
    void driver.#look()
    return driver
  }

  get path(): string {
    return this.#files.path
  }

  get url(): string {
    return this.#init.url
  }

  /** Why it does not get on, in words; undefined: it does. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** Files that cannot be taken, while others go, in words; undefined: there are none. */
  get passedOver(): string | undefined {
    const [first] = this.#passedOver
    if (first === undefined) return undefined
    const more = this.#passedOver.size - 1
    return `${quoted(first[0])} ${first[1]}${more === 0 ? '' : `; and ${more} more`}`
  }

  /** Resolves when nothing of it runs. Safe to call twice. */
  async close(): Promise<void> {
    this.#stop.abort(new Error('the node stops'))
    this.#timer.cancel()
    this.#stopListening()
    await this.#turn
  }

  /** One at a time: a look waits for none that takes long. */
  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    await this.#inTurn(async () => {
      const { files, hasMore } = await this.#files.look((name) => this.#passedOver.has(name))
      const names = new Set(files.map(({ name }) => name))
      for (const name of this.#passedOver.keys()) if (!names.has(name)) this.#passedOver.delete(name)
      const nowMs = this.#nowMs()
      await this.#carryOut({ type: 'looked', files, nowMs })
      if (hasMore)
        this.#say(
          `more than ${MAX_NAMES_PER_LOOK} names lie there, and the others are not seen: take out what is not to go`
        )
      else if (!this.#folder.isPutOff(nowMs)) this.#problem = undefined
    })
    this.#isLooking = false
  }

  #changed(upload: Upload): void {
    if (upload.owner === FOLDER_OWNER && isEnd(upload)) void this.#do(this.#overOf(upload))
  }

  #do(input: DropFolderInput): Promise<void> {
    return this.#inTurn(() => this.#carryOut(input))
  }

  /** What fails is said once, until something else is. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      if (this.#stop.signal.aborted) return
      try {
        await work()
      } catch (error) {
        this.#say(systemWords(describeError(error).message))
      }
    })
    return this.#turn
  }

  async #carryOut(input: DropFolderInput): Promise<void> {
    for (const output of this.#folder.handle(input)) {
      if (this.#stop.signal.aborted) return
      await this.#carryOutOne(output)
    }
  }

  async #carryOutOne(output: DropFolderOutput): Promise<void> {
    switch (output.type) {
      case 'take':
        return await this.#take(output.file, output.changes)
      case 'add':
        return await this.#carryOut(await this.#add(output.id))
      case 'check':
        return await this.#check(output.id)
      case 'settle':
        try {
          const settlement = await this.#settlement(output.id, output.to)
          await this.#files.settle(output.id, settlement)
          if (output.to === 'failed')
            this.#log.warn(`a file in ${this.path} was not sent: see failed/${settlement.name}.txt`)
          this.#refused.delete(output.id)
        } catch (error) {
          this.#say(systemWords(describeError(error).message))
          await this.#carryOut({ type: 'put-off', id: output.id, nowMs: this.#nowMs() })
        }
    }
  }

  async #take(file: SeenFile, changes: number): Promise<void> {
    const id = toHex(this.#init.random.bytes(ID_BYTES))
    const { name } = file
    try {
      const isTaken = await this.#files.take(file, id)
      this.#passedOver.delete(name)
      if (isTaken) await this.#carryOut({ type: 'taken', id, changes })
    } catch (error) {
      if (!(error instanceof CannotTake)) throw error
      const isNew = this.#passedOver.get(name) !== error.message
      this.#passedOver.set(name, error.message)
      if (isNew && this.#passedOver.size <= MAX_PASSED_OVER_LOGGED)
        this.#log.warn(`a file in ${this.path} is passed over: ${quoted(name)} ${error.message}`)
      await this.#carryOut({ type: 'passed-over', name, nowMs: this.#nowMs() })
    }
  }

  /** @returns what became of it */
  async #add(id: string): Promise<DropFolderInput> {
    const file = await this.#files.fileOf(id)
    try {
      if (file?.isRegular !== true) throw new Error('it is no regular file')
      const { name, bytes } = file
      const { uploads, url } = this.#init
      const source = this.#files.bytes(id)
      const init = { id, url, name, owner: FOLDER_OWNER, source, bytes, contentType: mediaTypeOf(name) }
      const upload = await uploads.add(init, { signal: this.#stop.signal })
      return isEnd(upload) ? this.#overOf(upload) : { type: 'added', id, nowMs: this.#nowMs() }
    } catch (error) {
      const { code, message } = describeError(error)
      if (FOR_NOW.has(code) || this.#stop.signal.aborted) {
        this.#say(message)
        return { type: 'put-off', id, nowMs: this.#nowMs() }
      }
      this.#refused.set(id, `${systemWords(message)} (${code})`)
      return { type: 'over', id, delivered: false, nowMs: this.#nowMs() }
    }
  }

  /** Who had it open when it was taken may write on into it: what the queue has is then a part, and the whole is to go. */
  async #check(id: string): Promise<void> {
    try {
      if (await this.#files.isAsRead(id)) return await this.#carryOut({ type: 'same', id, nowMs: this.#nowMs() })
      const { uploads } = this.#init
      const upload = uploads.get(id)
      // Not waited for: what comes of it is told to nobody.
      if (upload !== undefined && !isEnd(upload)) uploads.cancel(id).catch(() => {})
      const file = await this.#files.putBack(id)
      if (file === undefined) return
      this.#refused.delete(id)
      this.#log.warn(`a file in ${this.path} was written to after it had been taken: it goes again, whole`, {
        upload: id
      })
      await this.#carryOut({ type: 'back', id, file, nowMs: this.#nowMs() })
    } catch (error) {
      // It stays where it is; a disk that is away is said by the look.
      this.#log(`${this.path}: ${systemWords(describeError(error).message)}`)
    }
  }

  async #settlement(id: string, to: Settlement['to']): Promise<Settlement> {
    const { uploads } = this.#init
    const upload = uploads.get(id)
    if (upload === undefined) return { to, name: id.slice(0, 8), notes: { txt: `${this.#refused.get(id) ?? ''}\n` } }
    const receipt = await uploads.receipt(id)
    return {
      to,
      name: `${stampOf(upload.addedAtMs)}-${id.slice(0, 8)}`,
      notes: {
        ...(receipt && { http: receiptMessage(receipt) }),
        ...(to === 'failed' && { txt: `${whyNot(upload)}\n` })
      }
    }
  }

  #overOf({ id, state }: Upload): DropFolderInput {
    return { type: 'over', id, delivered: state === 'delivered', nowMs: this.#nowMs() }
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }

  #say(problem: string): void {
    if (problem === this.#problem) return
    this.#problem = problem
    this.#log.warn(`files in ${this.path} do not go out: ${problem}`)
  }
}

/** Other users choose names: they must not steer the terminal. */
function quoted(name: string): string {
  return `"${name.replace(/\p{Cc}/gu, '?')}"`
}

function isEnd({ state }: Upload): boolean {
  return state === 'delivered' || state === 'refused' || state === 'cancelled' || state === 'expired'
}

function whyNot({ url, state, outcome, attempts }: Upload): string {
  const last = attempts.at(-1)
  const words = {
    refused: `the backend of ${url} refuses it with status ${outcome?.status}`,
    cancelled: 'it was cancelled',
    expired: `${url} could not be reached in time${last === undefined ? '' : `; at last: ${last.detail}`}`
  }
  return state in words ? words[state as keyof typeof words] : state
}

/** `20261123T004012Z`: it sorts, and every file system takes it. */
function stampOf(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d+/g, '')
}
