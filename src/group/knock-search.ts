// Whom to ask when somebody wants in, as a machine: every address that is found is asked whose door it is, and all doors of the
// wanted group are knocked at until one opens. Names and denials are anybody's word, so neither ends the search at once. Spec:
// docs/protocols/knock.md.
import { publicKeyFromPeerId, type PeerId } from '../base/index.js'
import {
  KNOCK_BUSY_MS,
  KNOCK_RETRY_MS,
  KNOCK_WAIT_MS,
  MAX_KNOCK_ADDRESSES,
  MAX_KNOCK_ADDRESSES_PER_HOST,
  MAX_KNOCK_ADDRESSES_PER_PEER
} from './defaults.js'

/** A door that was found: what stands on it is a stranger's word, whose key alone is proved. */
export interface Door {
  /** 64 hex characters. */
  readonly groupId: string
  readonly groupName: string
  readonly administrator: PeerId
  readonly administratorName: string
  /** Multiaddr. */
  readonly address: string
}

export type DoorAnswer =
  | { readonly type: 'offered'; readonly door: Door }
  | { readonly type: 'waiting' | 'busy'; readonly inMs: number }
  | { readonly type: 'denied' }
  /** The driver has read the invitation: it is one to the wanted group. */
  | { readonly type: 'invited' }
  /** Nobody, not a word, or nonsense. */
  | { readonly type: 'nothing' }

export type KnockSearchInput =
  /** `areGiven`: by the person, at the beginning: these keep their places. */
  | { type: 'found'; addresses: readonly string[]; areGiven?: boolean }
  | { type: 'answered'; address: string; answer: DoorAnswer }
  /** A timer that was set. */
  | { type: 'due'; address: string }
  /** Whoever is there has been found by now: denials count. */
  | { type: 'settled' }

export type KnockSearchOutput =
  | { type: 'ask'; address: string; what: 'list' | 'knock' }
  | { type: 'set-timer'; address: string; inMs: number }
  /** For the first time at this address. */
  | { type: 'offered'; door: Door }
  /** The first that has us wait. */
  | { type: 'waiting'; door: Door }
  | { type: 'end'; result: 'invited' | 'denied' }

interface Place {
  readonly address: string
  isGiven: boolean
  door: Door | undefined
  state: 'asking' | 'resting' | 'denied'
}

export class KnockSearch {
  readonly #wanted: string | undefined
  /** Who rests stands in the order of since when. */
  readonly #places = new Map<string, Place>()
  /** Addresses whose timer has not fired, also of some that have no place any more: nobody is asked sooner for having lost it. */
  readonly #timed = new Set<string>()
  #isSettled = false
  #isWaiting = false
  #ended = false

  /** @param wanted id of the group to knock at; undefined: of none, only to see which there are */
  constructor(wanted: string | undefined) {
    this.#wanted = wanted
  }

