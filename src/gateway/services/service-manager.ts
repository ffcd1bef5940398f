// The services of a node under one roof (000 Fig. 8, 502): started in order, watched, started again after they failed, stopped in
// reverse order. Drives one machine (service-keeper.ts) for each.
import {
  EventSource,
  withBudget,
  type Clock,
  type Logger,
  type Random,
  type Timer,
  type TypedEvents
} from '../../base/index.js'
import { describeError, GatewayError } from '../errors.js'
import { MAX_WORDS_CHARACTERS, START_GRACE_MS } from './defaults.js'
import { ServiceKeeper, type KeeperInput, type KeeperOutput } from './service-keeper.js'
import type { Service, ServiceHealth, ServiceState } from './service.js'

export interface ServiceInfo {
  readonly name: string
  readonly state: ServiceState
  /** ms since 1970. */
  readonly sinceMs: number
  /** How often it was started again after it failed, since the node started. */
  readonly restarts: number
  /** What went wrong last, for people; forgotten when it has run well for 5 minutes, or somebody starts it. */
  readonly trouble?: { readonly words: string; readonly atMs: number } | undefined
  /** Of one that waits: when it is started again, ms since 1970. */
  readonly restartsAtMs?: number | undefined
}

export interface ServiceOptions {
  /** Lower ones are started first and stopped last; those of one number together. */
  readonly order: number
  /** @default 30 s */
  readonly startBudgetMs?: number | undefined
  /** How long it is waited for where the node stops. @default its budget for stopping */
  readonly closingBudgetMs?: number | undefined
  /**
   * Of one whose runs would have the same files open: the next begins when all of the one before has ended, however long that takes.
   * @default false: when the budgets of the one before are over
   */
  readonly isAlone?: boolean | undefined
}

export interface ServiceManagerInit {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

/** What programs see of it. */
export interface Services extends TypedEvents<{ change: ServiceInfo }> {
  /** In the order in which they are started. */
  list(): readonly ServiceInfo[]
  /**
   * Resolves when it runs; of one that runs, at once.
   * @throws {GatewayError} `NOT_FOUND`; `NOT_READY`: it was stopped meanwhile, or the node stops; what its `start` threw: it is tried again
   */
  start(name: string): Promise<void>
  /** Resolves when it is stopped. @throws {GatewayError} `NOT_FOUND` */
  stop(name: string): Promise<void>
  /** Stops it where it runs, and starts it. @throws as {@link start} */
  restart(name: string): Promise<void>
}

interface Kept {
  readonly name: string
  readonly service: Service
  readonly options: ServiceOptions
  readonly keeper: ServiceKeeper
  run: Run
  /** Which state that was told of, and since when. */
  state: ServiceState
  sinceMs: number
  /** What the run threw. */
  error: unknown
  timer: Timer | undefined
  readonly waiting: Set<() => void>
}

interface Run {
  readonly number: number
  readonly controller: AbortController
  /** Whether the service was told to start. */
  isBegun: boolean
  /** How it does, and it has not said. */
  isAsked: boolean
  /** Neither rejects. */
  starting: Promise<void>
  stopping: Promise<void>
}

function newRun(number: number): Run {
  const settled = Promise.resolve()
  return {
    number,
    controller: new AbortController(),
    isBegun: false,
    isAsked: false,
    starting: settled,
    stopping: settled
  }
}

export class ServiceManager implements Services {
  readonly #clock: Clock
  readonly #random: Random
  readonly #log: Logger
  readonly #services = new Map<string, Kept>()
  readonly #events = new EventSource<{ change: ServiceInfo }>()
  #closing: Promise<void> | undefined

  constructor({ clock, random, logger }: ServiceManagerInit) {
    this.#clock = clock
    this.#random = random
    this.#log = logger.forComponent('gateway:services')
  }

