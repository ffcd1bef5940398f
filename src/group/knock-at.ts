// Coming in by knocking: finds the groups here that hear strangers, asks administrators of one to be let in, waits for a person to
// say so, and joins with the invitation that comes. Spec: docs/protocols/knock.md.
import { delay, fromHex, raceSignal, systemClock, toHex, type Clock, type Logger, type PeerId } from '../base/index.js'
import { knockRendezvous, Visitor } from '../graph/index.js'
import { addressProblem } from './addresses.js'
import { KNOCK_SEARCH_MS, KNOCK_SETTLE_MS, KNOCK_WAIT_MS } from './defaults.js'
import { GroupError } from './errors.js'
import { groupsBehind, type FoundAdministrator, type FoundGroup } from './found-group.js'
import { loadIdentity, type Identity } from './identity.js'
import { checkClock, groupInvitedTo } from './join-by-code.js'
import { joinGroup, type JoinedGroup } from './join-group.js'
import { decodeKnockAnswer, encodeKnockRequest } from './knock-messages.js'
import {
  KnockSearch,
  type Door,
  type DoorAnswer,
  type KnockSearchInput,
  type KnockSearchOutput
} from './knock-search.js'
import { toText } from './text-form.js'

export interface LookInit {
  /** Where administrators may be, as multiaddrs over TCP, with or without `/p2p/`. @default none */
  readonly addresses?: readonly string[] | undefined
  /** Whether to look for them on the LAN too, by multicast. @default true */
  readonly mdns?: boolean | undefined
  /** @default the system's */
  readonly clock?: Clock | undefined
  readonly logger: Logger
  readonly signal?: AbortSignal | undefined
}

export interface FindGroupsInit extends LookInit {
  /** How long to look, ms. @default {@link KNOCK_SEARCH_MS} */
  readonly budgetMs?: number | undefined
}

export interface KnockInit extends LookInit {
  /** How long to wait for an answer, ms. @default {@link KNOCK_WAIT_MS} */
  readonly budgetMs?: number | undefined
  /** An administrator's node has us wait for a person. Once. */
  onWaiting?(administrator: FoundAdministrator): void
}

/**
 * Seed 003, step 506. Resolves {@link KNOCK_SETTLE_MS} after the first was found, since another may bear its name.
 * @returns the first found first; none where nobody hears strangers
 * @throws {GroupError} `NO_IDENTITY`, `BAD_IDENTITY_FILE`, `BAD_ADDRESS`; the signal's reason
 */
export async function findGroups(home: string, init: FindGroupsInit): Promise<FoundGroup[]> {
  const doors: Door[] = []
  const { clock = systemClock, budgetMs = KNOCK_SEARCH_MS } = init
  const door = await Asking.start(await loadIdentity(home), undefined, init)
  await door.use(async ({ signal }) => {
    const first = new Promise<void>((resolve) => {
      door.onOffered = (offered) => {
        doors.push(offered)
        resolve()
      }
    })
    await Promise.race([first.then(() => delay(clock, KNOCK_SETTLE_MS, signal)), delay(clock, budgetMs, signal)])
  })
  return groupsBehind(doors)
}

/**
 * Seed 003, steps 508 to 518. Works without a running node. Knocking again after the answer was lost brings the same answer.
 * @throws {GroupError} `KNOCK_DENIED`, `KNOCK_UNANSWERED`, `CLOCK_OFF`, `BAD_ADDRESS`; as `loadIdentity` and `joinGroup` do; the signal's
 * reason
 */
export async function knockAt(home: string, group: FoundGroup, init: KnockInit): Promise<JoinedGroup> {
  const { clock = systemClock, budgetMs = KNOCK_WAIT_MS } = init
  const asking = await Asking.start(await loadIdentity(home), group.id, init)
  const result = await asking.use(async ({ signal, ended }) => {
    asking.handle({ type: 'found', addresses: group.administrators.map(({ address }) => address) })
    asking.onWaiting = init.onWaiting
    void delay(clock, KNOCK_SEARCH_MS, signal).then(
      () => asking.handle({ type: 'settled' }),
      () => {}
    )
    return await Promise.race([ended, delay(clock, budgetMs, signal).then(() => 'unanswered' as const)])
  })
  if (result === 'denied') throw new GroupError('KNOCK_DENIED', `an administrator of ${group.name} said no`)
  const { invitation } = asking
  if (result === 'unanswered' || invitation === undefined) {
    throw new GroupError(
      'KNOCK_UNANSWERED',
      `no administrator of ${group.name} has answered: ask one, then knock again`
    )
  }
  checkClock({ issuerName: invitation.issuerName }, invitation.issuerNowMs, clock.nowMs())
  return await joinGroup(home, invitation.text, { clock })
}

