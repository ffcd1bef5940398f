// Uploads of one node: takes them over, keeps them, and has them go, through whichever of its groups. Spec: docs/protocols/upload.md.
import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { EventSource, raceSignal, setRepeating, type AbortOptions, type PeerId, type Timer } from '../../base/index.js'
import { FlowError } from '../errors.js'
import { DirectAttempts } from './direct-attempt.js'
import { groupTimeMs } from './group-time.js'
import { KnownRelays } from './known-relays.js'
import { newUpload } from './new-upload.js'
import { PendingBytes } from './pending-bytes.js'
import type { UploadRecord } from './queue-entry.js'
import { RelayAsks } from './relay-asks.js'
import { RelayLine } from './relay-line.js'
import { shownReceipt, shownUpload } from './shown-upload.js'
import { doneType } from './upload-done.js'
import {
  EXPIRY_LOOK_MS,
  MAX_JUDGED_LATER,
  MAX_OVER_UPLOADS,
  MAX_PENDING_UPLOADS,
  WAKE_EVERY_MS
} from './upload-defaults.js'
import { UploadQueue } from './upload-queue.js'
import type { RunHost } from './run-host.js'
import { UploadRun } from './upload-run.js'
import type { UploadGroup, UploadServiceInit } from './upload-service-init.js'
import { UploadTurns } from './upload-turns.js'
import type { Upload, UploadCounts, UploadId, UploadInit, UploadReceipt, Uploads } from './uploads.js'

