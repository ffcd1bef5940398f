// One carried upload while its group is open: does what its machine says, on the disk, towards the backend and towards its asker.
import type { Clock, Logger, PeerId, Random, Timer } from '../../base/index.js'
import { CARRIED_OVERHEAD_BYTES } from './carried-defaults.js'
import type { RoomTaken } from './carried-room.js'
import type { CarriedStore, StoredUpload } from './carried-store.js'
import {
  CarriedUpload,
  type CarriedInput,
  type CarriedOutcome,
  type CarriedOutput,
  type CarriedState,
  type TryResult
} from './carried-upload.js'
import type { CarryGroup } from './carry-group.js'
import { forward } from './forward.js'
import type { ForwardTurns } from './forward-turns.js'
import type { OfflinePause } from './offline-pause.js'
import { signReturn, type BackendAnswer, type Return } from './statements.js'
import type { UploadRate } from './upload-rate.js'
import { doneType } from './upload-done.js'

/** What all runs of a node share. */
export interface CarriedShared {
  readonly store: CarriedStore
  readonly turns: ForwardTurns
  readonly rate: UploadRate
  readonly offline: OfflinePause
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  /** From one run of the uploader to the next, ms; 0: it sends at once. */
  readonly everyMs: number
  /** What is sent for that member, as fast as its share of this machine's line lets it. */
  share(content: AsyncIterable<Uint8Array>, member: PeerId, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** The disk did not take, or took again, what became of an upload. */
  onDisk(error: unknown): void
}

export interface CarriedRunInit {
  readonly shared: CarriedShared
  readonly group: CarryGroup
  readonly stored: StoredUpload
  readonly taken: RoomTaken
  /** It has come to its end: counted by who keeps it. */
  onReturn(outcome: CarriedOutcome['type']): void
  /** @param gone resolves when nothing of it is on the disk any more */
  onForget(gone: Promise<void>): void
}

export class CarriedRun {
  readonly #init: CarriedRunInit
  readonly #machine: CarriedUpload
  /** Peer time as it was then goes on by a clock that does not jump. */
  readonly #aheadMs: number
  #returned: StoredUpload['returned']
  /** Signed, and not on the disk yet. */
  #unwritten: Uint8Array | undefined
  #written: Promise<void> = Promise.resolve()
  /** Its content lies here though it is over. */
  #hasContent = false
  #returnBytes = 0
  #trying: { readonly end: AbortController; readonly ended: Promise<void> } | undefined
  #timer: Timer | undefined
  #isStopped = false

