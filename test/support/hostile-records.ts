// What a member with a program of its own signs and sends: records by hand, in its own name and in others'.
import {
  fromHex,
  peerIdFromPublicKey,
  publicKeyFromPeerId,
  systemClock,
  systemRandom,
  type KeyPair,
  type PeerId
} from '../../src/base/index.js'
import { readGroupFolder } from '../../src/group/index.js'
import { createRecordId, type GroupRecord, type RecordId } from '../../src/record/index.js'
import { potluck } from '../../src/record/record-pb.js'
import { HandWrittenPeer } from './hand-written-peer.js'
import type { RealGroup } from './real-group.js'

/** Somebody with a good certificate, and a program of its own. */
export async function memberByHand(office: RealGroup, keyPair: KeyPair): Promise<HandWrittenPeer> {
  const chains = [await office.issue(keyPair.publicKey)]
  const { secret: groupSecret } = await readGroupFolder(office.founder, office.id)
  const peer = await HandWrittenPeer.start({ keyPair, chains, groupId: office.idBytes, groupSecret })
  office.closing(() => peer.close())
  return peer
}

/** An ephemeral record of now, for a minute. @param id @default a fresh one */
export function writtenBy({ publicKey }: KeyPair, type: string, data: Uint8Array, id?: RecordId): GroupRecord {
  const self = peerIdFromPublicKey(publicKey)
  const nowMs = systemClock.nowMs()
  return {
    ...{ id: id ?? createRecordId(self, systemRandom), type, creator: self, lastModifiedBy: self },
    ...{ version: nowMs, createdAtMs: nowMs, modifiedAtMs: nowMs, expiresAtMs: nowMs + 60_000, deleted: false },
    ...{ attributes: {}, data, autoRefresh: false, renewals: 0, renewedAtMs: 0 }
  }
}

/** The same envelope as if another had made it: the signature does not fit. */
export function inNameOf(peer: PeerId, envelope: Uint8Array, id: RecordId): Uint8Array {
  const wire = potluck.record.v1
  const { record, signature } = wire.Envelope.decode(envelope)
  const key = publicKeyFromPeerId(peer)!
  const claimed = { ...wire.Record.decode(record), id: fromHex(id)!, creator: key, lastModifiedBy: key }
  return wire.Envelope.encode({ record: wire.Record.encode(claimed).finish(), signature }).finish()
}
