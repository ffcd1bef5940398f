// A member that carries uploads for others in a simulated group: the product's machine for each upload, its disk, its line. Bad ones are
// in upload-hostile.ts.
import { toHex, type Timer } from '../../src/base/index.js'
import {
  CarriedUpload,
  type CarriedOutput,
  type CarriedInput,
  type TryResult
} from '../../src/flows/receipt/carried-upload.js'
import type { KnownRelay } from '../../src/flows/receipt/known-relays.js'
import { maximumWaitMs } from '../../src/flows/receipt/maximum-wait.js'
import { decodeOrder, orderSha256, requestHeaders, type Order, type UploadId } from '../../src/flows/receipt/order.js'
import { signAcceptance, signReturn, type Return } from '../../src/flows/receipt/statements.js'
import { person, type Person } from '../support/people.js'
import { START_MS } from './peer-clock.js'
import type { SimPeer } from './sim-peer.js'
import type { BackendRequest, UploadBackend } from './upload-backend.js'
import type { World } from './world.js'

export const GROUP = new Uint8Array(32).fill(0xa1)
/** What a line takes a ms, one way, before bytes. */
const LINE_MS = 40
const CONNECT_FAILS_MS = 300
/** From when a node is seen again until it carries: the group is opened first. */
const OPENING_MS = 4_000

/** What an asker hands over. In a simulation a body is short whatever its order says of its size. */
export interface Handed {
  readonly asker: SimPeer
  readonly orderBytes: Uint8Array
  readonly body: Uint8Array
}

export type AcceptReply =
  { readonly type: 'accepted'; readonly statement: Uint8Array } | { readonly type: 'refused'; readonly reason: string }

export type FetchReply =
  | { readonly type: 'returned'; readonly statement: Uint8Array }
  | { readonly type: 'not-yet' }
  | { readonly type: 'unknown' }
  /** Its service does not run now. */
  | { readonly type: 'unavailable' }

export interface RelayWorld {
  readonly world: World
  readonly backend: UploadBackend
  /** Tells an asker that something is there. */
  tellDone(relay: SimPeer, asker: SimPeer, id: UploadId): void
}

/** How long the line takes for so much. */
export interface Line {
  readonly everyMs: number
  readonly bytesPerMs: number
}

export type Offer = Omit<KnownRelay, 'by'>

/** What survives a restart. */
interface Kept extends Handed {
  readonly order: Order
  readonly statement: Uint8Array
  readonly deadlineMs: number
  readonly acceptedMs: number
  returned:
    { readonly statement: Uint8Array; readonly type: 'answered' | 'given-back'; readonly atMs: number } | undefined
}

export class SimulatedRelay {
  readonly peer: SimPeer
  readonly person: Person
  protected readonly surroundings: RelayWorld
  readonly line: Line
  readonly #disk = new Map<string, Kept>()
  #isOpening = false
  #machines = new Map<string, { machine: CarriedUpload; timer: Timer | undefined; tries: number }>()

  constructor(peer: SimPeer, line: Line, surroundings: RelayWorld) {
    this.peer = peer
    this.line = line
    this.person = personOf(peer)
    this.surroundings = surroundings
  }

