// Keeps one service as it is wanted: started, watched, started again after it failed, ever later but always; or stopped. A machine
// without IO.
import type { Random } from '../../base/index.js'
import {
  FIRST_RESTART_MS,
  HEALTH_BUDGET_MS,
  HEALTH_EVERY_MS,
  LAST_RESTART_MS,
  MAX_UNHEALTHY,
  RAN_WELL_MS,
  START_BUDGET_MS,
  STOP_BUDGET_MS
} from './defaults.js'
import type { ServiceHealth, ServiceState } from './service.js'

export type KeeperInput =
  /** Somebody wants it to run; now, where it waits to be started again. */
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'restart' }
  /** Of a run: `start` resolved; it threw, or the service said that it failed; `stop` has ended, with words where it threw. */
  | { readonly type: 'started'; readonly run: number }
  | { readonly type: 'failed'; readonly run: number; readonly words: string }
  | { readonly type: 'ended'; readonly run: number; readonly words?: string | undefined }
  | { readonly type: 'health'; readonly run: number; readonly health: ServiceHealth }
  /** It is {@link ServiceKeeper.nextAtMs}, or later. */
  | { readonly type: 'time' }

export type KeeperOutput =
  /** Runs are numbered from 1. What an earlier one does is none of ours any more. */
  | { readonly type: 'start'; readonly run: number }
  /** Abort the run's signal, then have it stopped. */
  | { readonly type: 'stop'; readonly run: number }
  | { readonly type: 'check'; readonly run: number }

export interface Trouble {
  readonly words: string
  readonly atMs: number
}

export interface KeeperInit {
  readonly random: Random
  /** @default {@link START_BUDGET_MS} */
  readonly startBudgetMs?: number | undefined
}

/** All times are in ms, monotonic. */
export class ServiceKeeper {
  readonly #random: Random
  readonly #startBudgetMs: number
  #state: ServiceState = 'stopped'
  /** What it is to do once it is stopped. */
  #next: 'rest' | 'start' | 'wait' = 'rest'
  #run = 0
  /** When what is waited for is over: a budget, the next check, the next start. */
  #dueAtMs: number | undefined
  #isChecking = false
  #unhealthyChecks = 0
  /** Failures since it last ran well. */
  #failures = 0
  /** Since when it has run without a fault. */
  #wellSinceMs = 0
  #restarts = 0
  #trouble: Trouble | undefined

  constructor({ random, startBudgetMs = START_BUDGET_MS }: KeeperInit) {
    this.#random = random
    this.#startBudgetMs = startBudgetMs
  }

  get state(): ServiceState {
    return this.#state
  }

  /** When to call with `time`; undefined: never. */
  get nextAtMs(): number | undefined {
    return this.#dueAtMs
  }

  /** How often it was started again without anybody asking for that. */
  get restarts(): number {
    return this.#restarts
  }

  /** What went wrong last. Forgotten when it has run well for {@link RAN_WELL_MS}, or somebody starts it. */
  get trouble(): Trouble | undefined {
    return this.#trouble
  }

  handle(input: KeeperInput, nowMs: number): KeeperOutput[] {
    switch (input.type) {
      case 'start':
        return this.#startAsked(nowMs)
      case 'stop':
        return this.#stopAsked(nowMs)
      case 'restart':
        return this.#restartAsked(nowMs)
      case 'started':
        return this.#isRun(input, 'starting') ? this.#started(nowMs) : []
      case 'failed':
        return this.#isRun(input, 'starting', 'running', 'unhealthy') ? this.#fail(input.words, nowMs) : []
      case 'ended':
        return this.#isRun(input, 'failed', 'stopping') ? this.#ended(input.words, nowMs) : []
      case 'health':
        return this.#isChecking && input.run === this.#run ? this.#checked(input.health, nowMs) : []
      case 'time':
        return this.#dueAtMs !== undefined && nowMs >= this.#dueAtMs ? this.#due(nowMs) : []
    }
  }

