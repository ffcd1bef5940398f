// Whom a simulated asker gives its uploads: what the product remembers of those that answered (known-relays.ts), of one process.
import type { PeerId } from '../../src/base/index.js'
import type { RelayStanding } from '../../src/flows/receipt/blame.js'
import { KnownRelays } from '../../src/flows/receipt/known-relays.js'
import { maximumWaitMs } from '../../src/flows/receipt/maximum-wait.js'
import type { UploadId } from '../../src/flows/receipt/order.js'
import { TURNED_DOWN_MS, UNPROVED_MS } from '../../src/flows/receipt/upload-defaults.js'
import { UploadShares } from '../../src/flows/receipt/upload-shares.js'
import type { AttemptResult, UploadBy } from '../../src/flows/receipt/uploads.js'
import type { SimPeer } from './sim-peer.js'
import type { SimulatedRelay } from './upload-relay.js'
import type { World } from './world.js'

/** For how long a member is offered nothing more for a backend, as upload-run.ts has it. */
const PASSED_OVER_MS: { readonly [result in AttemptResult]?: number } = {
  ...{ 'turned-down': TURNED_DOWN_MS, unreachable: TURNED_DOWN_MS, broken: TURNED_DOWN_MS },
  ...{ 'given-back': TURNED_DOWN_MS, gone: TURNED_DOWN_MS, 'too-late': UNPROVED_MS }
}

/** One upload, as far as it matters here. */
export interface ToChooseFor {
  readonly id: UploadId
  readonly targetUri: string
  readonly bytes: number
}

export interface ChoiceWorld {
  readonly world: World
  readonly relays: readonly SimulatedRelay[]
  /** Of the black list. */
  standing(peer: PeerId, origin: string): RelayStanding
}

export class UploadChoice {
  readonly #peer: SimPeer
  readonly #groupId: string
  readonly #surroundings: ChoiceWorld
  readonly #known = new KnownRelays()
  readonly #shares = new Map<UploadId, UploadShares>()

  constructor(peer: SimPeer, groupId: string, surroundings: ChoiceWorld) {
    this.#peer = peer
    this.#groupId = groupId
    this.#surroundings = surroundings
  }

  /** Who answered (554): those that are fine first, and of these who is likely to be done first. */
  offers({ targetUri, bytes }: ToChooseFor): UploadBy[] {
    const { world, relays, standing } = this.#surroundings
    const { origin } = new URL(targetUri)
    const nowMs = this.#peer.clock.monotonicMs()
    for (const relay of relays) {
      const offer = relay.peer.state === 'running' && world.network.reaches(this.#peer, relay.peer) && relay.offer()
      const by = { peer: relay.peer.id, groupId: this.#groupId }
      if (typeof offer === 'object') this.#known.heard(origin, { by, ...offer }, nowMs)
    }
    const all = this.#known.of(origin, bytes, nowMs).map(({ by }) => ({ by, standing: standing(by.peer, origin) }))
    return ['fine', 'doubted'].flatMap((wanted) => all.filter((one) => one.standing === wanted).map(({ by }) => by))
  }

  /** How long the asker means to wait at most, of what that member said. */
  waitMs({ targetUri, bytes }: ToChooseFor, peer: PeerId): number {
    const all = this.#known.of(new URL(targetUri).origin, bytes, this.#peer.clock.monotonicMs())
    const relay = all.find(({ by }) => by.peer === peer)
    const { everyMs = 0, bytesPerSecond } = relay ?? {}
    const queuedBytes = relay === undefined ? 0 : this.#known.queuedBytes(relay)
    return maximumWaitMs({ bytes, queuedBytes, everyMs, bytesPerSecond })
  }

  took(upload: ToChooseFor, peer: PeerId): void {
    this.#sharesOf(upload).took(peer)
  }

  /** Nobody else has it any more. */
  keep(upload: ToChooseFor, peers: readonly PeerId[]): void {
    this.#sharesOf(upload).keep(new Set(peers))
  }

  /** A try with that one ended so. */
  ended(upload: ToChooseFor, peer: PeerId, result: AttemptResult): void {
    const forMs = PASSED_OVER_MS[result] ?? 0
    this.#known.backOff(new URL(upload.targetUri).origin, peer, this.#peer.clock.monotonicMs() + forMs)
    this.#sharesOf(upload).ended(peer, result)
  }

  #sharesOf({ id, targetUri, bytes }: ToChooseFor): UploadShares {
    const shares = this.#shares.get(id) ?? new UploadShares(this.#known, new URL(targetUri).origin, bytes)
    this.#shares.set(id, shares)
    return shares
  }
}
