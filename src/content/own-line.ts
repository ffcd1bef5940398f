// This machine's own line to the Internet: judged by what dials and fetches met, for all its groups and programs.
import type { Clock } from '../base/index.js'
import type { OwnUplink } from './crossing-events.js'
import { ORIGIN_CONNECT_BUDGET_MS } from './defaults.js'
import { hostOf, portOf } from './origin-judge.js'
import { SilentHosts } from './silent-hosts.js'
import { isSilence, UplinkJudge } from './uplink.js'

export interface OwnLineInit {
  readonly clock: Clock
  /** False: it is not to be used (`uplink.use`). */
  readonly isUsed: boolean
}

export class OwnLine {
  readonly #init: OwnLineInit
  readonly #judge = new UplinkJudge()
  /** Of what programs and uploads dialled: where they go is their own affair, so that takes the line from nobody else. */
  readonly #dials = new UplinkJudge()
  readonly #silent = new SilentHosts()

  constructor(init: OwnLineInit) {
    this.#init = init
  }

  get state(): OwnUplink {
    return this.#init.isUsed ? this.#judge.answer(this.#nowMs()) : 'off'
  }

  /** It is not to be used, or doubted for whatever a program asks for. */
  get isOut(): boolean {
    const { state } = this
    return state === 'off' || state === 'no' || this.#dials.answer(this.#nowMs()) === 'no'
  }

  /** The same for what is asked of that URL's origin: `no` also where that was silent a moment ago, and it may be the line. */
  stateFor(url: URL): OwnUplink {
    const { state } = this
    if (state === 'off') return state
    const whose = this.#silent.whose(keyOf(url), this.#nowMs())
    return whose === 'line' ? 'no' : state
  }

  /** Whether a member is to be asked soon, beside this line. */
  isDoubtedFor(url: URL): boolean {
    const isDoubted = this.isOut || this.stateFor(url) === 'no'
    return this.state !== 'off' && isDoubted && !this.isHostsSilence(url)
  }

  /** Neither this line nor members got anything from there a moment ago. */
  isHostsSilence(url: URL): boolean {
    return this.#silent.whose(keyOf(url), this.#nowMs()) === 'host'
  }

  /** To somebody on the Internet: that ends all doubt. */
  connected(): void {
    const nowMs = this.#nowMs()
    this.#silent.connected(nowMs)
    this.#judge.worked()
    this.#dials.worked()
  }

  /** By a fetch for the group: see {@link UplinkJudge.tried}. Who was silent while others were connected to is so by itself. */
  tried(url: string, error: unknown, isAsked = true): void {
    this.#note(this.#judge, url, error, isAsked)
  }

  /**
   * A program or an upload could not be connected to it. That has members asked sooner, and no more: two dead vendors of this machine, or a page
   * with two dead addresses, are not to tell the group that its line is gone.
   */
  dialFailed(url: URL, error: unknown): void {
    this.#note(this.#dials, url.href, error, true)
  }

  #note(judge: UplinkJudge, url: string, error: unknown, isAsked: boolean): void {
    const nowMs = this.#nowMs()
    const isSilent = isSilence(error)
    if (isSilent && this.#silent.hasConnectedSince(nowMs - ORIGIN_CONNECT_BUDGET_MS)) return
    judge.tried(url, error, nowMs, isAsked)
    if (isSilent && isAsked) this.#silent.wasSilent(keyOf(new URL(url)), nowMs)
  }

  /** The kernel's word: see {@link isWithoutWayOut}. */
  hasNoWay(): void {
    this.#judge.hasNoWay(this.#nowMs())
  }

  /** To all of them: where one is left that was not asked, it may get there. */
  wasSilentToMembersToo(url: URL): void {
    this.#silent.wasSilentToMembersToo(keyOf(url), this.#nowMs())
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

function keyOf(url: URL): string {
  return `${hostOf(url)} ${portOf(url)}`
}