  /** It is stopped until somebody starts it. Of one name there is one. */
  add(name: string, service: Service, options: ServiceOptions): void {
    if (this.#services.has(name)) throw new Error(`there are two services named ${name}`)
    const keeper = new ServiceKeeper({ random: this.#random, startBudgetMs: options.startBudgetMs })
    this.#services.set(name, {
      ...{ name, service, options, keeper, state: keeper.state, sinceMs: this.#clock.nowMs(), error: undefined },
      ...{ timer: undefined, waiting: new Set(), run: newRun(0) }
    })
  }

  on(name: 'change', listener: (service: ServiceInfo) => void): () => void {
    return this.#events.on(name, listener)
  }

  list(): readonly ServiceInfo[] {
    return this.#inOrder().map((kept) => this.#infoOf(kept))
  }

  async start(name: string): Promise<void> {
    const kept = this.#require(name)
    this.#handle(kept, { type: 'start' })
    await this.#untilStarted(kept)
  }

  async restart(name: string): Promise<void> {
    const kept = this.#require(name)
    this.#handle(kept, { type: 'restart' })
    await this.#untilStarted(kept)
  }

  async stop(name: string): Promise<void> {
    const kept = this.#require(name)
    this.#handle(kept, { type: 'stop' })
    await this.#until(kept, ({ state }) => state !== 'stopping')
  }

  /** Stops all, the last first. Never rejects. Safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    const kept = this.#inOrder()
    for (const order of [...new Set(kept.map(({ options }) => options.order))].reverse()) {
      await Promise.all(kept.filter(({ options }) => options.order === order).map((one) => this.#closeOne(one)))
    }
    for (const { timer } of kept) timer?.cancel()
  }

  async #closeOne(kept: Kept): Promise<void> {
    const { name, options } = kept
    this.#handle(kept, { type: 'stop' })
    const stopped = this.#until(kept, ({ state }) => state === 'stopped')
    if (options.closingBudgetMs === undefined) return await stopped
    const late = (): Error => new Error('late')
    await withBudget(this.#clock, options.closingBudgetMs, stopped, late).catch(() =>
      this.#log.warn(`${name} did not stop within ${options.closingBudgetMs} ms: it is let go`)
    )
  }

  #inOrder(): Kept[] {
    return [...this.#services.values()].sort((a, b) => a.options.order - b.options.order)
  }

  /** @throws {GatewayError} `NOT_FOUND`, `NOT_READY` */
  #require(name: string): Kept {
    if (this.#closing !== undefined) throw new GatewayError('NOT_READY', 'the node stops')
    const kept = this.#services.get(name)
    if (kept !== undefined) return kept
    const names = this.#inOrder().map((one) => one.name)
    throw new GatewayError('NOT_FOUND', `no service "${name}"; there are ${names.join(', ')}`)
  }

  #handle(kept: Kept, input: KeeperInput): void {
    const { keeper } = kept
    const outputs = keeper.handle(input, this.#clock.monotonicMs())
    for (const output of outputs) this.#do(kept, output)
    this.#setTimer(kept)
    if (keeper.state === kept.state) return
    kept.state = keeper.state
    kept.sinceMs = this.#clock.nowMs()
    this.#tell(kept)
  }

  #setTimer(kept: Kept): void {
    kept.timer?.cancel()
    const { nextAtMs } = kept.keeper
    if (nextAtMs === undefined) return
    const delayMs = Math.max(0, nextAtMs - this.#clock.monotonicMs())
    kept.timer = this.#clock.setTimer(delayMs, () => this.#handle(kept, { type: 'time' }))
  }

  #tell(kept: Kept): void {
    const { name, state, trouble } = this.#infoOf(kept)
    const isGrave = state === 'failed' || state === 'unhealthy'
    if (isGrave) this.#log.warn(`${name} is ${state}: ${trouble?.words}`)
    else this.#log.info(`${name} is ${state}`)
    this.#events.emit('change', this.#infoOf(kept))
    for (const look of [...kept.waiting]) look()
  }

  #do(kept: Kept, output: KeeperOutput): void {
    if (output.type === 'start') this.#startRun(kept, output.run)
    else if (output.type === 'stop') kept.run.stopping = this.#stopRun(kept)
    else void this.#check(kept)
  }

