// Who answers "I need", as a machine: all requests of others that this node works on (Fig. 3, and Fig. 5 step by step). It has no
// clock and no chance: time and the random delay come in. Spec: docs/protocols/need.md.
import { keepNewest, type PeerId } from '../../base/index.js'
import { LOCATE_BUDGET_MS, MAX_REQUESTS, MAX_REQUESTS_OF_ASKER, MAX_REQUESTS_REMEMBERED } from './defaults.js'

/** Which request of whom. */
export interface RequestKey {
  readonly asker: PeerId
  /** 32 hex characters: of the need. */
  readonly needId: string
}

/**
 * What local sources say (124, step 186): it is held; it is being downloaded here, the text's "downloading flag"; neither.
 * `delayMs`: drawn by response-delay.ts for this one answer, in ms.
 */
export type Located =
  { readonly what: 'held'; readonly delayMs: number } | { readonly what: 'downloading' } | { readonly what: 'nothing' }

export type NeedServerInput =
  /** Step 184: "I need" of another member. */
  | { readonly type: 'need'; readonly request: RequestKey }
  | { readonly type: 'located'; readonly request: RequestKey; readonly located: Located }
  /** "I found" of the asker itself, or its need has expired. The driver passes only what the need's author says. */
  | { readonly type: 'found'; readonly request: RequestKey }
  /** The asker is here no more. */
  | { readonly type: 'gone'; readonly asker: PeerId }
  | NeedServerTimer

export interface NeedServerTimer {
  /** `delay-over`: the random delay of 126; `locating-over`: local sources had their time. */
  readonly type: 'delay-over' | 'locating-over'
  readonly request: RequestKey
}

export type NeedServerOutput =
  /** 124, step 186: ask local sources; then give `located`. */
  | { readonly type: 'locate'; readonly request: RequestKey }
  /** 126, step 188 (`delay-over`). Give `then` after `inMs`; one that comes too late does nothing. */
  | { readonly type: 'set-timer'; readonly inMs: number; readonly request: RequestKey; readonly then: NeedServerTimer }
  /** 130, step 192: "I have" (or "I am downloading", Fig. 7, 216B) straight to the asker, or to everybody where the node is set so. */
  | { readonly type: 'answer'; readonly request: RequestKey; readonly what: 'have' | 'downloading' }
  /** 128, step 190: nobody waits for our answer any more. */
  | { readonly type: 'cancel'; readonly request: RequestKey }

/** 122, 124 and 126 of Fig. 3; 128 and 130 are passed through within one input. */
export type NeedServerState = 'idle' | 'locating' | 'waiting'

interface Request {
  readonly key: RequestKey
  state: 'locating' | 'waiting'
}

export class NeedServer {
  /** Those that are not idle. */
  readonly #requests = new Map<string, Request>()
  readonly #ofAsker = new Map<PeerId, number>()
  /** Answered, cancelled or found before they were heard: the oldest first. */
  readonly #over = new Set<string>()

  /** Requests that are worked on now. */
  get size(): number {
    return this.#requests.size
  }

  stateOf(request: RequestKey): NeedServerState {
    return this.#requests.get(nameOf(request))?.state ?? 'idle'
  }

  /** What concerns a request that is not worked on does nothing, but for the need itself. */
  handle(input: NeedServerInput): NeedServerOutput[] {
    switch (input.type) {
      case 'need':
        return this.#need(input.request)
      case 'located':
        return this.#located(input.request, input.located)
      case 'found':
        return this.#found(input.request)
      case 'gone':
        return this.#gone(input.asker)
      case 'delay-over':
        return this.#delayOver(input.request)
      case 'locating-over':
        if (this.stateOf(input.request) === 'locating') this.#end(input.request)
        return []
    }
  }

  /** 122 -> 124. Whatever the state of other requests (Fig. 3: "regardless of the state … listens for new requests"). */
  #need(request: RequestKey): NeedServerOutput[] {
    const name = nameOf(request)
    if (this.#requests.has(name) || this.#over.has(name)) return []
    const ofAsker = this.#ofAsker.get(request.asker) ?? 0
    // Others may have it; whoever asks for more than that hears nothing of us.
    if (this.#requests.size >= MAX_REQUESTS || ofAsker >= MAX_REQUESTS_OF_ASKER) return []
    this.#requests.set(name, { key: request, state: 'locating' })
    this.#ofAsker.set(request.asker, ofAsker + 1)
    return [{ type: 'locate', request }, timer(LOCATE_BUDGET_MS, 'locating-over', request)]
  }

  /** 124 -> 126, or back to 122. Who downloads it says so at once: those are few. */
  #located(request: RequestKey, located: Located): NeedServerOutput[] {
    const found = this.#requests.get(nameOf(request))
    if (found?.state !== 'locating') return []
    switch (located.what) {
      case 'nothing':
        this.#end(request)
        return []
      case 'downloading':
        this.#end(request)
        return [{ type: 'answer', request, what: 'downloading' }]
      case 'held':
        found.state = 'waiting'
        return [timer(located.delayMs, 'delay-over', request)]
    }
  }

  /** 126 -> 128 -> 122; also what is still looked for. One that comes before its need is remembered: paths differ. */
  #found(request: RequestKey): NeedServerOutput[] {
    const isWorkedOn = this.#requests.has(nameOf(request))
    this.#end(request)
    return isWorkedOn ? [{ type: 'cancel', request }] : []
  }

  /** 126 -> 130 -> 122. */
  #delayOver(request: RequestKey): NeedServerOutput[] {
    if (this.stateOf(request) !== 'waiting') return []
    this.#end(request)
    return [{ type: 'answer', request, what: 'have' }]
  }

  #gone(asker: PeerId): NeedServerOutput[] {
    if (!this.#ofAsker.has(asker)) return []
    const theirs = [...this.#requests.values()].filter(({ key }) => key.asker === asker)
    return theirs.flatMap(({ key }) => this.#found(key))
  }

  /** Back to 122, for good. */
  #end(request: RequestKey): void {
    const name = nameOf(request)
    if (this.#requests.delete(name)) {
      const left = (this.#ofAsker.get(request.asker) ?? 1) - 1
      if (left > 0) this.#ofAsker.set(request.asker, left)
      else this.#ofAsker.delete(request.asker)
    }
    this.#over.add(name)
    keepNewest(this.#over, MAX_REQUESTS_REMEMBERED)
  }
}

/** What stands for it in maps. */
export function nameOf({ asker, needId }: RequestKey): string {
  return `${asker}/${needId}`
}

function timer(inMs: number, type: NeedServerTimer['type'], request: RequestKey): NeedServerOutput {
  return { type: 'set-timer', inMs, request, then: { type, request } }
}
