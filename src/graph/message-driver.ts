// Messages straight to one peer: each on a stream of its own, answered, one after the other. Spec: docs/protocols/message.md.
import { afterPendingInput, raceSignal, withBudget } from '../base/index.js'
import type { Clock, Logger, PeerId, Timer } from '../base/index.js'
import type { Dialler, DirectLine } from './dialler.js'
import { DirectRefusedError } from './direct-channel.js'
import { GraphError, ProtocolError, reasonOf } from './errors.js'
import type { Frames } from './frame-channel.js'
import {
  MAX_EXCESS_MESSAGES,
  MAX_LINGERING_LINES,
  MAX_MESSAGE_BUDGETS,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGE_STREAMS,
  MAX_MESSAGES_READING,
  MAX_MESSAGES_SENDING,
  MAX_MESSAGES_SENDING_TO_PEER,
  MESSAGE_BUDGET_MS,
  MESSAGE_BYTES_BURST,
  MESSAGE_BYTES_PER_SECOND,
  MESSAGE_LINGER_MS,
  MESSAGE_READ_MS,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND
} from './message-defaults.js'
import { answerFrame, messageFrame, readAnswerFrame, readMessageFrame, type MessageAnswer } from './message-frame.js'
import type { MessageHandler, SendOptions } from './messages.js'
import { TrafficBudgets } from './traffic-budget.js'

export interface MessageInit {
  self: PeerId
  dialler: Pick<Dialler, 'reach'>
  /** Where a peer is; waits where that is not known here. @throws {GraphError} `NODE_NOT_FOUND`; `signal.reason` */
  resolve(peer: PeerId, signal: AbortSignal): Promise<readonly string[]>
  /** Nobody answered there. */
  onUnreachable(peer: PeerId, addresses: readonly string[]): void
  isMember(peer: PeerId): boolean
  /** Not if it broke the rules lately. */
  isWelcome(peer: PeerId): boolean
  /** It broke a rule. */
  onFault(peer: PeerId): void
  clock: Clock
  logger: Logger
}

/** A stream that a member opened, before its frame was read. */
export interface NewMessageStream {
  peer: PeerId
  channel: Frames
  hangUp(): void
}

const RATE = {
  itemsPerSecond: MESSAGES_PER_SECOND,
  itemsBurst: MESSAGES_BURST,
  bytesPerSecond: MESSAGE_BYTES_PER_SECOND,
  bytesBurst: MESSAGE_BYTES_BURST
}

export class MessageDriver {
  readonly #init: MessageInit
  #handler: MessageHandler | undefined
  /** What was given to us and is not answered. */
  readonly #sending = new Set<{ readonly peer: PeerId; readonly giveUp: AbortController }>()
  /** The last message to each peer: the next waits for it. */
  readonly #last = new Map<PeerId, Promise<void>>()
  /** Connections that were dialled for a message, the oldest first: the next will want them. */
  readonly #lingering = new Map<DirectLine, { readonly peer: PeerId; readonly timer: Timer }>()
  readonly #reading = new Map<Frames, PeerId>()
  /** Streams of ours that were answered. */
  readonly #finishing = new Map<Frames, PeerId>()
  readonly #budgets = new TrafficBudgets(RATE, MAX_MESSAGE_BUDGETS)
  #isClosed = false

  constructor(init: MessageInit) {
    this.#init = init
  }

