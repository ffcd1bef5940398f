// Changes of shards as an honest author writes them, through Automerge, and as a dishonest one could make them.
import {
  encodeChange,
  spellKey,
  type ChangeContent,
  type CheckedChange,
  checkChange
} from '../../src/store/change-check.js'
import { openShardDocument, type ShardDocument } from '../../src/store/shard.js'
import { signHead, type SignedHead } from '../../src/store/signed-head.js'
import { namedRecordId, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { sha256, toHex, utf8 } from '../../src/base/index.js'
import { FAKE_NOW_MS } from './fake-clock.js'
import type { Person } from './people.js'

/** Of every test that needs only one group: 32 bytes. */
export const TEST_GROUP = sha256(utf8('potluck test group'))

/** The actor of a process, by name: 16 bytes in hex. */
export function actorOf(name: string): string {
  return toHex(sha256(utf8(`actor ${name}`)).subarray(0, 16))
}

export function testRecord(author: Person, name: string, changed: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: namedRecordId(author.peer, name),
    type: 'test.note',
    creator: author.peer,
    lastModifiedBy: author.peer,
    version: 1,
    createdAtMs: FAKE_NOW_MS,
    modifiedAtMs: FAKE_NOW_MS,
    expiresAtMs: FAKE_NOW_MS + 86_400_000,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: {},
    data: utf8(name),
    ...changed
  }
}

/** One process of an author writing one shard through Automerge. */
export class ShardWriter {
  readonly document: ShardDocument
  readonly changes: Uint8Array[] = []

  constructor(
    readonly author: Person,
    process = 'first'
  ) {
    this.document = openShardDocument(actorOf(`${author.name} ${process}`))
  }

  /** @returns the change that holds the record */
  write(name: string, changed: Partial<GroupRecord> = {}): Uint8Array {
    const record = testRecord(this.author, name, changed)
    const envelope = sealRecord(record, TEST_GROUP, this.author.keyPair)
    const change = this.document.write(spellKey(record.id, record.version), envelope)
    this.changes.push(change)
    return change
  }

  /** A head of shard `shard` over the newest change. */
  sign(shard = 1, changes = this.changes.length): SignedHead {
    const statement = { shard, firstLivingShard: 1, changes, heads: this.document.heads() }
    return signHead(statement, TEST_GROUP, this.author.keyPair)
  }
}

/** The checked form of a change that must pass. */
export function checked(bytes: Uint8Array): CheckedChange {
  const verdict = checkChange(bytes)
  if (!verdict.ok) throw new Error(`the change was refused: ${verdict.reason}`)
  return verdict.change
}

/** A change of the right form that says something else: with a right checksum, as an attacker would make it. */
export function forged(honest: Uint8Array, changed: Partial<ChangeContent>): Uint8Array {
  return encodeChange({ ...checked(honest), ...changed })
}
