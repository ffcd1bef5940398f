// What the content port has open for members, so that none has too much of it, or anything longer than it may.
import type { Duplex } from 'node:stream'
import type { PeerId } from '../base/index.js'
import type { AliasGroup } from './alias-group.js'

export interface RunningAnswer {
  readonly kind: 'content' | 'service' | 'tunnel'
  readonly peer: PeerId
  readonly groupId: string
  /** Its connection, if it is there. */
  readonly socket: Duplex | null
  /** Asked again whenever limits change; whether the peer is a member is asked besides. */
  mayGoOn(group: AliasGroup): boolean
  end(): void
}

export class RunningAnswers {
  readonly #running = new Set<RunningAnswer>()

  /** @returns forgets it */
  add(answer: RunningAnswer): () => void {
    this.#running.add(answer)
    return () => void this.#running.delete(answer)
  }

  count(peer: PeerId, kind: RunningAnswer['kind']): number {
    let count = 0
    for (const answer of this.#running) if (answer.peer === peer && answer.kind === kind) count++
    return count
  }

  /** Whether something runs on that connection. */
  isOn(socket: Duplex): boolean {
    for (const answer of this.#running) if (answer.socket === socket) return true
    return false
  }

  /** Ends what may not go on. */
  recheck(groupOf: (groupId: string) => AliasGroup | undefined): void {
    for (const answer of [...this.#running]) {
      const group = groupOf(answer.groupId)
      if (group?.isMember(answer.peer) !== true || !answer.mayGoOn(group)) answer.end()
    }
  }
}
