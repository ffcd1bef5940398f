// The signed hash list of a running transfer: what the downloader says about the leaves so far, and how a follower takes it
// in (design section 6; docs/protocols/crossing.md).
import { createHash } from 'node:crypto'
import {
  concatBytes,
  copyBytes,
  equalBytes,
  fromHex,
  publicKeyFromPeerId,
  signedBytes,
  toHex,
  verifySignature,
  type KeyPair,
  type PeerId
} from '../base/index.js'
import { endFromWire, endToWire, type TransferEnd } from './claims.js'
import { potluck } from './content-pb.js'
import { MAX_HASHES_IN_PART } from './crossing-defaults.js'
import { HASH_BYTES, MAX_PART_BYTES } from './defaults.js'
import { leafCount } from './leaf-hashes.js'
import { isHeaderValue, NO_FACTS, type ContentFacts } from './location.js'

const wire = potluck.content.v1
const TAG = 'potluck/transfer/1'

/** How a transfer stands, as its downloader signs it. */
export interface Statement {
  /** Whole leaves so far; once complete, the shorter last one too. */
  readonly leaves: number
  readonly end: TransferEnd | undefined
  /** Once complete. */
  readonly totalBytes: number
  /** 64 hex characters once complete, else empty. */
  readonly digest: string
  /** What the origin said, as soon as it has answered. */
  readonly facts: TransferFacts
}

export interface TransferFacts extends ContentFacts {
  /** From the origin's `content-length`. */
  readonly expectedBytes: number | undefined
}

export const NO_TRANSFER_FACTS: TransferFacts = { ...NO_FACTS, expectedBytes: undefined }

/** SHA-256 over a list that grows, without hashing its beginning again. */
class ListHash {
  readonly #hash = createHash('sha256')
  leaves = 0

  add(hashes: Uint8Array): void {
    this.#hash.update(hashes)
    this.leaves += hashes.byteLength / HASH_BYTES
  }

  digest(): Uint8Array {
    return new Uint8Array(this.#hash.copy().digest())
  }
}

export interface ListIdentity {
  /** The group id, 32 bytes. */
  readonly group: Uint8Array
  /** 32 hex characters. */
  readonly transferId: string
}

/** Makes the parts that one follower has not had. Signing costs 31 µs, so each follower's parts are signed for it. */
export class ListWriter {
  readonly #identity: ListIdentity
  readonly #keyPair: KeyPair
  readonly #list = new ListHash()

  constructor(identity: ListIdentity, keyPair: KeyPair) {
    this.#identity = identity
    this.#keyPair = keyPair
  }

  /** Leaves that were written to the follower. */
  get leaves(): number {
    return this.#list.leaves
  }

  /** Parts that lead up to `statement`. @param hashes of the leaves from {@link leaves} to `statement.leaves` */
  *parts(hashes: Uint8Array, statement: Statement): Generator<Uint8Array> {
    for (let offset = 0; ;) {
      const page = hashes.subarray(offset, offset + MAX_HASHES_IN_PART * HASH_BYTES)
      offset += page.byteLength
      const firstLeaf = this.#list.leaves
      this.#list.add(page)
      const last = offset >= hashes.byteLength
      const upTo = { ...statement, leaves: this.#list.leaves, end: undefined, totalBytes: 0, digest: '' }
      yield this.#sign(last ? { ...statement, leaves: this.#list.leaves } : upTo, firstLeaf, page)
      if (last) return
    }
  }

  #sign(statement: Statement, firstLeaf: number, leafHashes: Uint8Array): Uint8Array {
    const bytes = wire.Statement.encode({
      transferId: fromHex(this.#identity.transferId)!,
      leaves: statement.leaves,
      listHash: this.#list.digest(),
      end: endToWire(statement.end),
      totalBytes: statement.totalBytes,
      digest: fromHex(statement.digest)!,
      expectedBytes: statement.facts.expectedBytes ?? null,
      contentType: statement.facts.contentType ?? '',
      etag: statement.facts.etag ?? '',
      lastModified: statement.facts.lastModified ?? ''
    }).finish()
    const signature = this.#keyPair.sign(signedBytes(TAG, [this.#identity.group, bytes]))
    return copyBytes(wire.Part.encode({ statement: bytes, signature, firstLeaf, leafHashes }).finish())
  }
}

/** Takes parts in, in their order. */
export class ListReader {
  readonly #identity: ListIdentity
  readonly #downloader: PeerId
  readonly #list = new ListHash()
  #hashes: Uint8Array[] = []
  #last: Statement = { leaves: 0, end: undefined, totalBytes: 0, digest: '', facts: NO_TRANSFER_FACTS }

  constructor(identity: ListIdentity, downloader: PeerId) {
    this.#identity = identity
    this.#downloader = downloader
  }

  /** What the downloader said last. */
  get statement(): Statement {
    return this.#last
  }

  /** The hash of a leaf that the list has reached. */
  hashOf(leaf: number): Uint8Array | undefined {
    if (leaf >= this.#list.leaves) return undefined
    if (this.#hashes.length > 1) this.#hashes = [concatBytes(this.#hashes)]
    return this.#hashes[0]?.subarray(leaf * HASH_BYTES, (leaf + 1) * HASH_BYTES)
  }

  /** Foreign bytes. @returns why they are refused, or undefined */
  take(bytes: Uint8Array): string | undefined {
    if (bytes.byteLength > MAX_PART_BYTES) return 'part too large'
    if (this.#last.end !== undefined) return 'a part after the end'
    try {
      const part = wire.Part.decode(bytes)
      const statement = wire.Statement.decode(part.statement)
      const added = part.leafHashes.byteLength / HASH_BYTES
      if (toHex(statement.transferId) !== this.#identity.transferId) return 'part of another transfer'
      if (part.firstLeaf !== this.#list.leaves || statement.leaves !== this.#list.leaves + added) {
        return 'part out of order'
      }
      const publicKey = publicKeyFromPeerId(this.#downloader)
      const signed = signedBytes(TAG, [this.#identity.group, part.statement])
      if (publicKey === undefined || !verifySignature(publicKey, signed, part.signature)) return 'part not signed'
      this.#list.add(part.leafHashes)
      if (!equalBytes(this.#list.digest(), statement.listHash)) return 'part contradicts what was signed'
      const said = readStatement(statement)
      if (added > 0) this.#hashes.push(copyBytes(part.leafHashes))
      this.#last = said
      return undefined
    } catch {
      return 'part malformed'
    }
  }
}

/** @throws {RangeError} on what means nothing */
function readStatement(statement: potluck.content.v1.Statement): Statement {
  const { leaves, totalBytes, digest, contentType, etag, lastModified } = statement
  const end = endFromWire(statement.end)
  const expectedBytes = statement.expectedBytes ?? undefined
  for (const text of [contentType, etag, lastModified]) if (!isHeaderValue(text)) throw new RangeError('header')
  for (const bytes of [totalBytes, expectedBytes ?? 0]) if (!Number.isSafeInteger(bytes)) throw new RangeError('bytes')
  if (end === 'complete' && (digest.byteLength !== HASH_BYTES || leafCount(totalBytes) !== leaves)) {
    throw new RangeError('whole')
  }
  const facts = {
    expectedBytes,
    contentType: contentType || undefined,
    etag: etag || undefined,
    lastModified: lastModified || undefined
  }
  return { leaves, end, totalBytes, digest: toHex(digest), facts }
}