  /** See `RunningGraph.onMessage`. */
  handle(handler: MessageHandler): () => void {
    this.#handler = handler
    return () => {
      if (this.#handler === handler) this.#handler = undefined
    }
  }

  /** See `RunningGraph.send`. */
  async send(peer: PeerId, bytes: Uint8Array, { signal, budgetMs }: SendOptions = {}): Promise<void> {
    signal?.throwIfAborted()
    this.#assertSendable(peer, bytes)
    const giveUp = new AbortController()
    const sending = { peer, giveUp }
    this.#sending.add(sending)
    const stop = (): void => giveUp.abort(signal?.reason)
    signal?.addEventListener('abort', stop)
    // Who was too busy to read the answer in time may still have it.
    const expired = (): void => giveUp.abort(new GraphError('UNREACHABLE', `${peer} did not answer in time`))
    const timer = this.#init.clock.setTimer(budgetMs ?? MESSAGE_BUDGET_MS, () => afterPendingInput(expired))
    try {
      await raceSignal(this.#inTurn(peer, messageFrame(bytes), giveUp.signal), giveUp.signal)
    } catch (thrown) {
      giveUp.signal.throwIfAborted()
      this.#init.logger(`no message to ${peer}: ${reasonOf(thrown)}`)
      if (thrown instanceof ProtocolError) this.#init.onFault(peer)
      if (thrown instanceof GraphError && thrown.code !== 'LINK_CLOSED') throw thrown
      throw new GraphError('UNREACHABLE', reasonOf(thrown), { cause: thrown })
    } finally {
      timer.cancel()
      signal?.removeEventListener('abort', stop)
      this.#sending.delete(sending)
    }
  }

  /** A member opened a stream. */
  takeStream({ peer, channel, hangUp }: NewMessageStream): void {
    const { clock, logger, onFault } = this.#init
    if (!this.#hasRoomFor(peer)) {
      channel.abort('not welcome')
      return hangUp()
    }
    this.#reading.set(channel, peer)
    const expired = (): Error => new GraphError('LINK_CLOSED', `it was not over within ${MESSAGE_READ_MS} ms`)
    void withBudget(clock, MESSAGE_READ_MS, this.#take(peer, channel), expired)
      .catch((thrown: unknown) => {
        logger(`no message from ${peer}: ${reasonOf(thrown)}`)
        if (thrown instanceof ProtocolError) onFault(peer)
        channel.abort(reasonOf(thrown))
      })
      .finally(() => {
        this.#reading.delete(channel)
        hangUp()
      })
  }

  /** Cuts what a peer that is no member any more has open. */
  recheck(peer: PeerId): void {
    if (!this.#init.isMember(peer)) this.#end((other) => other === peer, notFound(peer))
  }

  /** Ends all at once. */
  close(): void {
    this.#isClosed = true
    this.#handler = undefined
    this.#end(() => true, closed())
  }

  #end(isMeant: (peer: PeerId) => boolean, why: GraphError): void {
    for (const { peer, giveUp } of this.#sending) if (isMeant(peer)) giveUp.abort(why)
    for (const [channel, peer] of [...this.#reading, ...this.#finishing]) if (isMeant(peer)) channel.abort(why.message)
    for (const [line, { peer }] of [...this.#lingering]) if (isMeant(peer)) this.#hangUp(line)
  }

  #assertSendable(peer: PeerId, bytes: Uint8Array): void {
    if (this.#isClosed) throw closed()
    if (peer === this.#init.self) throw new GraphError('CONNECT_SELF', 'a message to ourselves')
    if (bytes.byteLength === 0 || bytes.byteLength > MAX_MESSAGE_BYTES) {
      throw new GraphError('TOO_LARGE', `a message of ${bytes.byteLength} bytes: it has 1 to ${MAX_MESSAGE_BYTES}`)
    }
    if (!this.#init.isMember(peer)) throw notFound(peer)
    if (this.#sending.size >= MAX_MESSAGES_SENDING) {
      throw new GraphError('TOO_MANY_CONNECTIONS', `${MAX_MESSAGES_SENDING} messages are not answered yet`)
    }
    if ([...this.#sending].filter((other) => other.peer === peer).length >= MAX_MESSAGES_SENDING_TO_PEER) {
      throw new GraphError(
        'TOO_MANY_CONNECTIONS',
        `${peer} has not answered ${MAX_MESSAGES_SENDING_TO_PEER} messages yet`
      )
    }
  }

  #inTurn(peer: PeerId, frame: Uint8Array, signal: AbortSignal): Promise<void> {
    const before = this.#last.get(peer) ?? Promise.resolve()
    const turn = before.then(() => this.#deliver(peer, frame, signal))
    const last = turn
      .catch(() => {})
      .then(() => {
        if (this.#last.get(peer) === last) this.#last.delete(peer)
      })
    this.#last.set(peer, last)
    return turn
  }

  async #deliver(peer: PeerId, frame: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const { line, channel } = await this.#open(peer, signal)
    const incoming = channel.frames()
    let answer: MessageAnswer
    try {
      answer = await raceSignal(exchange(channel, frame, incoming), signal)
    } catch (thrown) {
      channel.abort(reasonOf(thrown))
      line.hangUp()
      throw thrown
    }
    void this.#finish(peer, channel, incoming).finally(() => this.#linger(peer, line))
    if (answer === 'not-asked-for') throw new GraphError('NOT_ASKED_FOR', `nobody at ${peer} takes it`)
    if (answer !== 'taken') throw new GraphError('UNREACHABLE', `${peer} refused it: ${answer}`)
  }

  /** Ends our side, and waits for the other: nobody waits for this. Never rejects. */
  async #finish(peer: PeerId, channel: Frames, incoming: AsyncGenerator<Uint8Array>): Promise<void> {
    this.#finishing.set(channel, peer)
    const ended = channel.close(new AbortController().signal).then(() => incoming.next())
    const expired = (): Error => new GraphError('LINK_CLOSED', 'it does not end')
    const last = await withBudget(this.#init.clock, MESSAGE_READ_MS, ended, expired).catch(() => undefined)
    if (last?.done !== true) channel.abort('that was enough')
    this.#finishing.delete(channel)
  }

  async #open(peer: PeerId, signal: AbortSignal): Promise<{ line: DirectLine; channel: Frames }> {
    for (let isAgain = false; ; isAgain = true) {
      const line = await this.#reach(peer, signal)
      try {
        signal.throwIfAborted()
        return { line, channel: await line.openMessage(signal) }
      } catch (thrown) {
        line.hangUp()
        // Somebody may just have hung up a connection that was there before: once more. It has read nothing by then.
        if (isAgain || line.isNew || signal.aborted || thrown instanceof DirectRefusedError) throw thrown
      }
    }
  }

  /** Where a connection stands, nobody need know where the peer is. */
  async #reach(peer: PeerId, signal: AbortSignal): Promise<DirectLine> {
    const { dialler, resolve, onUnreachable } = this.#init
    const standing = await dialler.reach(peer, [], signal).catch(() => undefined)
    if (standing !== undefined) return standing
    const addresses = await resolve(peer, signal)
    try {
      return await dialler.reach(peer, addresses, signal)
    } catch (thrown) {
      if (thrown instanceof GraphError && thrown.code === 'UNREACHABLE') onUnreachable(peer, addresses)
      throw thrown
    }
  }

  #linger(peer: PeerId, line: DirectLine): void {
    if (!line.isNew || this.#isClosed || !this.#init.isMember(peer)) return line.hangUp()
    const [oldest] = this.#lingering.keys()
    if (this.#lingering.size >= MAX_LINGERING_LINES) this.#hangUp(oldest!)
    const timer = this.#init.clock.setTimer(MESSAGE_LINGER_MS, () => this.#hangUp(line))
    this.#lingering.set(line, { peer, timer })
  }

  #hangUp(line: DirectLine): void {
    this.#lingering.get(line)?.timer.cancel()
    this.#lingering.delete(line)
    line.hangUp()
  }

  #hasRoomFor(peer: PeerId): boolean {
    const { isMember, isWelcome } = this.#init
    if (this.#isClosed || !isMember(peer) || !isWelcome(peer)) return false
    if (this.#reading.size >= MAX_MESSAGES_READING) return false
    return [...this.#reading.values()].filter((other) => other === peer).length < MAX_MESSAGE_STREAMS
  }

  async #take(peer: PeerId, channel: Frames): Promise<void> {
    const incoming = channel.frames()
    const first = await incoming.next()
    if (first.done === true) throw new GraphError('LINK_CLOSED', 'it ended before it said anything')
    const bytes = readMessageFrame(first.value)
    if (bytes === undefined) throw new ProtocolError('that is no message')
    if (this.#isClosed || !this.#init.isMember(peer)) throw notFound(peer)
    await channel.send(answerFrame(this.#judge(peer, bytes)))
    const closed = channel.close(new AbortController().signal) // The budget of all this ends it.
    if ((await incoming.next()).done !== true) throw new ProtocolError('more than one message on a stream')
    await closed
  }

  /** @throws {ProtocolError} */
  #judge(peer: PeerId, bytes: Uint8Array): MessageAnswer {
    const nowMs = this.#init.clock.monotonicMs()
    const budget = this.#budgets.of(peer, nowMs)
    if (!budget.spend(bytes.byteLength, nowMs)) {
      if (budget.excess.items <= MAX_EXCESS_MESSAGES) return 'full'
      budget.forgive()
      throw new ProtocolError('it sends far too many messages')
    }
    if (this.#handler === undefined) return 'not-asked-for'
    try {
      const verdict = this.#handler(peer, bytes)
      if (verdict !== 'broken') return verdict
    } catch (thrown) {
      this.#init.logger(`a message from ${peer} could not be judged: ${reasonOf(thrown)}`)
      return 'refused'
    }
    throw new ProtocolError('no honest node sends such a message')
  }
}

/** @throws {ProtocolError}; {GraphError} `LINK_CLOSED` */
async function exchange(
  channel: Frames,
  frame: Uint8Array,
  incoming: AsyncGenerator<Uint8Array>
): Promise<MessageAnswer> {
  await channel.send(frame)
  const answer = await incoming.next()
  if (answer.done === true) throw new GraphError('LINK_CLOSED', 'the other side did not answer')
  const read = readAnswerFrame(answer.value)
  if (read === undefined) throw new ProtocolError('that is no answer')
  return read
}

function notFound(peer: PeerId): GraphError {
  return new GraphError('NODE_NOT_FOUND', `${peer} is no member`)
}

function closed(): GraphError {
  return new GraphError('CLOSED', 'the graph was closed')
}
