// When a file of a drop folder is complete, and what is done with it next (seeds/000: "a properly formatted XML file is placed in the
// upload directory"). A machine without IO: what is seen and what became of it goes in, what is to be done comes out.
import {
  DROP_PASSED_OVER_MS,
  DROP_QUIET_MS,
  DROP_RETRY_MS,
  DROP_WATCH_MS,
  MAX_DROP_QUIET_MS,
  MAX_SENDING_FILES,
  MAX_TAKEN_PER_LOOK
} from './drop-folder-defaults.js'

/** A regular file that lies in the folder. */
export interface SeenFile {
  readonly name: string
  readonly bytes: number
  /** When its bytes were changed last, ms. */
  readonly changedMs: number
  readonly inode: number
}

export type DropFolderInput =
  /** At the start: what a run before had taken. And in answer to `take`, with its `changes`. */
  | { readonly type: 'taken'; readonly id: string; readonly changes?: number }
  /** Or it cannot be moved or read: others go first. */
  | { readonly type: 'passed-over'; readonly name: string; readonly nowMs: number }
  /** Every `DROP_LOOK_MS`. */
  | { readonly type: 'looked'; readonly files: readonly SeenFile[]; readonly nowMs: number }
  /** The queue has it, durably. */
  | { readonly type: 'added'; readonly id: string; readonly nowMs: number }
  /** The queue does not take it now, or it could not be settled. */
  | { readonly type: 'put-off'; readonly id: string; readonly nowMs: number }
  /** Its upload is over, or it can never be one. */
  | { readonly type: 'over'; readonly id: string; readonly delivered: boolean; readonly nowMs: number }
  /** In answer to `check`: the file is as the queue has read it. */
  | { readonly type: 'same'; readonly id: string; readonly nowMs: number }
  /** Or it was written to since, and lies in the folder again. */
  | { readonly type: 'back'; readonly id: string; readonly file: SeenFile; readonly nowMs: number }

export type DropFolderOutput =
  /** Move it out of the folder, under an id of its own. */
  | { readonly type: 'take'; readonly file: SeenFile; readonly changes: number }
  /** Give it to the queue, under its id. */
  | { readonly type: 'add'; readonly id: string }
  /** Look whether it is as the queue has read it; if not, put it back into the folder, and end its upload. */
  | { readonly type: 'check'; readonly id: string }
  /** Move it to where people find it. */
  | { readonly type: 'settle'; readonly id: string; readonly to: 'sent' | 'failed' }

/** Names of what is not complete, as editors, browsers and copying programs call it, and of what is hidden. */
const LEFT_ALONE = /^\.|\.part$|\.tmp$|\.crdownload$|~$/i

/** Whether a name can be one of a file that is to go. */
export function isDropped(name: string): boolean {
  return !LEFT_ALONE.test(name)
}

/** As the last look saw it. */
interface Seen {
  readonly file: SeenFile
  /** Since when it is the same. */
  readonly sinceMs: number
  /** 0: nobody saw it change. Else 1, and one more for each time that it was taken and changed after that. */
  readonly changes: number
  /** It could not be taken: until when it is left alone. */
  readonly passedOverUntilMs?: number
}

interface Sending {
  readonly state: 'to-add' | 'added' | 'over'
  readonly delivered?: boolean
  readonly changes: number
  /** Until when it is looked at, and not settled. */
  readonly watchedUntilMs?: number | undefined
}

export class DropFolder {
  #seen = new Map<string, Seen>()
  readonly #sending = new Map<string, Sending>()
  #retryAtMs = -Infinity

  /** Whether what was taken waits for better times. */
  isPutOff(nowMs: number): boolean {
    return nowMs < this.#retryAtMs
  }

