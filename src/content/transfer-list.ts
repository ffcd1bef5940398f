// The signed hash list of a running transfer: what the downloader says about the leaves so far, and how a follower takes it
// in (design section 6; docs/protocols/crossing.md).
import { createHash } from 'node:crypto'
import {
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
import { factsFromWire, factsToWire, NO_FACTS, type ContentFacts } from './content-facts.js'
import { potluck } from './content-pb.js'
import { MAX_HASHES_IN_PART } from './crossing-defaults.js'
import { HASH_BYTES, MAX_LEAF_LIST_BYTES, MAX_PART_BYTES } from './defaults.js'
import { leafCount } from './leaf-hashes.js'

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

/** A statement as its author signed it: to be passed on byte for byte. */
export interface SignedStatement {
  readonly statement: Statement
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** Signs how a transfer stands, once for everybody who reads along. */
export class ListSigner {
  readonly #identity: ListIdentity
  readonly #keyPair: KeyPair
  readonly #list = new ListHash()

  constructor(identity: ListIdentity, keyPair: KeyPair) {
    this.#identity = identity
    this.#keyPair = keyPair
  }

  /** Leaves that the newest statement covers. */
  get leaves(): number {
    return this.#list.leaves
  }

  /** @param hashes of the leaves from {@link leaves} to `statement.leaves` */
  sign(hashes: Uint8Array, statement: Statement): SignedStatement {
    this.#list.add(hashes)
    const bytes = wire.Statement.encode({
      ...factsToWire(statement.facts),
      transferId: fromHex(this.#identity.transferId)!,
      leaves: statement.leaves,
      listHash: this.#list.digest(),
      ...endToWire(statement.end),
      totalBytes: statement.totalBytes,
      digest: fromHex(statement.digest)!,
      expectedBytes: statement.facts.expectedBytes ?? null
    }).finish()
    const signature = this.#keyPair.sign(signedBytes(TAG, [this.#identity.group, bytes]))
    return { statement, bytes: copyBytes(bytes), signature }
  }
}

/**
 * Leads a reader who has the hashes up to `fromLeaf` to a statement: pages of hashes alone, the last with the statement.
 * @param hashes of the leaves from `fromLeaf` to where the statement reaches
 * @param heldLeaves what we hold of the content ourselves
 */
export function* partsUpTo(
  signed: SignedStatement,
  fromLeaf: number,
  hashes: Uint8Array,
  heldLeaves: number
): Generator<Uint8Array> {
  for (let offset = 0; ;) {
    const leafHashes = hashes.subarray(offset, offset + MAX_HASHES_IN_PART * HASH_BYTES)
    const firstLeaf = fromLeaf + offset / HASH_BYTES
    offset += leafHashes.byteLength
    const isLast = offset >= hashes.byteLength
    const statement = isLast ? { statement: signed.bytes, signature: signed.signature } : {}
    yield copyBytes(wire.Part.encode({ ...statement, firstLeaf, leafHashes, heldLeaves }).finish())
    if (isLast) return
  }
}

/** A sign of life, and what we hold of the content by now. */
export function heartbeat(heldLeaves: number): Uint8Array {
  return copyBytes(wire.Part.encode({ heldLeaves }).finish())
}

/** Unsigned hashes are not those that were signed before: its server may have made them up, or have been given them. */
export const CONTRADICTS = 'part contradicts what was signed before'
/** Proof against the downloader, whoever passed it on. */
export const SIGNED_TWICE = 'two lists that differ were signed'

/**
 * Takes parts in, in their order: from one member, and when that one fails from another from the list's start. What a signed
 * statement covered once stays, and must be the same again.
 */
export class ListReader {
  readonly #identity: ListIdentity
  readonly #downloader: PeerId
  /** Of the stream that runs. */
  #stream = new ListHash()
  #hasEnded = false
  /** Grows by doubling. Up to `#last.leaves` they are signed; beyond, provisional. */
  #hashes = new Uint8Array(64 * HASH_BYTES)
  #signed: SignedStatement | undefined
  #heldLeaves = 0
  #isSignedTwice = false

  constructor(identity: ListIdentity, downloader: PeerId) {
    this.#identity = identity
    this.#downloader = downloader
  }

  /** What the downloader said last. */
  get statement(): Statement {
    return this.#signed?.statement ?? NOTHING_SAID
  }

  /** The same, to be passed on. */
  get signed(): SignedStatement | undefined {
    return this.#signed
  }

  /** What the member that serves the stream says it holds: its word alone. */
  get heldLeaves(): number {
    return this.#heldLeaves
  }

  /** Whether the downloader was found to have signed two lists that differ. */
  get isSignedTwice(): boolean {
    return this.#isSignedTwice
  }

  /** The hash of a leaf that a statement has covered. */
  hashOf(leaf: number): Uint8Array | undefined {
    return leaf < this.statement.leaves ? this.hashes(leaf, leaf + 1) : undefined
  }

  /** Of leaves that a statement has covered. Not a copy. */
  hashes(fromLeaf: number, toLeaf: number): Uint8Array {
    return this.#hashes.subarray(fromLeaf * HASH_BYTES, toLeaf * HASH_BYTES)
  }

  /** Another member's stream follows, from the list's start. */
  restart(): void {
    this.#stream = new ListHash()
    this.#hasEnded = false
    this.#heldLeaves = 0
  }

  /** Foreign bytes. @returns why they are refused, or undefined */
  take(bytes: Uint8Array): string | undefined {
    if (bytes.byteLength > MAX_PART_BYTES) return 'part too large'
    if (this.#hasEnded) return 'a part after the end'
    try {
      const part = wire.Part.decode(bytes)
      return this.#takeHashes(part) ?? (part.statement.byteLength > 0 ? this.#takeStatement(part) : undefined)
    } catch {
      return 'part malformed'
    }
  }

  #takeHashes(part: potluck.content.v1.Part): string | undefined {
    if (!Number.isSafeInteger(part.heldLeaves)) return 'part malformed'
    this.#heldLeaves = part.heldLeaves
    const { leafHashes, firstLeaf } = part
    if (leafHashes.byteLength === 0) return undefined
    const from = this.#stream.leaves
    const to = from + leafHashes.byteLength / HASH_BYTES
    if (!Number.isInteger(to)) return 'part malformed'
    if (firstLeaf !== from) return 'part out of order'
    if (to * HASH_BYTES > MAX_LEAF_LIST_BYTES) return 'list too long'
    const known = Math.min(to, this.statement.leaves) - from
    if (known > 0 && !equalBytes(leafHashes.subarray(0, known * HASH_BYTES), this.hashes(from, from + known))) {
      this.#stream.add(leafHashes)
      this.#isSignedTwice = part.statement.byteLength > 0 && typeof this.#verify(part) !== 'string'
      return this.#isSignedTwice ? SIGNED_TWICE : CONTRADICTS
    }
    if (to * HASH_BYTES > this.#hashes.byteLength) {
      const larger = new Uint8Array(2 ** Math.ceil(Math.log2(to * HASH_BYTES)))
      larger.set(this.#hashes)
      this.#hashes = larger
    }
    this.#hashes.set(leafHashes, from * HASH_BYTES)
    this.#stream.add(leafHashes)
    return undefined
  }

  #takeStatement(part: potluck.content.v1.Part): string | undefined {
    const statement = this.#verify(part)
    if (typeof statement === 'string') return statement
    const said = readStatement(statement)
    this.#hasEnded = said.end !== undefined
    // Another member's stream may be behind the one that was read before.
    const isNew = said.end !== undefined || (this.statement.end === undefined && said.leaves >= this.statement.leaves)
    const { statement: bytes, signature } = part
    if (isNew) this.#signed = { statement: said, bytes: copyBytes(bytes), signature: copyBytes(signature) }
    return undefined
  }

  /** @returns the statement, where the downloader signed it for the list so far; else why it is refused */
  #verify({ statement: bytes, signature }: potluck.content.v1.Part): potluck.content.v1.Statement | string {
    const statement = wire.Statement.decode(bytes)
    if (toHex(statement.transferId) !== this.#identity.transferId) return 'part of another transfer'
    if (statement.leaves !== this.#stream.leaves) return 'part out of order'
    const publicKey = publicKeyFromPeerId(this.#downloader)
    const signed = signedBytes(TAG, [this.#identity.group, bytes])
    if (publicKey === undefined || !verifySignature(publicKey, signed, signature)) return 'part not signed'
    return equalBytes(this.#stream.digest(), statement.listHash) ? statement : 'part contradicts what was signed'
  }
}

const NOTHING_SAID: Statement = { leaves: 0, end: undefined, totalBytes: 0, digest: '', facts: NO_TRANSFER_FACTS }

/** @throws {RangeError} on what means nothing */
function readStatement(statement: potluck.content.v1.Statement): Statement {
  const { leaves, totalBytes, digest } = statement
  const end = endFromWire(statement)
  const expectedBytes = statement.expectedBytes ?? undefined
  for (const bytes of [totalBytes, expectedBytes ?? 0]) if (!Number.isSafeInteger(bytes)) throw new RangeError('bytes')
  if (end === 'complete' && (digest.byteLength !== HASH_BYTES || leafCount(totalBytes) !== leaves)) {
    throw new RangeError('whole')
  }
  const facts = { ...factsFromWire(statement), expectedBytes }
  return { leaves, end, totalBytes, digest: toHex(digest), facts }
}