  handle(input: KnockSearchInput): KnockSearchOutput[] {
    if (this.#ended) return []
    switch (input.type) {
      case 'found':
        return input.addresses.flatMap((address) => this.#found(address, input.areGiven ?? false))
      case 'answered':
        return this.#answered(input.address, input.answer)
      case 'due':
        this.#timed.delete(input.address)
        return this.#places.get(input.address)?.state === 'resting' ? this.#ask(input.address) : []
      case 'settled':
        this.#isSettled = true
        return this.#endIfDenied()
    }
  }

  #found(address: string, isGiven: boolean): KnockSearchOutput[] {
    const place = this.#places.get(address)
    if (place !== undefined) place.isGiven ||= isGiven
    if (place !== undefined || (!isGiven && !this.#makeRoom(address))) return []
    const isTimed = this.#timed.has(address)
    this.#places.set(address, { address, isGiven, door: undefined, state: isTimed ? 'resting' : 'asking' })
    return isTimed ? [] : this.#ask(address)
  }

  /**
   * What is found is anybody's word, also which host and peer it is of: so nothing that was found keeps out what is found later, unless
   * a door of the wanted group is there.
   */
  #makeRoom(address: string): boolean {
    const peer = peerOf(address)
    const limits: readonly [number, (known: string) => boolean][] = [
      [MAX_KNOCK_ADDRESSES_PER_HOST, (known) => hostIn(known) === hostIn(address)],
      [MAX_KNOCK_ADDRESSES_PER_PEER, (known) => peer !== undefined && peerOf(known) === peer],
      [MAX_KNOCK_ADDRESSES, () => true]
    ]
    return limits.every(([most, isAmong]) => {
      const among = [...this.#places.values()].filter((place) => !place.isGiven && isAmong(place.address))
      if (among.length < most) return true
      const idle = among.find((place) => this.#isIdle(place))
      return idle !== undefined && this.#places.delete(idle.address)
    })
  }

  #isIdle({ state, door }: Place): boolean {
    if (state !== 'resting') return false
    return door === undefined || (this.#wanted !== undefined && door.groupId !== this.#wanted)
  }

  #ask(address: string): KnockSearchOutput[] {
    const place = this.#places.get(address)
    if (place === undefined) return []
    place.state = 'asking'
    const isWanted = this.#wanted !== undefined && place.door?.groupId === this.#wanted
    return [{ type: 'ask', address, what: isWanted ? 'knock' : 'list' }]
  }

  #answered(address: string, answer: DoorAnswer): KnockSearchOutput[] {
    const place = this.#places.get(address)
    if (place?.state !== 'asking') return []
    switch (answer.type) {
      case 'offered': {
        const before = place.door
        place.door = answer.door
        const told: KnockSearchOutput[] = before === undefined ? [{ type: 'offered', door: answer.door }] : []
        // A door that bears another name now is asked as rarely as one where nobody is.
        if (before === undefined && answer.door.groupId === this.#wanted) return [...told, ...this.#ask(address)]
        return [...told, ...this.#rest(address, place, KNOCK_BUSY_MS)]
      }
      case 'waiting': {
        const resting = this.#rest(address, place, answer.inMs)
        if (this.#isWaiting || place.door === undefined) return resting
        this.#isWaiting = true
        return [{ type: 'waiting', door: place.door }, ...resting]
      }
      case 'busy':
        return this.#rest(address, place, answer.inMs)
      case 'denied':
        place.state = 'denied'
        return this.#endIfDenied()
      case 'invited':
        return this.#end('invited')
      case 'nothing':
        return this.#rest(address, place, KNOCK_RETRY_MS)
    }
  }

  /** However short or long a stranger would have it. */
  #rest(address: string, place: Place, inMs: number): KnockSearchOutput[] {
    place.state = 'resting'
    this.#places.delete(address)
    this.#places.set(address, place)
    this.#timed.add(address)
    const longestMs = place.door === undefined ? KNOCK_BUSY_MS : KNOCK_WAIT_MS
    return [{ type: 'set-timer', address, inMs: Math.min(Math.max(inMs, KNOCK_RETRY_MS), longestMs) }]
  }

  /** Not while anybody else of that group may still say yes: who denies may be an impostor. */
  #endIfDenied(): KnockSearchOutput[] {
    const doors = [...this.#places.values()].flatMap(({ door, state }) =>
      door !== undefined && door.groupId === this.#wanted ? [{ by: door.administrator, state }] : []
    )
    const deniers = new Set(doors.filter(({ state }) => state === 'denied').map(({ by }) => by))
    const isDenied = doors.length > 0 && doors.every(({ by }) => deniers.has(by))
    return this.#isSettled && isDenied ? this.#end('denied') : []
  }

  #end(result: 'invited' | 'denied'): KnockSearchOutput[] {
    this.#ended = true
    return [{ type: 'end', result }]
  }
}

/** As the multiaddr names it: an IP address or a name. */
function hostIn(address: string): string {
  return address.split('/')[2] ?? ''
}

/** As the multiaddr names it. */
function peerOf(address: string): PeerId | undefined {
  const peer = address.split('/p2p/')[1]
  return peer !== undefined && publicKeyFromPeerId(peer) !== undefined ? peer : undefined
}
