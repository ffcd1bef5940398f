// Carries out what the machine of resolving says: reads and writes the records by which peers are looked for.
import { publicKeyFromPeerId, raceSignal, type Clock, type Logger, type PeerId, type Timer } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import type { Store } from '../store/index.js'
import { MAX_RESOLVE_WAIT_MS, RESOLVE_WAIT_MS } from './defaults.js'
import { GraphError, reasonOf } from './errors.js'
import type { ResolveOptions } from './graph.js'
import { ResolveMachine, type ResolveInput, type ResolveOutput } from './resolve.js'
import { readSought, soughtId, soughtType } from './sought.js'

export interface ResolveInit {
  self: PeerId
  store: Pick<Store, 'on' | 'get' | 'add' | 'update'>
  /** What is known here on the word of members, or proven by a link: the best first. */
  addressesOf(peer: PeerId): readonly string[]
  /** What anybody says: better than nothing. */
  hintsOf(peer: PeerId): readonly string[]
  isMember(peer: PeerId): boolean
  /** A member looks for us. */
  onSought(): void
  clock: Clock
  logger: Logger
}

interface Waiting {
  answer(addresses: readonly string[]): void
  fail(error: GraphError): void
}

export class ResolveDriver {
  readonly #init: ResolveInit
  readonly #machine: ResolveMachine
  readonly #waiting = new Map<number, Waiting>()
  readonly #forget: (() => void)[]
  #lastId = 0
  #tick: Timer | undefined
  #isClosed = false

  constructor(init: ResolveInit) {
    this.#init = init
    this.#machine = new ResolveMachine(init.self)
    const heard = (record: GroupRecord): void => this.#heard(record)
    this.#forget = [init.store.on('record:add', heard), init.store.on('record:update', heard)]
  }

  /** See `RunningGraph.resolve`. */
  async resolve(peer: PeerId, { signal, waitMs = RESOLVE_WAIT_MS }: ResolveOptions = {}): Promise<readonly string[]> {
    if (this.#isClosed) throw closed()
    signal?.throwIfAborted()
    if (publicKeyFromPeerId(peer) === undefined) throw invalid('that is no peer id')
    if (!(waitMs >= 0 && waitMs <= MAX_RESOLVE_WAIT_MS)) throw invalid(`a wait is 0 to ${MAX_RESOLVE_WAIT_MS} ms`)
    const id = ++this.#lastId
    const answered = new Promise<readonly string[]>((answer, fail) => this.#waiting.set(id, { answer, fail }))
    const { self, addressesOf, isMember } = this.#init
    // Only members have presences; and we know best where we are.
    const isWorthAsking = peer !== self && isMember(peer)
    this.#give({
      ...{ type: 'ask', id, peer, addresses: addressesOf(peer) },
      ...{ waitMs: isWorthAsking ? waitMs : 0, nowMs: this.#nowMs() }
    })
    try {
      return await raceSignal(answered, signal)
    } finally {
      this.#waiting.delete(id)
      this.#give({ type: 'given-up', id, nowMs: this.#nowMs() })
    }
  }

  /** Something was heard of where a peer is. */
  learned(peer: PeerId): void {
    if (!this.#machine.isAskedFor(peer)) return
    this.#give({ type: 'found', peer, addresses: this.#init.addressesOf(peer), nowMs: this.#nowMs() })
  }

  /** Who still waits is told `CLOSED`. */
  close(): void {
    this.#isClosed = true
    this.#tick?.cancel()
    for (const forget of this.#forget) forget()
    for (const { fail } of this.#waiting.values()) fail(closed())
  }

  #heard(record: GroupRecord): void {
    const peer = readSought(record)
    if (peer !== undefined) this.#give({ type: 'heard', author: record.creator, peer, nowMs: this.#nowMs() })
  }

  #give(input: ResolveInput): void {
    if (this.#isClosed) return
    for (const output of this.#machine.handle(input)) this.#carryOut(output)
    this.#tick?.cancel()
    const inMs = this.#machine.wakeAtMs - this.#nowMs()
    const tick = (): void => this.#give({ type: 'tick', nowMs: this.#nowMs() })
    this.#tick = inMs === Infinity ? undefined : this.#init.clock.setTimer(Math.max(0, inMs), tick)
  }

  #carryOut(output: ResolveOutput): void {
    switch (output.type) {
      case 'answer':
        return this.#waiting.get(output.id)?.answer(output.addresses)
      case 'fail': {
        const { id, peer } = output
        const hints = this.#init.hintsOf(peer)
        if (hints.length > 0) return this.#waiting.get(id)?.answer(hints)
        return this.#waiting.get(id)?.fail(new GraphError('NODE_NOT_FOUND', `nobody knows where ${peer} is`))
      }
      case 'seek':
        return void this.#seek(output.peer)
      case 'show':
        return this.#init.onSought()
    }
  }

  async #seek(peer: PeerId): Promise<void> {
    const { store, self, logger } = this.#init
    const id = soughtId(self, peer)
    try {
      if (store.get(id) === undefined) await store.add(soughtType, { id, data: { peer } })
      else await store.update(soughtType, id, { data: { peer } })
    } catch (thrown) {
      logger(`cannot ask where ${peer} is: ${reasonOf(thrown)}`)
    }
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

function closed(): GraphError {
  return new GraphError('CLOSED', 'the graph was closed')
}

function invalid(message: string): GraphError {
  return new GraphError('INVALID_ARGUMENT', message)
}
