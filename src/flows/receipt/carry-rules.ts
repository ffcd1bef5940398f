// For whom, and where to, this node carries uploads now, whatever their size.
import type { PeerId } from '../../base/index.js'
import type { CarryDesk } from './carry-desk.js'
import type { CarryRefusalReason } from './carry-refusal.js'

/** Undefined: it does. */
export function carryRefusal(desk: CarryDesk, asker: PeerId, target: URL): CarryRefusalReason | undefined {
  const { parts, carries } = desk
  if (desk.isClosed()) return 'closing'
  const uplink = parts.uplink()
  if (!carries || uplink === 'off' || !parts.group.limitsOf(parts.group.self).mayServe) return 'off'
  if (!parts.group.isMember(asker) || !parts.group.limitsOf(asker).mayUseUplinks) return 'not-allowed'
  if (parts.refusal(target) !== undefined) return 'policy'
  return uplink === 'no' || desk.isOffline() ? 'no-uplink' : undefined
}

/** Undefined: there is room for so much of that member, where need be by what is kept of uploads that are over; for its share of its own alone. */
export function roomRefusal(desk: CarryDesk, asker: PeerId, bytes: number): CarryRefusalReason | undefined {
  const refusal = desk.room.refusal(asker, bytes)
  if (refusal !== 'share' && refusal !== 'full') return refusal
  desk.makeRoom(refusal === 'share' ? asker : undefined)
  return desk.room.refusal(asker, bytes)
}
