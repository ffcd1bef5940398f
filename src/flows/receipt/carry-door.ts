// Where members of a group hand their uploads in, and ask what became of them: `/v1/groups/<group>/uploads/<id>` (seed 000, Fig. 9, 558).
// Whatever comes again, and however often, is one upload. Spec: docs/protocols/upload.md.
import { raceSignal, toHex, type PeerId } from '../../base/index.js'
import type { MemberAnswer, MemberRequest, MemberService } from '../../content/index.js'
import type { CarryDesk } from './carry-desk.js'
import { CarryRefusal, REASON_HEADER } from './carry-refusal.js'
import { carryRefusal, roomRefusal } from './carry-rules.js'
import type { CarriedRun } from './carried-run.js'
import { decodeOrder, ORDER_HEADER, orderSha256, readOrderHeader, type Order } from './order.js'
import { signAcceptance } from './statements.js'

/** An order as it came. */
interface Asked {
  readonly asker: PeerId
  readonly order: Order
  readonly orderBytes: Uint8Array
  readonly orderSha256: string
}

/** One that comes in. */
interface Coming {
  readonly end: AbortController
  /** Never rejects. */
  readonly ended: Promise<void>
}

export class CarryDoor implements MemberService {
  readonly #desk: CarryDesk
  /** By asker and id. */
  readonly #coming = new Map<string, Coming>()

  constructor(desk: CarryDesk) {
    this.#desk = desk
  }

  async answer(request: MemberRequest): Promise<MemberAnswer> {
    try {
      if (this.#desk.isClosed()) throw new CarryRefusal('closing') // Nor is it `unknown`: that has other consequences.
      const id = /^\/([0-9a-f]{32})$/.exec(request.path)?.[1]
      if (id === undefined) throw new CarryRefusal('unknown')
      switch (request.method) {
        case 'POST':
          return await this.#take(request, id)
        case 'GET':
          return await this.#tell(request, id)
        case 'DELETE':
          return this.#drop(request, id)
        default:
          return { status: 405, headers: { allow: 'POST, GET, DELETE' } }
      }
    } catch (error) {
      if (!(error instanceof CarryRefusal)) throw error
      if (request.method === 'POST') this.#desk.refused(error)
      return refused(error)
    }
  }

  /** What comes in is not taken any more. Resolves when nothing of it runs. */
  async close(): Promise<void> {
    const coming = [...this.#coming.values()]
    for (const { end } of coming) end.abort(new CarryRefusal('closing'))
    await Promise.all(coming.map(({ ended }) => ended))
  }

  async #take(request: MemberRequest, id: string): Promise<MemberAnswer> {
    const asked = askedOf(request, id)
    const key = keyOf(asked.asker, id)
    for (let before = this.#coming.get(key); before !== undefined; before = this.#coming.get(key)) {
      before.end.abort(new CarryRefusal('repeated')) // Who asks again has lost the connection of before.
      await before.ended
    }
    request.signal.throwIfAborted()
    const run = this.#desk.find(asked.asker, id)
    if (run !== undefined) return accepted(run, asked)
    const end = new AbortController()
    const taken = this.#receive(asked, request, AbortSignal.any([request.signal, end.signal]))
    const over = (): void => void this.#coming.delete(key)
    this.#coming.set(key, { end, ended: taken.then(over, over) })
    return await taken
  }

  async #receive(asked: Asked, request: MemberRequest, signal: AbortSignal): Promise<MemberAnswer> {
    const { store, room } = this.#desk
    const { asker, order } = asked
    this.#check(asked)
    const full = roomRefusal(this.#desk, asker, order.bytes)
    if (full !== undefined) throw new CarryRefusal(full)
    const space = room.take(asker, order.bytes)
    try {
      const received = await store.receive(until(signal, request.body), order, signal)
      space.received()
      try {
        const facts = this.#promise(asked) // Its time begins when all of it is here.
        const stored = await store.accept(received, facts)
        // From here on it is accepted, whatever became of the connection.
        this.#desk.carry(stored, space)
        return { status: 202, body: stored.statement }
      } catch (error) {
        await store.removeContent(received)
        throw error
      }
    } catch (error) {
      space.release()
      throw error
    }
  }

  /** @throws {CarryRefusal} */
  #check({ asker, order }: Asked): void {
    const refusal = carryRefusal(this.#desk, asker, new URL(order.targetUri))
    if (refusal !== undefined) throw new CarryRefusal(refusal)
    this.#deadline(order)
  }

  /** @throws {CarryRefusal} also where something is not as it was when it began to come */
  #promise(asked: Asked): Parameters<CarryDesk['store']['accept']>[1] {
    this.#check(asked)
    const { idBytes: group, self: relay, keyPair } = this.#desk.parts.group
    const { asker, order, orderBytes } = asked
    const acceptance = { orderSha256: asked.orderSha256, ...this.#deadline(order) }
    const statement = signAcceptance(acceptance, { group, asker, keyPair })
    return { group, asker, relay, orderBytes, order, statement, acceptance }
  }

  /** @throws {CarryRefusal} `late` */
  #deadline({ bytes, latestMs }: Order): { acceptedMs: number; deadlineMs: number } {
    const acceptedMs = Math.floor(this.#desk.parts.group.peerTimeMs())
    const deadlineMs = acceptedMs + this.#desk.waitMs(bytes, this.#desk.queuedBytes())
    if (deadlineMs > latestMs) throw new CarryRefusal('late')
    return { acceptedMs, deadlineMs }
  }

  async #tell({ peer }: MemberRequest, id: string): Promise<MemberAnswer> {
    const run = this.#known(peer, id)
    if (run.isUnderWay) return { status: 202 }
    // It may be cut on the way: only its `DELETE` says that the asker has it.
    return { status: 200, body: await run.returned() }
  }