  handle(input: DropFolderInput): DropFolderOutput[] {
    switch (input.type) {
      case 'taken':
        this.#sending.set(input.id, { state: 'to-add', changes: input.changes ?? 0 })
        return [{ type: 'add', id: input.id }]
      case 'passed-over': {
        const seen = this.#seen.get(input.name)
        const passedOverUntilMs = input.nowMs + DROP_PASSED_OVER_MS
        if (seen !== undefined) this.#seen.set(input.name, { ...seen, passedOverUntilMs })
        return []
      }
      case 'looked':
        return [...this.#checks(input.nowMs), ...this.#looked(input.files, input.nowMs)]
      case 'added':
        this.#set(input.id, input.nowMs, { state: 'added' })
        return []
      case 'put-off':
        this.#sending.set(input.id, { state: 'to-add', changes: this.#sending.get(input.id)?.changes ?? 0 })
        this.#retryAtMs = input.nowMs + DROP_RETRY_MS
        return []
      case 'over':
        this.#set(input.id, input.nowMs, { state: 'over', delivered: input.delivered })
        return this.#sending.has(input.id) ? [{ type: 'check', id: input.id }] : []
      case 'same':
        return this.#same(input.id, input.nowMs)
      case 'back': {
        const changes = (this.#sending.get(input.id)?.changes ?? 0) + 1
        this.#sending.delete(input.id)
        this.#seen.set(input.file.name, { file: input.file, sinceMs: input.nowMs, changes })
        return []
      }
    }
  }

  #set(id: string, nowMs: number, change: Pick<Sending, 'state' | 'delivered'>): void {
    const before = this.#sending.get(id)
    if (before === undefined) return
    const { changes, watchedUntilMs = nowMs + DROP_WATCH_MS } = before
    this.#sending.set(id, { ...change, changes, watchedUntilMs })
  }

  #checks(nowMs: number): DropFolderOutput[] {
    const watched = [...this.#sending].filter(
      ([, { state, watchedUntilMs = -Infinity }]) => state === 'over' || (state === 'added' && nowMs < watchedUntilMs)
    )
    return watched.map(([id]) => ({ type: 'check', id }))
  }

  #same(id: string, nowMs: number): DropFolderOutput[] {
    const { state, delivered, watchedUntilMs = -Infinity } = this.#sending.get(id) ?? {}
    if (state !== 'over' || nowMs < watchedUntilMs) return []
    this.#sending.delete(id)
    return [{ type: 'settle', id, to: delivered === true ? 'sent' : 'failed' }]
  }

  /** What has been taken goes first: nothing more is, while the queue does not take that. */
  #looked(files: readonly SeenFile[], nowMs: number): DropFolderOutput[] {
    const before = this.#seen
    this.#seen = new Map(files.map((file) => [file.name, seenNow(before.get(file.name), file, nowMs)]))
    if (this.isPutOff(nowMs)) return []
    const sending = [...this.#sending]
    const waiting = sending.filter(([, { state }]) => state === 'to-add')
    if (waiting.length > 0) return waiting.map(([id]) => ({ type: 'add', id }))
    const room = Math.min(MAX_TAKEN_PER_LOOK, MAX_SENDING_FILES - sending.filter(isOnItsWay).length)
    return [...this.#seen.values()]
      .filter((seen) => before.get(seen.file.name) === seen && isComplete(seen, nowMs))
      .sort((one, other) => retriesOf(one) - retriesOf(other) || one.file.changedMs - other.file.changedMs)
      .slice(0, Math.max(0, room))
      .map(({ file, changes }) => ({ type: 'take', file, changes }))
  }
}

function isOnItsWay([, { state }]: [string, Sending]): boolean {
  return state !== 'over'
}

/** What could not be taken before holds nothing up. */
function retriesOf({ passedOverUntilMs }: Seen): number {
  return passedOverUntilMs === undefined ? 0 : 1
}

function seenNow(before: Seen | undefined, file: SeenFile, nowMs: number): Seen {
  if (before?.file.inode !== file.inode) return { file, sinceMs: nowMs, changes: 0 }
  const isSame = before.file.bytes === file.bytes && before.file.changedMs === file.changedMs
  return isSame ? before : { file, sinceMs: nowMs, changes: Math.max(1, before.changes) }
}

/** Complete is what has bytes, and was quiet for long enough; a file without bytes is one that somebody only begins to write. */
function isComplete({ file, sinceMs, changes, passedOverUntilMs = -Infinity }: Seen, nowMs: number): boolean {
  if (file.bytes === 0 || !isDropped(file.name) || nowMs < passedOverUntilMs) return false
  const quietMs = changes === 0 ? 0 : Math.min(DROP_QUIET_MS * 2 ** (changes - 1), MAX_DROP_QUIET_MS)
  return nowMs - sinceMs >= quietMs
}