  constructor(init: CarriedRunInit) {
    this.#init = init
    const { shared, group, stored } = init
    this.#aheadMs = group.group.peerTimeMs() - shared.clock.monotonicMs()
    this.#returned = stored.returned
    this.#machine = new CarriedUpload({
      deadlineMs: stored.acceptance.deadlineMs,
      firstTryMs: nextRunMs(stored.acceptance.acceptedMs, shared.everyMs),
      returned: stored.returned,
      random: shared.random
    })
  }

  /** As it is on the disk now. */
  get stored(): StoredUpload {
    return { ...this.#init.stored, returned: this.#returned }
  }

  get state(): CarriedState {
    return this.#machine.state
  }

  get isUnderWay(): boolean {
    return this.#machine.isUnderWay
  }

  give(input: CarriedInput): void {
    if (this.#isStopped) return
    for (const output of this.#machine.handle(input, this.#nowMs())) this.#do(output)
  }

  /** What became of it, signed: once it is not under way any more. */
  async returned(): Promise<Uint8Array> {
    const { shared, stored } = this.#init
    if (this.#unwritten !== undefined) return this.#unwritten
    const written = await shared.store.readReturn(stored)
    if (written !== undefined) return written
    // It was there, and is not any more: the asker may know, rather than wait.
    return this.#sign({ type: 'given-back', reason: 'damaged' })
  }

  /** Sends it once more, for who doubts the answer. Undefined: its content is not here any more, or its backend does not answer. */
  async again(signal: AbortSignal): Promise<BackendAnswer | undefined> {
    const { shared, stored } = this.#init
    const { order, asker } = stored
    if (!this.#hasContent) return undefined
    const result = await shared.turns.run(order.targetUri, asker, () => this.#forward(signal), signal)
    return result.type === 'answered' ? result.answer : undefined
  }

  /** Of an upload that is over: what became of it stays. */
  letContentGo(): void {
    if (!this.#hasContent) return
    const { shared, stored, taken } = this.#init
    this.#hasContent = false
    taken.resize(this.#returnBytes + CARRIED_OVERHEAD_BYTES)
    this.#written = this.#written.then(async () => {
      if (this.#unwritten === undefined) await shared.store.removeContent(stored)
    })
  }

  /** What lies on the disk stays there. Resolves when nothing of it runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#timer?.cancel()
    this.#trying?.end.abort(new Error('this node is stopping'))
    await this.#trying?.ended
    await this.#written
  }

  #do(output: CarriedOutput): void {
    switch (output.type) {
      case 'set-timer':
        return this.#setTimer(output.atMs)
      case 'try': {
        const end = new AbortController()
        this.#trying = { end, ended: this.#try(end.signal) }
        return
      }
      case 'end-try':
        return this.#trying?.end.abort(new Error('its time is over'))
      case 'return':
        return this.#return(output.outcome)
      case 'tell':
        return void this.#written.then(() => this.#tell())
      case 'forget':
        return this.#forget()
    }
  }

  #setTimer(atMs: number): void {
    this.#timer?.cancel()
    this.#timer = this.#init.shared.clock.setTimer(Math.max(0, atMs - this.#nowMs()), () =>
      this.give({ type: 'timer' })
    )
  }

  async #try(signal: AbortSignal): Promise<void> {
    const { shared, stored } = this.#init
    const { order, asker } = stored
    const result = await shared.turns
      .run(order.targetUri, asker, () => this.#forward(signal), signal)
      .catch((error: unknown): TryResult => {
        if (!signal.aborted) shared.logger.warn(`an upload of ${asker} could not be tried: ${String(error)}`)
        return { type: 'failed', reason: 'unreachable' }
      })
    if (signal.aborted) return
    if (result.type === 'failed' && result.reason === 'damaged') await shared.store.setContentAside(stored)
    this.give({ type: 'tried', result })
  }

  async #forward(signal: AbortSignal): Promise<TryResult> {
    const { shared, stored, group } = this.#init
    const { store, rate, offline, clock } = shared
    const { order, asker } = stored
    const content = shared.share(store.content(stored, signal), asker, signal)
    const { result, sentMs } = await forward({ order, content, origins: group.origins, clock, signal })
    if (result.type === 'answered') offline.end()
    else if (result.reason === 'offline') offline.begin()
    // A refusal may come before the content was read.
    const isTaken = result.type === 'answered' && result.answer.status < 300
    if (isTaken && sentMs !== undefined) rate.note(order.bytes, sentMs)
    return result
  }

  #return(outcome: CarriedOutcome): void {
    const { shared, stored, taken, onReturn } = this.#init
    const statement = this.#sign(outcome)
    this.#returned = { type: outcome.type, atMs: this.#nowMs() }
    this.#unwritten = statement
    this.#returnBytes = statement.byteLength
    this.#hasContent = true
    taken.resize(stored.order.bytes + this.#returnBytes + CARRIED_OVERHEAD_BYTES)
    onReturn(outcome.type)
    this.#written = shared.store.putReturn(stored, statement).then(
      () => {
        this.#unwritten = undefined
        shared.onDisk(undefined)
      },
      // The asker gets it all the same; if this node stops before, it carries the upload again.
      (error: unknown) => shared.onDisk(error)
    )
    // What did not get there is its asker's to bring again. An answer may be doubted (`again`).
    if (outcome.type === 'given-back') this.letContentGo()
  }

  #sign(outcome: CarriedOutcome): Uint8Array {
    const { stored, group } = this.#init
    const { asker, acceptance } = stored
    const said = { orderSha256: acceptance.orderSha256, atMs: this.#nowMs() }
    const returned: Return =
      outcome.type === 'answered'
        ? { type: 'answered', ...said, ...outcome.answer }
        : { type: 'given-back', ...said, reason: outcome.reason }
    const { idBytes, keyPair } = group.group
    return signReturn(returned, { group: idBytes, asker, keyPair })
  }

  /** Its asker also asks by itself: what cannot be told is not told. */
  async #tell(): Promise<void> {
    const { stored, group, shared } = this.#init
    const { asker, order } = stored
    const isHere = group.group.graph.present().some(({ peer }) => peer === asker)
    if (this.#isStopped || !isHere) return
    await group.group.tell(asker, doneType, { data: { id: order.id } }).catch((error: unknown) => {
      shared.logger(`${asker} was not told that its upload is over: ${String(error)}`)
    })
  }

  #forget(): void {
    const { shared, stored, taken, onForget } = this.#init
    this.#timer?.cancel()
    this.#written = this.#written
      .then(() => this.#trying?.ended)
      .then(() => shared.store.forget(stored.name))
      .finally(() => taken.release())
    onForget(this.#written)
  }

  #nowMs(): number {
    return Math.floor(this.#init.shared.clock.monotonicMs() + this.#aheadMs)
  }
}

/** The uploader's runs are at whole multiples of that time. */
function nextRunMs(sinceMs: number, everyMs: number): number {
  return everyMs === 0 ? sinceMs : Math.ceil(sinceMs / everyMs) * everyMs
}