export class UploadService implements Uploads {
  readonly #init: UploadServiceInit
  readonly #queue: UploadQueue
  readonly #host: RunHost
  readonly #turns: UploadTurns<UploadRun>
  readonly #asks: RelayAsks
  readonly #known = new KnownRelays()
  readonly #direct: DirectAttempts
  readonly #groups = new Map<string, UploadGroup>()
  readonly #forgetGroup = new Map<string, () => void>()
  readonly #pending = new Map<UploadId, UploadRun>()
  /** Being written: an id is taken once. */
  readonly #adding = new Map<UploadId, Promise<Upload>>()
  #addingCount = 0
  readonly #over = new Map<UploadId, Upload>()
  /** Of the run before, which are still to be read: they go before what is added meanwhile. */
  #unread: number
  #isRead = false
  readonly whenRead: Promise<void>
  readonly #holders = new Map<PeerId, Set<UploadRun>>()
  readonly #present = new Set<PeerId>()
  readonly #events = new EventSource<{ change: Upload }>()
  readonly #closing = new AbortController()
  readonly #forget: (() => void)[]
  readonly #counts = {
    added: 0,
    delivered: 0,
    deliveredBytes: 0,
    deliveredByMembers: 0,
    refused: 0,
    expired: 0,
    unproved: 0,
    damaged: 0
  }
  readonly #bytes = new PendingBytes()
  #wake: Timer | undefined
  readonly #timers = new Set<Timer>()
  #isClosed = false

  private constructor(init: UploadServiceInit, queue: UploadQueue) {
    this.#init = { ...init, logger: init.logger.forComponent('upload') }
    this.#queue = queue
    setMaxListeners(0, this.#closing.signal) // Each who watches.
    this.#direct = new DirectAttempts(init.line)
    const { clock, random, origins, keys, blackList } = init
    const groups = this.#groups
    this.#asks = new RelayAsks({ clock, groups, known: this.#known })
    this.#turns = new UploadTurns((run) => this.#giveTurn(run))
    const parts = { clock, random, origins, keys, blackList, queue, groups }
    this.#host = {
      ...{ ...parts, direct: this.#direct, known: this.#known, asks: this.#asks },
      logger: this.#init.logger,
      relays: new RelayLine(groups),
      wantTurn: (run) => this.#turns.want(run),
      changed: (run) => this.#changed(run),
      later: (inMs, work) => this.#later(inMs, work),
      unproved: () => void this.#counts.unproved++
    }
    const expiry = setRepeating(clock, EXPIRY_LOOK_MS, () => this.#expire())
    this.#forget = [() => expiry.cancel(), keys.onChange(() => this.retryNow())]
    this.#unread = queue.waitedBefore
    this.whenRead = this.#takeUp()
    this.whenRead.catch(() => {}) // Whoever opened it waits for it too.
  }

  /** Takes uploads at once, and goes on with what was there when this node stopped: {@link whenRead}. @throws {FlowError} `UPLOAD_DISK` */
  static async open(init: UploadServiceInit): Promise<UploadService> {
    return new UploadService(init, await UploadQueue.open(join(init.home, 'upload-queue')))
  }

  get isRead(): boolean {
    return this.#isRead
  }

  /** Members of that group may take uploads over. */
  attach(group: UploadGroup): void {
    const { graph, onTold } = group.group
    this.#groups.set(group.id, group)
    const forget = [
      onTold.call(group.group, doneType, ({ creator, data }) => {
        this.#pending.get(doneType.codec.decode(data).id)?.give({ type: 'told-done', peer: creator })
      }),
      graph.on('presence:change', (peer) => this.#look(peer))
    ]
    this.#forgetGroup.set(group.id, () => forget.forEach((end) => end()))
    for (const { peer } of graph.present()) this.#look(peer)
    this.#wakeSoon()
  }

  #later(inMs: number, work: () => Promise<void>): void {
    if (this.#timers.size >= MAX_JUDGED_LATER) return
    const timer = this.#init.clock.setTimer(inMs, () => {
      this.#timers.delete(timer)
      void work()
    })
    this.#timers.add(timer)
  }

  /** It is being closed. */
  detach(groupId: string): void {
    this.#forgetGroup.get(groupId)?.()
    this.#forgetGroup.delete(groupId)
    this.#groups.delete(groupId)
    for (const peer of [...this.#present]) this.#look(peer)
  }

  /** What is to go stays on the disk. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#closing.abort(closed())
    for (const groupId of [...this.#groups.keys()]) this.detach(groupId)
    for (const forget of this.#forget) forget()
    this.#wake?.cancel()
    for (const timer of this.#timers) timer.cancel()
    this.#turns.close()
    this.#asks.close()
    for (const run of this.#pending.values()) run.stop()
    await Promise.allSettled([...this.#adding.values(), this.whenRead])
    await this.#queue.close()
  }

  async add(init: UploadInit, { signal }: AbortOptions = {}): Promise<Upload> {
    signal?.throwIfAborted()
    if (init.id !== undefined && !this.#isRead) await raceSignal(this.whenRead, signal)
    if (this.#isClosed) throw closed()
    const known = init.id === undefined ? undefined : (this.#adding.get(init.id) ?? this.get(init.id))
    if (known !== undefined) return await known
    if (this.#pending.size + this.#unread + this.#addingCount >= MAX_PENDING_UPLOADS) {
      throw new FlowError('TOO_MANY_UPLOADS', `${MAX_PENDING_UPLOADS} uploads wait already`)
    }
    this.#bytes.check()
    const adding = this.#add(init, signal)
    if (init.id === undefined) return await adding
    const { id } = init
    this.#adding.set(id, adding)
    try {
      return await adding
    } finally {
      this.#adding.delete(id)
    }
  }

  get(id: UploadId): Upload | undefined {
    const run = this.#pending.get(id)
    return run === undefined ? this.#over.get(id) : shown(run)
  }

  list(): Upload[] {
    const all = [...[...this.#pending.values()].map(shown), ...this.#over.values()]
    return all.sort((a, b) => a.addedAtMs - b.addedAtMs)
  }

  async cancel(id: UploadId): Promise<Upload> {
    const known = this.#required(id)
    const run = this.#pending.get(id)
    if (run === undefined) return known
    const over = new Promise<Upload>((resolve) => {
      const forget = this.onChange((upload) => {
        if (upload.id !== id || this.#pending.has(id)) return
        forget()
        resolve(upload)
      })
    })
    run.give({ type: 'cancel' })
    return await raceSignal(over, this.#closing.signal)
  }

  retryNow(id?: UploadId): void {
    if (id !== undefined) this.#required(id)
    this.#direct.forget()
    const runs = id === undefined ? [...this.#pending.values()] : [this.#pending.get(id)]
    for (const run of runs) run?.give({ type: 'retry-now' })
  }

  async receipt(id: UploadId): Promise<UploadReceipt | undefined> {
    this.#required(id)
    const record = this.#over.has(id) ? await this.#queue.read(id) : undefined
    return record === undefined ? undefined : shownReceipt(record)
  }

  onChange(listener: (upload: Upload) => void): () => void {
    return this.#events.on('change', listener)
  }

  get closing(): AbortSignal {
    return this.#closing.signal
  }

  get counts(): UploadCounts {
    return { pending: this.#pending.size, pendingBytes: this.#bytes.waiting, ...this.#counts }
  }

  async #add(init: UploadInit, signal: AbortSignal | undefined): Promise<Upload> {
    const { settings, keys, refusal, line, random, clock } = this.#init
    this.#addingCount++
    try {
      await keys.refresh()
      const nowMs = groupTimeMs(clock, this.#groups)
      const usesOwnLine = line.state !== 'off'
      const { fixed, source } = await newUpload(init, { settings, keys, refusal, usesOwnLine, random, nowMs })
      return await this.#bytes.taking(source, async (counted) => {
        const facts = await this.#queue.add(fixed, counted, signal)
        this.#counts.added++
        this.#bytes.waits(facts.bytes)
        return shown(this.#begin({ facts, state: 'pending', attempts: [], attemptCount: 0, held: [] }))
      })
    } finally {
      this.#addingCount--
    }
  }

  /** Beside all else: a long queue takes a while. */
  async #takeUp(): Promise<void> {
    const records: UploadRecord[] = []
    const found = (record: UploadRecord): void => {
      records.push(record)
      if (record.state === 'pending') this.#bytes.waits(record.facts.bytes)
    }
    const damaged = await this.#queue.find(found, this.#closing.signal)
    if (this.#isClosed) throw closed()
    const [begun, ended] = [[...this.#pending.values()], [...this.#over]]
    this.#over.clear()
    ;[this.#isRead, this.#unread] = [true, 0]
    this.#goOn(records, damaged)
    for (const [id, upload] of ended) this.#over.set(id, upload) // The oldest are forgotten first.
    for (const run of begun) run.start()
  }

  #goOn(records: UploadRecord[], damaged: readonly string[]): void {
    const { logger } = this.#init
    this.#counts.damaged = damaged.length
    for (const name of damaged)
      logger.warn('a file of the queue cannot be read: it is in upload-queue/damaged', { name })
    for (const record of records.sort((a, b) => a.facts.addedAtMs - b.facts.addedAtMs)) {
      const { state, facts } = record
      if (state === 'pending') this.#begin(record)
      else
        this.#over.set(
          facts.id,
          shownUpload(record, { state }, (atMs) => atMs)
        )
    }
    this.#forgetOld()
    this.#forgetOldest()
  }

  #begin(record: UploadRecord): UploadRun {
    const run = new UploadRun(record, this.#host)
    this.#pending.set(record.facts.id, run)
    if (this.#isRead && !this.#isClosed) run.start() // Else those of before are first.
    return run
  }

  #giveTurn(run: UploadRun): void {
    const { keys, clock } = this.#init
    const { direct, url } = run.record.facts
    run.give({
      type: 'turn',
      mayGoDirectly: direct && this.#direct.mayTry(run.origin, clock.monotonicMs()),
      mayGoByMembers: keys.trustFor(url) !== undefined
    })
  }

  #changed(run: UploadRun): void {
    const { facts, state } = run.record
    this.#turns.changed(run)
    for (const [peer, runs] of this.#holders) {
      if (runs.has(run) && !run.holders.includes(peer)) runs.delete(run)
      if (runs.size === 0) this.#holders.delete(peer)
    }
    for (const peer of run.holders) {
      const runs = this.#holders.get(peer) ?? new Set()
      this.#holders.set(peer, runs.add(run))
    }
    if (state !== 'pending' && run.place.state === state) this.#end(run)
    const upload = this.get(facts.id)
    if (upload !== undefined) this.#events.emit('change', upload)
  }

  #end(run: UploadRun): void {
    const { facts, state, receipt } = run.record
    this.#pending.delete(facts.id)
    this.#bytes.left(facts.bytes)
    this.#over.set(facts.id, shown(run))
    this.#forgetOldest()
    if (state === 'delivered') {
      this.#counts.delivered++
      this.#counts.deliveredBytes += facts.bytes
      if (receipt?.by !== undefined) this.#counts.deliveredByMembers++
    } else if (state === 'refused' || state === 'expired') this.#counts[state]++
  }

  /** What is over is remembered for as long again as one is tried. */
  #forgetOld(): void {
    const nowMs = this.#init.clock.nowMs()
    for (const [id, { addedAtMs, expiresAtMs }] of this.#over) {
      if (2 * expiresAtMs - addedAtMs <= nowMs) this.#forgetOne(id)
    }
  }

  #forgetOldest(): void {
    for (const id of this.#over.keys()) {
      if (this.#over.size <= MAX_OVER_UPLOADS) return
      this.#forgetOne(id)
    }
  }

  #forgetOne(id: UploadId): void {
    this.#over.delete(id)
    this.#queue.forget(id).catch(() => {}) // The disk fails: a later start forgets it.
  }

  #expire(): void {
    for (const run of [...this.#pending.values()]) if (run.isExpired) run.give({ type: 'expire' })
    this.#forgetOld()
  }

  /** Whether it is here, as any group says. */
  #look(peer: PeerId): void {
    const said = [...this.#groups.values()].flatMap(
      ({ group }) => group.graph.present().find((one) => one.peer === peer) ?? []
    )
    const isHere = said.length > 0
    const isNew = isHere && !this.#present.has(peer)
    if (isHere) this.#present.add(peer)
    else {
      this.#present.delete(peer)
      this.#known.gone(peer)
    }
    for (const run of [...(this.#holders.get(peer) ?? [])]) run.give({ type: 'presence', peer, isHere })
    if (isNew && said.some(({ uplink }) => uplink !== 'no')) this.#wakeSoon()
  }

  /** Those that wait try it again: somebody is new here, or a group is. */
  #wakeSoon(): void {
    this.#wake ??= this.#init.clock.setTimer(WAKE_EVERY_MS, () => {
      this.#wake = undefined
      for (const run of [...this.#pending.values()]) run.give({ type: 'wake' })
    })
  }

  /** @throws {FlowError} `NO_UPLOAD` */
  #required(id: UploadId): Upload {
    const upload = this.get(id)
    if (upload === undefined) throw new FlowError('NO_UPLOAD', `there is no upload ${id}`)
    return upload
  }
}

function closed(): FlowError {
  return new FlowError('CLOSED', 'the upload service is stopping')
}

function shown(run: UploadRun): Upload {
  return shownUpload(run.record, run.place, (atMs) => run.wallMs(atMs))
}
