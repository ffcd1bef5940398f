// "Where is this peer?" to the whole graph: an ephemeral record of who asks. Spec: docs/protocols/discovery.md.
import { peerIdFromPublicKey, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../record/index.js'
import { MAX_SOUGHT_BYTES, SOUGHT_TTL_MS } from './defaults.js'
import { potluck } from './graph-pb.js'

const wire = potluck.graph.v1
const KEY_BYTES = 32

export interface SoughtData {
  /** Who is looked for. */
  peer: PeerId
}

export const soughtType = defineRecordType<SoughtData>({
  name: 'graph.sought',
  lifetime: 'ephemeral',
  ttlMs: SOUGHT_TTL_MS,
  maxBytes: MAX_SOUGHT_BYTES,
  codec: {
    encode: ({ peer }) => wire.SoughtData.encode({ peer: publicKeyFromPeerId(peer)! }).finish(),
    decode: (bytes) => {
      const { peer } = wire.SoughtData.decode(bytes)
      if (peer.byteLength !== KEY_BYTES) throw new RangeError('peer')
      return { peer: peerIdFromPublicKey(peer) }
    }
  }
})

/** One for each that a member looks for: the next replaces it. */
export function soughtId(asker: PeerId, peer: PeerId): RecordId {
  return namedRecordId(asker, `${soughtType.name}/${peer}`)
}

/** Whom its author looks for; undefined where it is no such record, or not as it has to be. For foreign bytes. */
export function readSought(record: GroupRecord): PeerId | undefined {
  if (record.type !== soughtType.name || record.expiresAtMs - record.modifiedAtMs > SOUGHT_TTL_MS) return undefined
  return readData(soughtType, record)?.peer
}
