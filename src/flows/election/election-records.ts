// `election.packet` ("I stand") and `election.result` ("I won"): the records of an election (seed 001, Fig. 8: 302, 304). Signed by
// the record envelope, which binds them to the group. Spec: docs/protocols/election.md.
import { copyBytes, fromHex, peerIdFromPublicKey, publicKeyFromPeerId, toHex, type PeerId } from '../../base/index.js'
import { defineRecordType, namedRecordId, readData, type GroupRecord, type RecordId } from '../../record/index.js'
import { potluck } from '../election-pb.js'
import { isCriteria, type Candidate, type Criteria } from './criteria.js'
import { MAX_CRITERIA, MAX_PACKET_BYTES, MAX_RESULT_BYTES, PACKET_TTL_MS, RESULT_TTL_MS, TERM_MS } from './defaults.js'
import { ELECTION_KIND, GROUP_KIND } from './kinds.js'

const wire = potluck.election.v1
const ID_BYTES = 16

/** 32 lower-case hexadecimal characters, drawn by who begins the election. */
export type ElectionId = string

export interface PacketData {
  /** An application's name, or '' for the whole group. */
  readonly kind: string
  readonly electionId: ElectionId
  /** Peer time. */
  readonly expiresAtMs: number
  readonly criteria: Criteria
  /** Whether its author wishes the kind, or only answers who does. */
  readonly wished: boolean
}

export interface ResultData {
  readonly kind: string
  readonly electionId: ElectionId
  /** The winner's, as in its packet. */
  readonly criteria: Criteria
  /** Who stands in while the winner is away. */
  readonly backup: PeerId | undefined
  /** Peer time. */
  readonly electedAtMs: number
  /** Peer time; at most 24 h after {@link electedAtMs}. */
  readonly untilMs: number
  /** Whether its author wishes the kind, or only answered who does. */
  readonly wished: boolean
}

export interface ElectionPacket extends PacketData, Candidate {}
export interface ElectionResult extends ResultData, Candidate {}

/** As kinds stand in records (kinds.ts): '' is the whole group, which is called `group` only where people write it. */
export function isRecordKind(kind: string): boolean {
  return kind === '' || (kind !== GROUP_KIND && ELECTION_KIND.test(kind))
}

export const packetType = defineRecordType<PacketData>({
  name: 'election.packet',
  lifetime: 'ephemeral',
  maxBytes: MAX_PACKET_BYTES,
  ttlMs: PACKET_TTL_MS,
  changeableBy: 'creator',
  codec: {
    encode: ({ kind, electionId, expiresAtMs, criteria, wished }) => {
      const said = { kind, electionId: idBytes(electionId), expiresMs: expiresAtMs, ...toWire(criteria), wished }
      return copyBytes(wire.Packet.encode(said).finish())
    },
    decode: (bytes) => {
      const { kind, electionId, expiresMs, levels, values, wished } = wire.Packet.decode(bytes)
      const said = { criteria: fromWire(levels, values), wished }
      return { kind: checkKind(kind), electionId: readId(electionId), expiresAtMs: readTime(expiresMs), ...said }
    }
  }
})

export const resultType = defineRecordType<ResultData>({
  name: 'election.result',
  lifetime: 'durable',
  maxBytes: MAX_RESULT_BYTES,
  ttlMs: RESULT_TTL_MS,
  changeableBy: 'creator',
  codec: {
    encode: ({ kind, electionId, criteria, backup, electedAtMs, untilMs, wished }) => {
      const key = backup === undefined ? undefined : publicKeyFromPeerId(backup)
      const times = { electedMs: electedAtMs, untilMs }
      const said = { kind, electionId: idBytes(electionId), backup: key ?? new Uint8Array(), wished, ...times }
      return copyBytes(wire.Result.encode({ ...said, ...toWire(criteria) }).finish())
    },
    decode: (bytes) => {
      const { kind, electionId, levels, values, backup, electedMs, untilMs, wished } = wire.Result.decode(bytes)
      if (backup.byteLength !== 0 && backup.byteLength !== 32) throw new RangeError('backup')
      const [electedAtMs, until] = [readTime(electedMs), readTime(untilMs)]
      if (until <= electedAtMs || until > electedAtMs + TERM_MS) throw new RangeError('term')
      return {
        kind: checkKind(kind),
        electionId: readId(electionId),
        criteria: fromWire(levels, values),
        backup: backup.byteLength === 0 ? undefined : peerIdFromPublicKey(copyBytes(backup)),
        electedAtMs,
        untilMs: until,
        wished
      }
    }
  }
})

/** One packet and one result for each member and kind: the next one replaces it, so nobody fills memories or disks. */
export function packetRecordId(author: PeerId, kind: string): RecordId {
  return namedRecordId(author, `${packetType.name}/${kind}`)
}

export function resultRecordId(author: PeerId, kind: string): RecordId {
  return namedRecordId(author, `${resultType.name}/${kind}`)
}

/** The record as a packet, or undefined where it is none. For foreign bytes. */
export function readPacket(record: GroupRecord): ElectionPacket | undefined {
  const data = readData(packetType, record)
  if (data === undefined || !isOwnWord(record, packetRecordId(record.creator, data.kind))) return undefined
  return { ...data, author: record.creator }
}

/** The record as a result, or undefined where it is none. For foreign bytes. */
export function readResult(record: GroupRecord): ElectionResult | undefined {
  const data = readData(resultType, record)
  if (data === undefined || !isOwnWord(record, resultRecordId(record.creator, data.kind))) return undefined
  return { ...data, author: record.creator }
}

/** A record that somebody else changed is not its creator's word, and one under another id would be a second one. */
function isOwnWord(record: GroupRecord, id: RecordId): boolean {
  return record.lastModifiedBy === record.creator && record.id === id
}

function toWire(criteria: Criteria): { levels: number[]; values: number[] } {
  return { levels: criteria.map(({ level }) => level), values: criteria.map(({ value }) => value) }
}

function fromWire(levels: readonly number[], values: readonly number[]): Criteria {
  if (levels.length !== values.length || levels.length > MAX_CRITERIA) throw new RangeError('criteria')
  const criteria = levels.map((level, i) => ({ level, value: values[i] ?? 0 }))
  if (!isCriteria(criteria)) throw new RangeError('criteria')
  return criteria
}

function checkKind(kind: string): string {
  if (!isRecordKind(kind)) throw new RangeError('kind')
  return kind
}

function readId(id: Uint8Array): ElectionId {
  if (id.byteLength !== ID_BYTES) throw new RangeError('election id')
  return toHex(id)
}

function readTime(timeMs: number): number {
  if (!Number.isSafeInteger(timeMs) || timeMs <= 0) throw new RangeError('time')
  return timeMs
}

function idBytes(id: ElectionId): Uint8Array {
  const bytes = fromHex(id)
  if (bytes?.byteLength !== ID_BYTES) throw new RangeError(`${id} is no id of ${ID_BYTES} bytes`)
  return bytes
}
