// A removal as bytes: one spelling, limits before anything else, then its signature and the chain of who signed it.
import {
  copyBytes,
  equalBytes,
  fromHex,
  peerIdFromPublicKey,
  publicKeyFromPeerId,
  sha256,
  signedBytes,
  toHex,
  verifySignature,
  type KeyPair,
  type PeerId
} from '../base/index.js'
import type { ShardCut } from '../store/index.js'
import {
  MAX_CERTIFICATE_BYTES,
  MAX_CHAIN_CERTIFICATES,
  MAX_CUT_ACTORS,
  MAX_CUT_HEADS,
  MAX_CUT_SHARDS,
  MAX_KEPT,
  MAX_REISSUED,
  MAX_REMOVAL_BYTES
} from './defaults.js'
import { GroupError } from './errors.js'
import { potluck } from './group-pb.js'
import { verifyChain } from './membership.js'
import type { RemovalKind, VerifiedRemoval } from './removals.js'

const wire = potluck.group.v1
const TAG = 'potluck/removal/1'
const KEY_BYTES = 32
const HEAD_BYTES = 32
const ACTOR_BYTES = 16
const KEPT_BYTES = 16
export const REMOVAL_NONCE_BYTES = 16
const MAX_UINT32 = 0xffff_ffff
/** The last moment that a Date can show. */
const MAX_DATE_MS = 8.64e15
const KINDS: readonly RemovalKind[] = ['removed', 'left', 'role']

/** What its issuer says. */
export interface RemovalFields {
  /** DER: the chain of who signs; none: the root does. Who leaves: its own. */
  readonly issuer: readonly Uint8Array[]
  /** 32 bytes: whose certificates end. */
  readonly publicKey: Uint8Array
  readonly kind: RemovalKind
  /** ms since 1970. */
  readonly madeMs: number
  /** Shards ascending. None where the kind is `role`. */
  readonly cut: readonly ShardCut[]
  /** As `keptId` has them, ascending. */
  readonly kept: readonly string[]
  /**
   * 16 random bytes. Else whom it removes could guess its id, and have it named beforehand: the rest of what is under the id, all but the
   * time, is known to many.
   */
  readonly nonce: Uint8Array
}

export interface DecodedRemoval extends RemovalFields {
  readonly id: string
  readonly peer: PeerId
  /** Memberships that came with it. */
  readonly reissued: readonly (readonly Uint8Array[])[]
  readonly signedPart: Uint8Array
  readonly signature: Uint8Array
}

export interface SignedRemoval {
  /** 64 hex characters. */
  readonly id: string
  /** The membership object. */
  readonly object: Uint8Array
}

/**
 * @param group the group id, 32 bytes
 * @param reissue makes the memberships that come with it: they may name its id
 * @throws {GroupError} `TOO_LARGE_REMOVAL`
 */
export function signRemoval(
  group: Uint8Array,
  fields: RemovalFields,
  keyPair: KeyPair,
  reissue: (id: string) => readonly (readonly Uint8Array[])[] = () => []
): SignedRemoval {
  const removal = encodeFields(fields)
  const id = idOf(group, removal)
  const reissued = reissue(id)
  const signature = keyPair.sign(signedPartOf(group, removal, reissued))
  const object = encodeObject(removal, signature, reissued)
  // What others would refuse is not made: this finds whatever is over a limit.
  if (decodeRemoval(group, object) === undefined) {
    throw new GroupError('TOO_LARGE_REMOVAL', `this removal says too much (${object.byteLength} bytes)`)
  }
  return { id, object }
}

/** Foreign; undefined unless spelled as we spell it and within the limits. Checks no signature. Never throws. */
export function decodeRemoval(group: Uint8Array, object: Uint8Array): DecodedRemoval | undefined {
  if (object.byteLength > MAX_REMOVAL_BYTES) return undefined
  try {
    const signed = wire.MembershipObject.decode(object).removal
    if (!signed?.removal || signed.signature?.byteLength !== 64) return undefined
    const reissued = (signed.reissued ?? []).map(({ certificate }) => (certificate ?? []).map(copyBytes))
    if (reissued.length > MAX_REISSUED || !reissued.every((chain) => chain.length > 0 && isSmallChain(chain))) return
    const fields = readFields(wire.Removal.decode(signed.removal))
    if (fields === undefined) return undefined
    // One spelling only: else a relay could make many objects of one.
    const removal = encodeFields(fields)
    if (!equalBytes(encodeObject(removal, signed.signature, reissued), object)) return undefined
    return {
      ...fields,
      id: idOf(group, removal),
      peer: peerIdFromPublicKey(fields.publicKey),
      reissued,
      signedPart: signedPartOf(group, removal, reissued),
      signature: copyBytes(signed.signature)
    }
  } catch {
    return undefined
  }
}

/**
 * The costly half: the chain of who signed, its signature, and the chains that came with it. Undefined where any does not hold, now or
 * ever. Never throws.
 */