/** The driver of {@link KnockSearch}. */
class Asking {
  /** What came with `invited`. */
  invitation: { text: string; issuerName: string; issuerNowMs: number } | undefined
  onOffered: ((door: Door) => void) | undefined
  onWaiting: ((administrator: FoundAdministrator) => void) | undefined
  readonly #identity: Identity
  readonly #wanted: string | undefined
  readonly #init: LookInit
  readonly #visitor: Visitor
  readonly #search: KnockSearch
  readonly #doors = new Map<string, Door>()
  readonly #stopped = new AbortController()
  #end: (result: 'invited' | 'denied') => void = () => {}

  private constructor(identity: Identity, wanted: string | undefined, init: LookInit, visitor: Visitor) {
    this.#identity = identity
    this.#wanted = wanted
    this.#init = init
    this.#visitor = visitor
    this.#search = new KnockSearch(wanted)
  }

  static async start(identity: Identity, wanted: string | undefined, init: LookInit): Promise<Asking> {
    const { addresses = [], clock = systemClock, logger, signal } = init
    signal?.throwIfAborted()
    for (const address of addresses) {
      const problem = addressProblem(address)
      if (problem !== undefined) throw new GroupError('BAD_ADDRESS', `${address.slice(0, 80)}: ${problem}`)
    }
    const visitor = await Visitor.start({ keyPair: identity.keyPair, clock, logger })
    return new Asking(identity, wanted, init, visitor)
  }

  /** Asks from the first turn of `use` until it is over. */
  async use<T>(use: (asking: { signal: AbortSignal; ended: Promise<'invited' | 'denied'> }) => Promise<T>): Promise<T> {
    const { addresses = [], mdns = true, signal } = this.#init
    const ended = new Promise<'invited' | 'denied'>((resolve) => (this.#end = resolve))
    try {
      const used = raceSignal(use({ signal: this.#stopped.signal, ended }), signal)
      this.handle({ type: 'found', addresses, areGiven: true })
      if (mdns) {
        const found = (peer: PeerId, seen: readonly string[]): void =>
          this.handle({ type: 'found', addresses: seen.map((address) => `${address}/p2p/${peer}`) })
        void this.#visitor.discover(knockRendezvous(), found).catch(() => {})
      }
      return await used
    } finally {
      this.#stopped.abort()
      await this.#visitor.close()
    }
  }

  handle(input: KnockSearchInput): void {
    if (this.#stopped.signal.aborted) return
    for (const output of this.#search.handle(input)) this.#carryOut(output)
  }

  #carryOut(output: KnockSearchOutput): void {
    switch (output.type) {
      case 'ask':
        return void this.#ask(output.address, output.what)
      case 'set-timer': {
        const { address, inMs } = output
        const due = (): void => this.handle({ type: 'due', address })
        return void delay(this.#init.clock ?? systemClock, inMs, this.#stopped.signal).then(due, () => {})
      }
      case 'offered':
        return this.onOffered?.(output.door)
      case 'waiting': {
        const { administrator: peer, administratorName: name, address } = output.door
        return this.onWaiting?.({ peer, name, address })
      }
      case 'end':
        return this.#end(output.result)
    }
  }

  /** Never rejects. */
  async #ask(address: string, what: 'list' | 'knock'): Promise<void> {
    const { name } = this.#identity
    const rootPublicKey = fromHex(this.#wanted ?? '') ?? new Uint8Array()
    const body = encodeKnockRequest(what === 'list' ? { type: 'list' } : { type: 'knock', rootPublicKey, name })
    const peer = this.#doors.get(address)?.administrator
    const heard = await this.#visitor.ask({ request: 'knock', address, peer, body })
    const answer = heard === undefined ? undefined : this.#read(address, heard.peer, heard.body)
    this.handle({ type: 'answered', address, answer: answer ?? { type: 'nothing' } })
  }

  #read(address: string, peer: PeerId, body: Uint8Array): DoorAnswer | undefined {
    const answer = decodeKnockAnswer(body)
    switch (answer?.outcome) {
      case undefined:
        return undefined
      case 'offered': {
        const { rootPublicKey, groupName, administratorName } = answer
        const door = { groupId: toHex(rootPublicKey), groupName, administrator: peer, administratorName, address }
        this.#doors.set(address, door)
        return { type: 'offered', door }
      }
      case 'denied':
        return { type: 'denied' }
      case 'waiting':
      case 'busy':
        return { type: answer.outcome, inMs: answer.retryAfterMs }
      case 'invited': {
        const text = toText('invite', answer.invitation)
        // By their clock: that ours differs is told apart after.
        const isOurs = groupInvitedTo(text, this.#identity.peer, answer.nowMs) === this.#wanted
        if (this.#wanted === undefined || !isOurs) return undefined
        const issuerName = this.#doors.get(address)?.administratorName ?? peer
        this.invitation ??= { text, issuerName, issuerNowMs: answer.nowMs }
        return { type: 'invited' }
      }
    }
  }
}