  #startRun(kept: Kept, number: number): void {
    const before = kept.run
    const run = newRun(number)
    const failed = (error: unknown): void => {
      if (kept.run === run) kept.error = error
      this.#handle(kept, { type: 'failed', run: number, words: wordsOf(error) })
    }
    const start = async (): Promise<void> => {
      run.controller.signal.throwIfAborted() // It was stopped before it began.
      run.isBegun = true
      await kept.service.start(run.controller.signal, failed)
    }
    // In a turn of its own, as all that a service does: what it calls in it meets the machine in order.
    run.starting = Promise.all(kept.options.isAlone === true ? [before.starting, before.stopping] : [])
      .then(start)
      .then(() => this.#handle(kept, { type: 'started', run: number }))
      .catch(failed)
    kept.run = run
    kept.error = undefined
  }

  async #stopRun(kept: Kept): Promise<void> {
    const { run } = kept
    run.controller.abort(new GatewayError('NOT_READY', `${kept.name} stops`))
    const late = (): Error => new Error('late')
    await withBudget(this.#clock, START_GRACE_MS, run.starting, late).catch(() => {})
    const stop = async (): Promise<undefined> => void (run.isBegun && (await kept.service.stop()))
    const words = await stop().catch((error: unknown) => `it could not be stopped: ${wordsOf(error)}`)
    if (words !== undefined) this.#log.warn(`${kept.name}: ${words}`)
    this.#handle(kept, { type: 'ended', run: run.number, words })
  }

  async #check(kept: Kept): Promise<void> {
    const { run } = kept
    if (run.isAsked) return // It has not said yet how it did when it was asked last: the budget runs.
    run.isAsked = true
    const ask = async (): Promise<ServiceHealth> => await kept.service.health()
    const health = await ask().then(readHealth, (error: unknown) => ({ healthy: false, words: wordsOf(error) }))
    run.isAsked = false
    this.#handle(kept, { type: 'health', run: run.number, health })
  }

  #infoOf({ name, keeper, state, sinceMs }: Kept): ServiceInfo {
    const { restarts, trouble, nextAtMs } = keeper
    const toWallMs = this.#clock.nowMs() - this.#clock.monotonicMs()
    return {
      ...{ name, state, sinceMs, restarts },
      ...(trouble && { trouble: { words: trouble.words, atMs: Math.round(trouble.atMs + toWallMs) } }),
      ...(state === 'waiting-to-restart' && nextAtMs !== undefined && { restartsAtMs: Math.round(nextAtMs + toWallMs) })
    }
  }

  async #untilStarted(kept: Kept): Promise<void> {
    await this.#until(kept, ({ state }) => state !== 'starting' && state !== 'stopping')
    if (kept.state === 'running' || kept.state === 'unhealthy') return
    if (kept.state === 'stopped') throw new GatewayError('NOT_READY', `${kept.name} was stopped meanwhile`)
    throw kept.error instanceof Error ? kept.error : new Error(kept.keeper.trouble?.words)
  }

  #until(kept: Kept, isSo: (kept: Kept) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(kept)) return
        kept.waiting.delete(look)
        resolve()
      }
      kept.waiting.add(look)
      look()
    })
  }
}

/** What a service said, which may be written in JavaScript by anybody. */
function readHealth(health: ServiceHealth): ServiceHealth {
  if (health?.healthy === true) return { healthy: true }
  const words = typeof health?.words === 'string' ? wordsOf(health.words) : undefined
  return { healthy: false, words, restartHelps: health?.restartHelps !== false }
}

/** In one line. */
function wordsOf(error: unknown): string {
  const { message } = describeError(error)
  return message
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_WORDS_CHARACTERS)
}
