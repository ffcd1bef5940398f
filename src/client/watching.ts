// Carries out what the reconnecting machine says: opens streams of events, reads them, waits.
import { EVENTS_SILENCE_MS } from './defaults.js'
import { PotluckError } from './errors.js'
import { EventReader, type ServerEvent } from './event-reader.js'
import { Reconnecting, type ReconnectInput, type ReconnectLimits } from './reconnecting.js'
import type { Query, Transport } from './transport.js'

export interface WatchOptions {
  /** Ends it: the iteration then throws its reason. */
  readonly signal?: AbortSignal | undefined
  /** How long to try to come back after the node was lost, ms. @default {@link RECONNECT_BUDGET_MS} */
  readonly budgetMs?: number | undefined
}

export interface WatchInit extends WatchOptions {
  readonly transport: Transport
  readonly path: string
  readonly query: Query
  /** Posted as JSON. @default it is a GET */
  readonly json?: unknown
  /** @default as the machine says */
  readonly limits?: Partial<ReconnectLimits>
}

/** To be left by `break`, or ended by the signal: until then it holds a connection. */
export async function* watchEvents(init: WatchInit): AsyncGenerator<ServerEvent, void, undefined> {
  const { transport, signal, budgetMs } = init
  const { clock } = transport
  const machine = new Reconnecting({ ...init.limits, ...(budgetMs === undefined ? {} : { budgetMs }) })
  let input: ReconnectInput = { type: 'start' }
  let failure: unknown
  for (;;) {
    const [output] = machine.handle(input)
    switch (output?.type) {
      case 'connect': {
        const stream = new EventStream(init)
        try {
          await stream.open()
          machine.handle({ type: 'opened' })
          for (let event = await stream.next(); event !== undefined; event = await stream.next()) {
            machine.handle({ type: 'heard', retryMs: stream.retryMs })
            yield event
          }
          failure = new PotluckError('NODE_UNREACHABLE', `the node at ${transport.url} ended its stream of events`)
        } catch (error) {
          signal?.throwIfAborted()
          failure = error
        } finally {
          stream.close()
        }
        input = { type: 'lost', final: isFinal(failure), nowMs: clock.monotonicMs(), chance: clock.fraction() }
        break
      }
      case 'set-timer':
        await wait(init, output.inMs)
        input = { type: 'due' }
        break
      default:
        throw failure
    }
  }
}

/** The same, once: it ends where the node ends it, and breaks where the connection breaks. */
export async function* readEventsOnce(init: WatchInit): AsyncGenerator<ServerEvent, void, undefined> {
  const stream = new EventStream(init)
  try {
    await stream.open()
    for (let event = await stream.next(); event !== undefined; event = await stream.next()) yield event
  } catch (error) {
    init.signal?.throwIfAborted()
    throw error instanceof PotluckError
      ? error
      : new PotluckError('NODE_UNREACHABLE', `the node at ${init.transport.url} broke off`, { cause: error })
  } finally {
    stream.close()
  }
}

/** A node that says no says so again; one that starts, stops or has too much to do may not. */
function isFinal(error: unknown): boolean {
  const { status } = error instanceof PotluckError ? error : {}
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429
}

function wait({ transport, signal }: WatchInit, delayMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = transport.clock.setTimer(delayMs, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    function onAbort(): void {
      cancel()
      reject(signal?.reason)
    }
    if (signal?.aborted === true) return onAbort()
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/** One connection. */
class EventStream {
  readonly #init: WatchInit
  readonly #stop = new AbortController()
  readonly #events = new EventReader()
  readonly #decoder = new TextDecoder()
  readonly #read: ServerEvent[] = []
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined

  constructor(init: WatchInit) {
    this.#init = init
  }

  get retryMs(): number | undefined {
    return this.#events.retryMs
  }

  async open(): Promise<void> {
    const { transport, path, query, json, signal } = this.#init
    const response = await transport.open(path, {
      query,
      ...(json !== undefined && { method: 'POST', json }),
      headers: { accept: 'text/event-stream' },
      signal: signal === undefined ? this.#stop.signal : AbortSignal.any([signal, this.#stop.signal])
    })
    const type = response.headers.get('content-type') ?? ''
    if (!type.startsWith('text/event-stream') || response.body === null) {
      throw new PotluckError('BAD_ANSWER', `the node at ${transport.url} sent ${type || 'nothing'} in place of events`)
    }
    this.#reader = response.body.getReader()
  }

  /** Undefined at the end. @throws where it breaks, or says nothing for {@link EVENTS_SILENCE_MS} */
  async next(): Promise<ServerEvent | undefined> {
    for (;;) {
      const ready = this.#read.shift()
      if (ready !== undefined) return ready
      const { clock, url } = this.#init.transport
      const silent = new PotluckError('NODE_LATE', `the node at ${url} gave no sign for ${EVENTS_SILENCE_MS} ms`)
      const cancel = clock.setTimer(EVENTS_SILENCE_MS, () => this.#stop.abort(silent))
      try {
        const next = await this.#reader?.read()
        if (next === undefined || next.done) return undefined
        this.#read.push(...this.#events.read(this.#decoder.decode(next.value, { stream: true })))
      } finally {
        cancel()
      }
    }
  }

  close(): void {
    this.#stop.abort(new PotluckError('NODE_UNREACHABLE', 'the watch was ended'))
  }
}
