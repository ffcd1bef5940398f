// What a person should know of an open group: how this machine finds others, which members were caught, whose certificate ends.
import type { Logger, PeerId } from '../base/index.js'
import type { StartedGraph } from '../graph/index.js'
import type { Store } from '../store/index.js'
import type { GroupWarning } from './group.js'
import { nameOfMember } from './member-record.js'
import type { RenewalWarning } from './renewal-driver.js'

export interface GroupWarningsInit {
  readonly store: Store
  readonly graph: Pick<StartedGraph, 'warnings' | 'on'>
  readonly logger: Logger
  isMember(peer: PeerId): boolean
  onWarning(warning: GroupWarning): void
}

export class GroupWarnings {
  readonly #init: GroupWarningsInit
  /** Who signed two histories. */
  readonly #caught: Set<PeerId>
  readonly #unlisten: (() => void)[]

  constructor(init: GroupWarningsInit) {
    this.#init = init
    const { store, graph } = init
    this.#caught = new Set(store.evidence().map(({ author }) => author))
    this.#unlisten = [
      store.on('evidence', ({ author }) => this.#noteCaught(author)),
      graph.on('warning', (warning) => init.onWarning(warning))
    ]
  }

  /** @param ending administrators' certificates */
  all(ending: readonly RenewalWarning[]): GroupWarning[] {
    const { graph, isMember } = this.#init
    const caught = [...this.#caught].filter((peer) => isMember(peer))
    return [
      ...graph.warnings,
      ...caught.map((peer) => this.#caughtWarning(peer)),
      ...ending.map((one) => this.#endingWarning(one))
    ]
  }

  /** An administrator's certificate ends. */
  noteEnding(ending: RenewalWarning): void {
    this.#warn(this.#endingWarning(ending))
  }

  close(): void {
    for (const unlisten of this.#unlisten) unlisten()
  }

  #noteCaught(author: PeerId): void {
    if (this.#caught.has(author)) return
    this.#caught.add(author)
    this.#warn(this.#caughtWarning(author), author)
  }

  #warn(warning: GroupWarning, peer?: PeerId): void {
    this.#init.logger.warn(warning.message, peer === undefined ? {} : { peer })
    this.#init.onWarning(warning)
  }

  #endingWarning({ peer, endsAtMs }: RenewalWarning): GroupWarning {
    const name = nameOfMember(this.#init.store, peer) ?? 'an administrator'
    const ends = `the certificate of ${name} (…${peer.slice(-8)}) ends on ${new Date(endsAtMs).toISOString().slice(0, 10)}`
    return {
      code: 'ends-soon',
      message: `${ends}: only the recovery phrase renews it, at that machine (potluck recover)`
    }
  }

  /** Which of these it was, the proof does not say. */
  #caughtWarning(peer: PeerId): GroupWarning {
    const name = nameOfMember(this.#init.store, peer) ?? 'a member'
    const why = 'it lies, its key is in other hands, or one state of it ran twice'
    return {
      code: 'two-histories',
      message: `${name} (…${peer.slice(-8)}) signed two histories of its records: ${why}`
    }
  }
}