  #isRun({ run }: { run: number }, ...states: readonly ServiceState[]): boolean {
    return run === this.#run && states.includes(this.#state)
  }

  #startAsked(nowMs: number): KeeperOutput[] {
    if (this.#state === 'stopped' || this.#state === 'waiting-to-restart') {
      this.#forget()
      return this.#begin(nowMs)
    }
    if (this.#state === 'failed' || this.#state === 'stopping') this.#startAfterStop()
    return []
  }

  #restartAsked(nowMs: number): KeeperOutput[] {
    if (!this.#isUp()) return this.#startAsked(nowMs)
    this.#startAfterStop()
    return this.#end('stopping', nowMs)
  }

  #startAfterStop(): void {
    this.#forget()
    this.#next = 'start'
    if (this.#state === 'failed') this.#state = 'stopping'
  }

  #stopAsked(nowMs: number): KeeperOutput[] {
    this.#next = 'rest'
    if (this.#isUp()) return this.#end('stopping', nowMs)
    if (this.#state === 'failed') this.#state = 'stopping'
    if (this.#state === 'waiting-to-restart') this.#rest('stopped')
    return []
  }

  /** Whether there is a run that nobody has told to stop. */
  #isUp(): boolean {
    return this.#state === 'starting' || this.#state === 'running' || this.#state === 'unhealthy'
  }

  #begin(nowMs: number): KeeperOutput[] {
    this.#state = 'starting'
    this.#run++
    this.#dueAtMs = nowMs + this.#startBudgetMs
    return [{ type: 'start', run: this.#run }]
  }

  #started(nowMs: number): KeeperOutput[] {
    this.#state = 'running'
    this.#unhealthyChecks = 0
    this.#wellSinceMs = nowMs
    this.#dueAtMs = nowMs + HEALTH_EVERY_MS
    return []
  }

  #checked({ healthy, words, restartHelps = true }: ServiceHealth, nowMs: number): KeeperOutput[] {
    this.#isChecking = false
    this.#dueAtMs = nowMs + HEALTH_EVERY_MS
    if (healthy) {
      if (this.#state === 'unhealthy') this.#wellSinceMs = nowMs
      this.#state = 'running'
      this.#unhealthyChecks = 0
      if (nowMs - this.#wellSinceMs >= RAN_WELL_MS) this.#forget()
      return []
    }
    const said = words === undefined || words === '' ? 'it says that it is unhealthy' : words
    this.#unhealthyChecks = restartHelps ? this.#unhealthyChecks + 1 : 0
    if (this.#unhealthyChecks >= MAX_UNHEALTHY) return this.#fail(said, nowMs)
    this.#state = 'unhealthy'
    this.#trouble = { words: said, atMs: nowMs }
    return []
  }

  #fail(words: string, nowMs: number): KeeperOutput[] {
    this.#failures++
    this.#trouble = { words, atMs: nowMs }
    this.#next = 'wait'
    return this.#end('failed', nowMs)
  }

  #end(state: 'failed' | 'stopping', nowMs: number): KeeperOutput[] {
    this.#rest(state)
    this.#dueAtMs = nowMs + STOP_BUDGET_MS
    return [{ type: 'stop', run: this.#run }]
  }

  #ended(words: string | undefined, nowMs: number): KeeperOutput[] {
    // Why it failed says more than that it could not be stopped then.
    if (words !== undefined && this.#state !== 'failed') this.#trouble = { words, atMs: nowMs }
    if (this.#next === 'start') return this.#begin(nowMs)
    if (this.#next === 'rest') {
      this.#rest('stopped')
      return []
    }
    this.#rest('waiting-to-restart')
    this.#dueAtMs = nowMs + this.#restartDelayMs()
    return []
  }

  #due(nowMs: number): KeeperOutput[] {
    switch (this.#state) {
      case 'starting':
        return this.#fail(`it did not start within ${this.#startBudgetMs / 1000} s`, nowMs)
      case 'waiting-to-restart':
        this.#restarts++
        return this.#begin(nowMs)
      case 'failed':
      case 'stopping':
        return this.#ended(`it did not stop within ${STOP_BUDGET_MS / 1000} s`, nowMs)
      default:
        return this.#check(nowMs)
    }
  }

  #check(nowMs: number): KeeperOutput[] {
    if (this.#isChecking) {
      const words = `it did not say within ${HEALTH_BUDGET_MS / 1000} s how it does`
      return this.#checked({ healthy: false, words }, nowMs)
    }
    this.#isChecking = true
    this.#dueAtMs = nowMs + HEALTH_BUDGET_MS
    return [{ type: 'check', run: this.#run }]
  }

  #rest(state: ServiceState): void {
    this.#state = state
    this.#dueAtMs = undefined
    this.#isChecking = false
  }

  #forget(): void {
    this.#failures = 0
    this.#trouble = undefined
  }

  /** Between half of it and all of it, so that services that failed together do not come back together. */
  #restartDelayMs(): number {
    const wholeMs = Math.min(LAST_RESTART_MS, FIRST_RESTART_MS * 2 ** Math.min(this.#failures - 1, 20))
    return wholeMs * (0.5 + this.#random.fraction() / 2)
  }
}
