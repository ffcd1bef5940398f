// What the doors of one group share with all others of the node: what is carried, and how much more may be.
import type { PeerId } from '../../base/index.js'
import type { CarriedRoom, RoomTaken } from './carried-room.js'
import type { CarriedRun } from './carried-run.js'
import type { CarriedStore, StoredUpload } from './carried-store.js'
import type { CarryGroup } from './carry-group.js'
import type { CarryRefusal } from './carry-refusal.js'

export interface CarryDesk {
  readonly parts: CarryGroup
  readonly carries: boolean
  readonly everyMs: number
  readonly room: CarriedRoom
  readonly store: CarriedStore
  isClosed(): boolean
  /** This machine had no way out at all, a moment ago. */
  isOffline(): boolean
  /** Bytes a second, as measured. */
  rate(): number | undefined
  /** What goes before the next one. */
  queuedBytes(): number
  /** How long the asker of one of that size may be told to wait. */
  waitMs(bytes: number, queuedBytes: number): number
  find(asker: PeerId, uploadId: string): CarriedRun | undefined
  /** What is kept of uploads that are over, but for what became of them, goes. @param asker of that member alone */
  makeRoom(asker?: PeerId): void
  carry(stored: StoredUpload, taken: RoomTaken): void
  drop(run: CarriedRun): void
  refused(refusal: CarryRefusal): void
}