  #drop({ peer }: MemberRequest, id: string): MemberAnswer {
    this.#coming.get(keyOf(peer, id))?.end.abort(new CarryRefusal('unknown'))
    this.#desk.drop(this.#known(peer, id))
    return { status: 204 }
  }

  /** @throws {CarryRefusal} `unknown` */
  #known(asker: PeerId, id: string): CarriedRun {
    const run = this.#desk.find(asker, id)
    if (run === undefined) throw new CarryRefusal('unknown')
    return run
  }
}

/** @throws {CarryRefusal} `malformed` */
function askedOf({ peer: asker, headers, bytes }: MemberRequest, id: string): Asked {
  const said = headers[ORDER_HEADER]
  const orderBytes = typeof said === 'string' ? readOrderHeader(said) : undefined
  const order = orderBytes && decodeOrder(orderBytes)
  if (orderBytes === undefined || order?.id !== id || order.bytes !== bytes) throw new CarryRefusal('malformed')
  return { asker, order, orderBytes, orderSha256: toHex(orderSha256(orderBytes)) }
}

/** @throws {CarryRefusal} `other-order` */
function accepted({ stored }: CarriedRun, asked: Asked): MemberAnswer {
  if (stored.acceptance.orderSha256 !== asked.orderSha256) throw new CarryRefusal('other-order')
  return { status: 202, body: stored.statement }
}

function refused({ status, reason, retryAfterS }: CarryRefusal): MemberAnswer {
  const retry = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }
  return { status, headers: { [REASON_HEADER]: reason, ...retry } }
}

/** Ends with the signal, also while nothing comes. Iterating throws its reason. */
async function* until(
  signal: AbortSignal,
  body: AsyncIterable<Uint8Array>
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await raceSignal(source.next(), signal)
      if (next.done === true) return
      yield next.value
    }
  } finally {
    void source.return?.().catch(() => {}) // It may wait for what never comes.
  }
}

function keyOf(asker: PeerId, id: string): string {
  return `${asker}/${id}`
}