  /** Bytes before one that would come now. */
  get queuedBytes(): number {
    return [...this.#machines]
      .filter(([, { machine }]) => machine.isUnderWay)
      .reduce((sum, [key]) => sum + (this.#disk.get(key)?.order.bytes ?? 0), 0)
  }

  /** What its "I have" says (554); undefined: it does not answer. */
  offer(): Offer | undefined {
    if (this.#isOpening || !this.hasLine) return undefined
    const { everyMs, bytesPerMs } = this.line
    return { everyMs, bytesPerSecond: bytesPerMs * 1_000, queuedBytes: this.queuedBytes }
  }

  killed(): void {
    this.#machines = new Map()
  }

  started(): void {
    this.#isOpening = true
    this.peer.clock.setTimer(this.peer.random.fraction() * OPENING_MS, () => {
      this.#isOpening = false
      for (const key of this.#disk.keys()) this.#begin(key)
    })
  }

  accept(handed: Handed): AcceptReply {
    const order = decodeOrder(handed.orderBytes)
    if (this.#isOpening) return { type: 'refused', reason: 'not there yet' }
    if (order === undefined) return { type: 'refused', reason: 'malformed' }
    const key = `${handed.asker.id}/${order.id}`
    const before = this.#disk.get(key)
    const digest = toHex(orderSha256(handed.orderBytes))
    if (before !== undefined) {
      const isSame = toHex(orderSha256(before.orderBytes)) === digest
      return isSame ? { type: 'accepted', statement: before.statement } : { type: 'refused', reason: 'other-order' }
    }
    const acceptedMs = this.nowMs()
    const { everyMs, bytesPerMs } = this.line
    const line = { everyMs, bytesPerSecond: bytesPerMs * 1_000 }
    const deadlineMs = acceptedMs + maximumWaitMs({ bytes: order.bytes, queuedBytes: this.queuedBytes, ...line })
    if (!this.hasLine) return { type: 'refused', reason: 'no-uplink' }
    if (deadlineMs > order.latestMs) return { type: 'refused', reason: 'late' }
    const statement = this.signAcceptance(handed, { orderSha256: digest, acceptedMs, deadlineMs })
    this.#disk.set(key, { ...handed, order, statement, deadlineMs, acceptedMs, returned: undefined })
    this.#begin(key)
    return { type: 'accepted', statement }
  }

  /** Undefined: no answer ever comes. */
  fetch(asker: SimPeer, id: UploadId): FetchReply | undefined {
    if (this.#isOpening) return { type: 'unavailable' }
    const key = `${asker.id}/${id}`
    const kept = this.#disk.get(key)
    if (kept === undefined) return { type: 'unknown' }
    if (kept.returned === undefined) return { type: 'not-yet' }
    return { type: 'returned', statement: kept.returned.statement }
  }

  drop(asker: SimPeer, id: UploadId): void {
    this.#give(`${asker.id}/${id}`, { type: 'drop' })
  }

  protected nowMs(): number {
    return this.peer.clock.nowMs()
  }

  protected get hasLine(): boolean {
    return this.peer.hasUplink && this.peer.isPlugged && this.surroundings.world.uplink.bytesPerMs > 0
  }

  protected signAcceptance(
    { asker }: Handed,
    acceptance: { orderSha256: string; acceptedMs: number; deadlineMs: number }
  ): Uint8Array {
    return signAcceptance(acceptance, { group: GROUP, asker: asker.id, keyPair: this.person.keyPair })
  }

  protected signReturn(asker: SimPeer, returned: Return): Uint8Array {
    return signReturn(returned, { group: GROUP, asker: asker.id, keyPair: this.person.keyPair })
  }

  /** Over this relay's line; `done` comes in its own time, in the same process. */
  protected post(request: BackendRequest, bytes: number, done: (result: TryResult) => void): void {
    const { world, backend } = this.surroundings
    const boot = this.peer.boots
    const later = (inMs: number, then: () => void): void => {
      world.in(inMs, () => this.peer.input(boot, then))
    }
    const fails = (): void => later(CONNECT_FAILS_MS, () => done({ type: 'failed', reason: 'unreachable' }))
    if (!this.hasLine) return fails()
    world.in(LINE_MS + bytes / this.line.bytesPerMs, () => {
      // What a process that was killed meanwhile had begun to send is not whole.
      if (boot !== this.peer.boots || !this.hasLine) return fails()
      const answer = backend.receive(request)
      if (answer === undefined) return fails()
      // The answer may find nobody any more, or no line.
      world.in(LINE_MS, () => {
        if (!this.hasLine) return fails()
        this.peer.input(boot, () => done({ type: 'answered', answer, retryAfterMs: undefined }))
      })
    })
  }

  #begin(key: string): void {
    const kept = this.#disk.get(key)!
    const { everyMs } = this.line
    const { acceptedMs, deadlineMs, returned } = kept
    const firstTryMs = everyMs === 0 ? acceptedMs : Math.ceil(acceptedMs / everyMs) * everyMs
    const machine = new CarriedUpload({ deadlineMs, firstTryMs, returned, random: this.peer.random })
    this.#machines.set(key, { machine, timer: undefined, tries: 0 })
    this.#give(key, { type: 'begin' })
  }

  #give(key: string, input: CarriedInput): void {
    const carried = this.#machines.get(key)
    for (const output of carried?.machine.handle(input, this.nowMs()) ?? []) this.#carryOut(key, output)
  }

  #carryOut(key: string, output: CarriedOutput): void {
    const carried = this.#machines.get(key)!
    const kept = this.#disk.get(key)
    if (kept === undefined) return
    const { order, asker } = kept
    switch (output.type) {
      case 'try': {
        const attempt = ++carried.tries
        const request = { targetUri: order.targetUri, headers: requestHeaders(order), body: kept.body }
        return this.post(request, order.bytes, (result) => {
          if (carried.tries === attempt && this.#machines.get(key) === carried)
            this.#give(key, { type: 'tried', result })
        })
      }
      case 'end-try':
        carried.tries++
        return
      case 'set-timer':
        carried.timer?.cancel()
        carried.timer = this.peer.clock.setTimer(output.atMs - this.nowMs(), () => {
          this.peer.afterPendingInput(() => this.#give(key, { type: 'timer' }))
        })
        return
      case 'return': {
        const { outcome } = output
        const [atMs, digest] = [this.nowMs(), toHex(orderSha256(kept.orderBytes))]
        const said = { orderSha256: digest, atMs }
        const returned: Return =
          outcome.type === 'answered'
            ? { ...said, ...outcome.answer, type: 'answered' }
            : { ...said, type: 'given-back', reason: outcome.reason }
        kept.returned = { statement: this.signReturn(asker, returned), type: outcome.type, atMs }
        return
      }
      case 'tell':
        return this.surroundings.tellDone(this.peer, asker, order.id)
      case 'forget':
        carried.timer?.cancel()
        this.#machines.delete(key)
        this.#disk.delete(key)
    }
  }
}

export function personOf(peer: SimPeer): Person {
  return person(`simulated ${peer.index}`)
}

/** Simulated time as peers that are right have it. */
export function peerTimeOf(world: World): number {
  return START_MS + world.nowMs
}