export function verifyRemoval(rootPublicKey: Uint8Array, decoded: DecodedRemoval): VerifiedRemoval | undefined {
  const { id, peer, kind, madeMs, cut, issuer } = decoded
  const verdict = issuer.length === 0 ? undefined : verifyChain(rootPublicKey, issuer)
  if (verdict?.ok === false) return undefined
  const authority = verdict?.certificates ?? []
  const signer = authority.at(-1)
  if (kind === 'left' ? signer?.subject !== peer : signer?.administrator === false) return undefined
  const key = signer === undefined ? rootPublicKey : publicKeyFromPeerId(signer.subject)
  if (key === undefined || !verifySignature(key, decoded.signedPart, decoded.signature)) return undefined
  const knew = new Set<string>()
  for (const chain of decoded.reissued) {
    const reissued = verifyChain(rootPublicKey, chain)
    if (!reissued.ok) return undefined
    const own = reissued.certificates.at(-1)!
    if (own.subject === peer) for (const known of own.named) knew.add(known)
  }
  return { id, peer, kind, madeMs, authority, cut, kept: new Set(decoded.kept), knew }
}

function readFields(removal: potluck.group.v1.Removal): RemovalFields | undefined {
  const { issuer, peerKey, kind, madeMs, cut, kept, nonce } = removal
  const chain = (issuer?.certificate ?? []).map(copyBytes)
  const kindName = KINDS[kind]
  if (!isSmallChain(chain) || peerKey.byteLength !== KEY_BYTES || kindName === undefined) return undefined
  if (nonce.byteLength !== REMOVAL_NONCE_BYTES) return undefined
  if (!Number.isSafeInteger(madeMs) || madeMs <= 0 || madeMs > MAX_DATE_MS) return undefined
  if (cut.length > MAX_CUT_SHARDS || kept.length > MAX_KEPT || (kindName === 'role' && cut.length > 0)) return undefined
  const cuts = cut.map(readCut)
  const keptIds = kept.map(toHex)
  if (!kept.every((id) => id.byteLength === KEPT_BYTES) || !isAscending(keptIds)) return undefined
  if (!cuts.every((one, at) => one !== undefined && one.shard > (cuts[at - 1]?.shard ?? 0))) return undefined
  return {
    issuer: chain,
    publicKey: copyBytes(peerKey),
    kind: kindName,
    madeMs,
    cut: cuts.filter((one) => one !== undefined),
    kept: keptIds,
    nonce: copyBytes(nonce)
  }
}

function readCut({ shard, head, actor }: potluck.group.v1.IShardCut): ShardCut | undefined {
  const [heads, actors] = [(head ?? []).map(toHex), actor ?? []]
  if (heads.length > MAX_CUT_HEADS || actors.length > MAX_CUT_ACTORS) return undefined
  if (!heads.every((one) => one.length === 2 * HEAD_BYTES) || !isAscending(heads)) return undefined
  const extent = new Map<string, number>()
  for (const { actor: name = new Uint8Array(), sequence = 0 } of actors) {
    if (name?.byteLength !== ACTOR_BYTES || !isCount(sequence)) return undefined
    extent.set(toHex(name), sequence)
  }
  if (extent.size !== actors.length || !isAscending([...extent.keys()])) return undefined
  return isCount(shard) ? { shard, heads, extent } : undefined
}

function encodeFields({ issuer, publicKey, kind, madeMs, cut, kept, nonce }: RemovalFields): Uint8Array {
  return copyBytes(
    wire.Removal.encode({
      ...(issuer.length > 0 && { issuer: { certificate: [...issuer] } }),
      peerKey: publicKey,
      ...(kind !== 'removed' && { kind: KINDS.indexOf(kind) }),
      madeMs,
      cut: cut.map(({ shard, heads, extent }) => ({
        shard,
        head: heads.map(bytesOf),
        actor: [...extent]
          .sort(([one], [other]) => (one < other ? -1 : 1)) // Whoever makes a cut has them as they came.
          .map(([actor, sequence]) => ({ actor: bytesOf(actor), sequence }))
      })),
      kept: kept.map(bytesOf),
      nonce
    }).finish()
  )
}

function encodeObject(
  removal: Uint8Array,
  signature: Uint8Array,
  reissued: readonly (readonly Uint8Array[])[]
): Uint8Array {
  const chains = reissued.map((chain) => ({ certificate: [...chain] }))
  return copyBytes(wire.MembershipObject.encode({ removal: { removal, signature, reissued: chains } }).finish())
}

/** Without what came with it, which may name it. */
function idOf(group: Uint8Array, removal: Uint8Array): string {
  return toHex(sha256(signedBytes(TAG, [group, removal])))
}

function signedPartOf(
  group: Uint8Array,
  removal: Uint8Array,
  reissued: readonly (readonly Uint8Array[])[]
): Uint8Array {
  const chains = reissued.map((chain) => wire.CertificateChain.encode({ certificate: [...chain] }).finish())
  return signedBytes(TAG, [group, removal, ...chains])
}

function isSmallChain(chain: readonly Uint8Array[]): boolean {
  return chain.length <= MAX_CHAIN_CERTIFICATES && chain.every((der) => der.byteLength <= MAX_CERTIFICATE_BYTES)
}

function isCount(value: number | null | undefined): value is number {
  return Number.isInteger(value) && value! >= 1 && value! <= MAX_UINT32
}

function isAscending(texts: readonly string[]): boolean {
  return texts.every((text, at) => at === 0 || texts[at - 1]! < text)
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array()
}
