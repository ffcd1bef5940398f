// Asking members who takes an upload (Fig. 9, 552 to 556): once for all uploads to an origin that ask at about the same time. What they say
// is remembered (known-relays.ts).
import { setNewest, type Clock, type PeerId } from '../../base/index.js'
import type { AskedNeed } from '../need/needs.js'
import { relayOf, type KnownRelays } from './known-relays.js'
import { ASKED_AGAIN_MS, ENOUGH_RELAYS, FOUND_AFTER_MS, MAX_ORIGINS_REMEMBERED } from './upload-defaults.js'
import type { UploadGroup } from './upload-service-init.js'

export interface RelayAsksInit {
  readonly clock: Clock
  readonly groups: ReadonlyMap<string, UploadGroup>
  readonly known: KnownRelays
}

/** One asking, in one group. */
interface Asking {
  readonly need: AskedNeed
  readonly listeners: Set<(isOver: boolean) => void>
  heard: number
  isFound: boolean
}

export class RelayAsks {
  readonly #init: RelayAsksInit
  /** By group and origin. */
  readonly #running = new Map<string, Asking>()
  readonly #askedMs = new Map<string, number>()

  constructor(init: RelayAsksInit) {
    this.#init = init
  }

  /**
   * "I need", POST (552). `heard` is called whenever somebody answers, and once with true when nobody else will: then what is known counts.
   * @param groupId only its members; undefined: those of all groups
   * @returns somebody has been found (556), and who asked need not hear any more
   */
  ask(url: string, origin: string, groupId: string | undefined, heard: (isAll: boolean) => void): () => void {
    const { groups } = this.#init
    const asked = [...groups.values()].filter(({ id }) => groupId === undefined || id === groupId)
    const left: (() => void)[] = []
    let open = asked.length
    let isStopped = false
    const listener = (isOver: boolean): void => {
      if (isOver) open--
      if (!isStopped) heard(open === 0)
    }
    for (const group of asked) left.push(this.#askIn(group, url, origin, listener))
    // At least one turn later, as an answer would come.
    if (asked.length === 0) this.#init.clock.setTimer(0, () => !isStopped && heard(true))
    return () => {
      isStopped = true
      for (const leave of left) leave()
    }
  }

  close(): void {
    for (const { need } of this.#running.values()) need.found()
  }

  #askIn(group: UploadGroup, url: string, origin: string, listener: (isOver: boolean) => void): () => void {
    const key = `${group.id} ${origin}`
    const asking = this.#running.get(key) ?? this.#begin(key, group, url, origin)
    if (asking === undefined) {
      const timer = this.#init.clock.setTimer(0, () => listener(true))
      return () => timer.cancel()
    }
    asking.listeners.add(listener)
    return () => {
      asking.listeners.delete(listener)
      this.#findSoon(asking)
    }
  }

  /** Undefined: nobody can be asked, or was asked just now. */
  #begin(key: string, group: UploadGroup, url: string, origin: string): Asking | undefined {
    const { clock } = this.#init
    if (!group.group.limitsOf(group.group.self).mayUseUplinks) return undefined
    if (group.needs.mode === 'off') return this.#lookWhoIsHere(group, origin)
    const nowMs = clock.monotonicMs()
    if (nowMs - (this.#askedMs.get(key) ?? -Infinity) < ASKED_AGAIN_MS) return undefined
    try {
      const need = group.needs.ask({ uri: url, method: 'POST', all: true, wait: false })
      need.told.catch(() => {}) // Then it ends without an answer.
      const asking: Asking = { need, listeners: new Set(), heard: 0, isFound: false }
      this.#running.set(key, asking)
      setNewest(this.#askedMs, key, nowMs, MAX_ORIGINS_REMEMBERED)
      void this.#hear(key, group, origin, asking)
      return asking
    } catch {
      return undefined // Members may not hear of that URL, or too many needs live.
    }
  }

  async #hear(key: string, group: UploadGroup, origin: string, asking: Asking): Promise<void> {
    const alias = `/v1/groups/${group.id}/uploads`
    try {
      for await (const answer of asking.need.answers) {
        if (answer.alias !== alias) continue
        const by = { peer: answer.holder, groupId: group.id }
        this.#init.known.heard(origin, relayOf(by, answer.pairs), this.#init.clock.monotonicMs())
        asking.heard++
        for (const listener of [...asking.listeners]) listener(false)
        if (asking.heard >= ENOUGH_RELAYS) asking.need.found()
      }
    } finally {
      this.#running.delete(key)
      for (const listener of [...asking.listeners]) listener(true)
    }
  }

  /** "I found" (556): soon, so that some more may answer who stand in. */
  #findSoon(asking: Asking): void {
    if (asking.isFound || asking.heard === 0) return
    asking.isFound = true
    this.#init.clock.setTimer(FOUND_AFTER_MS, () => asking.need.found())
  }

  /** Where this node asks nobody: whoever is here with an uplink may take it, and says so when it is offered. */
  #lookWhoIsHere(group: UploadGroup, origin: string): undefined {
    const { self, graph, isMember } = group.group
    const may = (peer: PeerId): boolean => peer !== self && isMember.call(group.group, peer)
    for (const { peer, uplink } of graph.present()) {
      if (uplink === 'no' || !may(peer)) continue
      const by = { peer, groupId: group.id }
      this.#init.known.heard(origin, relayOf(by, []), this.#init.clock.monotonicMs())
    }
  }
}
