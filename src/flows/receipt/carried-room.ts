// How much of this disk uploads of members may take: in all, and of one member, so that nobody fills it for the others. What comes in is
// counted before its first byte is read.
import type { PeerId } from '../../base/index.js'
import {
  ASKER_SHARE,
  CARRIED_OVERHEAD_BYTES,
  MAX_CARRIED,
  MAX_CARRIED_OF_ASKER,
  MAX_RECEIVED_AT_ONCE
} from './carried-defaults.js'

/** What one upload takes. */
export interface RoomTaken {
  /** It takes so much now. */
  resize(diskBytes: number): void
  /** Its content is here: another of that member may come in. */
  received(): void
  /** Safe to call twice. */
  release(): void
}

export interface RoomUse {
  readonly uploads: number
  readonly bytes: number
}

export class CarriedRoom {
  readonly #maxBytes: number
  readonly #uses = new Map<PeerId, { uploads: number; bytes: number; coming: number }>()
  #uploads = 0
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get used(): RoomUse {
    return { uploads: this.#uploads, bytes: this.#bytes }
  }

  usedBy(asker: PeerId): RoomUse {
    const { uploads = 0, bytes = 0 } = this.#uses.get(asker) ?? {}
    return { uploads, bytes }
  }

  /** Why an upload of that size is not taken now; undefined: it is. */
  refusal(asker: PeerId, contentBytes: number): 'too-large' | 'share' | 'full' | 'busy' | undefined {
    const bytes = contentBytes + CARRIED_OVERHEAD_BYTES
    const shareBytes = this.#maxBytes * ASKER_SHARE
    if (bytes > shareBytes) return 'too-large'
    const { uploads = 0, bytes: taken = 0, coming = 0 } = this.#uses.get(asker) ?? {}
    if (uploads >= MAX_CARRIED_OF_ASKER || taken + bytes > shareBytes) return 'share'
    if (this.#uploads >= MAX_CARRIED || this.#bytes + bytes > this.#maxBytes) return 'full'
    return coming >= MAX_RECEIVED_AT_ONCE ? 'busy' : undefined
  }

  /** For one that is to come in, and is not refused. */
  take(asker: PeerId, contentBytes: number): RoomTaken {
    return this.#take(asker, contentBytes + CARRIED_OVERHEAD_BYTES, true)
  }

  /** For one that lies here, whatever the limits are now. */
  takeFound(asker: PeerId, diskBytes: number): RoomTaken {
    return this.#take(asker, diskBytes, false)
  }

  #take(asker: PeerId, diskBytes: number, isComing: boolean): RoomTaken {
    const use = this.#uses.get(asker) ?? { uploads: 0, bytes: 0, coming: 0 }
    this.#uses.set(asker, use)
    let [taken, coming, isHeld] = [0, isComing, true]
    const resize = (bytes: number): void => {
      use.bytes += bytes - taken
      this.#bytes += bytes - taken
      taken = bytes
    }
    const received = (): void => {
      if (coming) use.coming--
      coming = false
    }
    use.uploads++
    this.#uploads++
    if (coming) use.coming++
    resize(diskBytes)
    const release = (): void => {
      if (!isHeld) return
      isHeld = false
      received()
      resize(0)
      use.uploads--
      this.#uploads--
      if (use.uploads === 0) this.#uses.delete(asker)
    }
    return { resize, received, release }
  }
}
