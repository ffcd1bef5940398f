// Reading along with a member that downloads: bytes and signed list come in two streams; a leaf counts when the list has
// reached it and its hash is right (design section 6).
import { equalBytes, sha256 } from '../base/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { BlobInfo, PartialBlob } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import { MAX_UNVERIFIED_BYTES } from './crossing-defaults.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'
import { Notifier } from './notifier.js'
import { ListReader, type ListIdentity } from './transfer-list.js'

export interface FollowInit {
  client: AliasClient
  member: MemberAddress
  identity: ListIdentity
  /** Holds verified leaves; those it has already are not read again. */
  partial: PartialBlob
  signal: AbortSignal
  onBytes(bytes: number): void
}

/** `mismatch`: what we hold is not the beginning of this. `wrong`: the member sent what it had not signed. */
export type FollowResult =
  | { type: 'complete'; info: BlobInfo }
  | { type: 'failed'; end: TransferEnd | undefined; wrong: boolean; cause: unknown }
  | { type: 'mismatch' }

/** Never rejects but with the signal's reason. */
export async function follow(init: FollowInit): Promise<FollowResult> {
  const { client, member, identity, partial, onBytes } = init
  const list = new ListReader(identity, member.peer)
  const stop = new AbortController()
  const signal = AbortSignal.any([init.signal, stop.signal])
  const changed = new Notifier()
  let wrong = false
  let failure: Error | undefined
  const fail = (cause: unknown): void => {
    failure ??= cause instanceof Error ? cause : new ContentError('MEMBER_BROKE', String(cause))
    changed.notify()
  }
  const firstLeaf = partial.bytes / LEAF_BYTES
  const waiting: Uint8Array[] = []
  let waitingBytes = 0
  let bytesEnded = false

  const readParts = async (): Promise<void> => {
    for await (const part of await client.transferParts(member, identity.transferId, 0, { signal })) {
      const refused = list.take(part)
      if (refused !== undefined) {
        wrong = true
        throw new ContentError('MEMBER_BROKE', `${member.peer}: ${refused}`)
      }
      changed.notify()
    }
    if (list.statement.end === undefined) throw new ContentError('MEMBER_BROKE', `${member.peer}: its list broke off`)
  }
  const readBytes = async (): Promise<void> => {
    const body = await client.transferBytes(member, identity.transferId, firstLeaf, { signal, onBytes })
    for await (const leaf of intoLeaves(body)) {
      waiting.push(leaf)
      waitingBytes += leaf.byteLength
      changed.notify()
      while (waitingBytes > MAX_UNVERIFIED_BYTES) await changed.next(signal)
    }
    bytesEnded = true
    changed.notify()
  }
  const running = [readParts().catch(fail), readBytes().catch(fail)]

  const run = async (): Promise<FollowResult> => {
    for (let checked = 0; ;) {
      const { leaves, end, digest, totalBytes } = list.statement
      // What we held before: equal to the list, or of another content.
      const held = partial.leafHashes(0)
      while (checked < Math.min(firstLeaf, leaves)) {
        if (!equalBytes(held.subarray(checked * HASH_BYTES, (checked + 1) * HASH_BYTES), list.hashOf(checked)!)) {
          return { type: 'mismatch' }
        }
        checked++
      }
      const leaf = waiting[0]
      const hash = checked >= firstLeaf ? list.hashOf(checked) : undefined
      if (leaf !== undefined && hash !== undefined) {
        if (!equalBytes(sha256(leaf), hash)) {
          wrong = true
          throw new ContentError('MEMBER_BROKE', `${member.peer}: leaf ${checked} is not the one signed`)
        }
        waiting.shift()
        waitingBytes -= leaf.byteLength
        checked++
        await partial.append(leaf, hash)
        changed.notify()
        continue
      }
      if (end === 'complete' && checked === leaves && (bytesEnded || partial.bytes === totalBytes)) {
        if (partial.bytes !== totalBytes)
          throw new ContentError('MEMBER_BROKE', `${member.peer}: it is not ${totalBytes} bytes`)
        return { type: 'complete', info: await finish(partial, digest) }
      }
      if (end !== undefined && end !== 'complete') return { type: 'failed', end, wrong: false, cause: failure }
      if (failure !== undefined) throw failure
      if (firstLeaf > leaves && end === 'complete') return { type: 'mismatch' }
      await changed.next(signal)
    }
  }
  try {
    return await run()
  } catch (cause) {
    init.signal.throwIfAborted()
    return { type: 'failed', end: list.statement.end, wrong, cause }
  } finally {
    stop.abort(new ContentError('CLOSED', 'reading along ended'))
    await Promise.all(running)
  }
}

/** @throws {ContentError} `MEMBER_BROKE` where the whole is not what was named */
export async function finish(partial: PartialBlob, digest: string): Promise<BlobInfo> {
  const info = await partial.finish()
  if (info.digest === digest) return info
  throw new ContentError('MEMBER_BROKE', `the whole is ${info.digest}, not ${digest}`)
}
