// What a member says about itself: a durable record that each writes for itself, so names live in records and not in
// certificates (design section 5).
import { copyBytes, type Clock, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, readData, type RecordId } from '../record/index.js'
import type { Store } from '../store/index.js'
import { MEMBER_RECORD_TTL_MS } from './defaults.js'
import { potluck } from './group-pb.js'
import { checkName } from './names.js'

const wire = potluck.group.v1

export interface MemberData {
  readonly name: string
}

export const memberRecord = defineRecordType<MemberData>({
  name: 'group.member',
  lifetime: 'durable',
  maxBytes: 256,
  ttlMs: MEMBER_RECORD_TTL_MS,
  changeableBy: 'creator',
  codec: {
    encode: (data) => copyBytes(wire.MemberData.encode(data).finish()),
    decode: (bytes) => ({ name: checkName(wire.MemberData.decode(bytes).name) })
  }
})

/** The one member record that a peer has. */
export function memberRecordId(peer: PeerId): RecordId {
  return namedRecordId(peer, memberRecord.name)
}

/** What the peer calls itself, in its own words only; undefined where it has said nothing yet. */
export function nameOfMember(store: Store, peer: PeerId): string | undefined {
  const record = store.get(memberRecordId(peer))
  return record?.lastModifiedBy === peer ? readData(memberRecord, record)?.name : undefined
}

/** Writes our own record where it is missing, says something else, or is past half its life. */
export async function writeMemberRecord(store: Store, name: string, clock: Clock): Promise<void> {
  store.declare(memberRecord)
  const id = memberRecordId(store.author)
  const current = store.get(id)
  if (current === undefined) {
    await store.add(memberRecord, { id, data: { name } })
    return
  }
  const halfMs = (current.expiresAtMs - current.modifiedAtMs) / 2
  const fresh = current.expiresAtMs - clock.nowMs() > halfMs
  if (nameOfMember(store, store.author) !== name || !fresh) await store.update(memberRecord, id, { data: { name } })
}
