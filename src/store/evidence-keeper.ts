// Finds out when an author has signed two histories, and keeps the proof of it: on the disk, in a bounded number.
import { peerIdFromPublicKey, sha256, toHex, utf8, type PeerId } from '../base/index.js'
import { MAX_EVIDENCE, MAX_EVIDENCE_BYTES, MAX_EVIDENCE_PER_AUTHOR } from './defaults.js'
import type { DurableState, JudgedChange } from './durable-state.js'
import { encodeEvidence, verifyEvidence, wayDown, type Evidence } from './evidence.js'
import { ALL_EVIDENCE, evidenceKey, type ShardName } from './log-keys.js'
import type { SignedHead } from './signed-head.js'
import type { StoragePut } from './storage.js'

export class EvidenceKeeper {
  readonly #state: DurableState
  /** Keys on the disk, by their bytes in hex. */
  readonly #keys = new Map<PeerId, Map<string, Uint8Array>>()
  #size = 0

  constructor(state: DurableState) {
    this.#state = state
  }

  /** @throws {StoreError} `DISK` */
  async load(): Promise<void> {
    for await (const [key] of this.#state.init.storage.entries(ALL_EVIDENCE)) this.note(key)
  }

  /** What is kept against an author, or against all. What the disk damaged proves nothing and is passed over. */
  of(author: PeerId | undefined): Evidence[] {
    const { queue, init } = this.#state
    const keys = author === undefined ? [...this.#keys.values()] : [this.#keys.get(author) ?? new Map<string, never>()]
    return keys.flatMap((ofAuthor) => {
      return [...ofAuthor.values()].flatMap(
        (key) => verifyEvidence(queue.get(key) ?? new Uint8Array(), init.group) ?? []
      )
    })
  }

  /**
   * Whether changes contradict what is here: before they are admitted, since what falls is gone then.
   * @param heads over them, with right signatures
   * @returns with how to keep it, and then to be {@link note}d; undefined: they do not, or it is kept already, or there is enough
   *   of it, or it is too large to be kept
   */
  find(
    name: ShardName,
    judged: readonly JudgedChange[],
    heads: readonly SignedHead[]
  ): { evidence: Evidence; put: StoragePut } | undefined {
    const log = this.#state.logs.get(name)
    const isEnough = (this.#keys.get(name.author)?.size ?? 0) >= MAX_EVIDENCE_PER_AUTHOR || this.#size >= MAX_EVIDENCE
    if (log === undefined || isEnough) return undefined
    // The last one has the shortest way to the head.
    const change = judged.findLast(({ change }) => log.rivalOf(change) !== undefined)?.change
    if (change === undefined) return undefined
    const rival = log.rivalOf(change)!
    const coming = new Map(judged.map((one) => [one.change.hash, one.change]))
    const theirs = shortest(heads, change.hash, (hash) => coming.get(hash)?.dependencies)
    const ours = shortest(log.signedHeads, rival.hash, (hash) => log.change(hash)?.dependencies.map((one) => one.hash))
    if (theirs === undefined || ours === undefined) return undefined
    const ourChanges = this.#state.judgedOnDisk(
      name,
      ours.way.map((hash) => log.change(hash)!)
    )
    if (ourChanges.length < ours.way.length) return undefined // What the disk has lost proves nothing.
    const evidence: Evidence = {
      author: name.author,
      shard: name.shard,
      heads: [ours.head.bytes, theirs.head.bytes],
      changes: [ourChanges.map(({ change }) => change.bytes), theirs.way.map((hash) => coming.get(hash)!.bytes)]
    }
    const value = encodeEvidence(evidence)
    if (value.byteLength > MAX_EVIDENCE_BYTES) return undefined
    // Under whatever heads: the same two changes prove it once.
    const key = evidenceKey(name, sha256(utf8([rival.hash, change.hash].sort().join())))
    return this.#keys.get(name.author)?.has(toHex(key)) === true ? undefined : { evidence, put: { key, value } }
  }

  /** What stands on the disk under `key`, or is on its way there. */
  note(key: Uint8Array): void {
    const author = peerIdFromPublicKey(key.subarray(1, 33))
    const ofAuthor = this.#keys.get(author) ?? new Map<string, Uint8Array>()
    this.#keys.set(author, ofAuthor.set(toHex(key), key))
    this.#size++
  }
}

function shortest(
  heads: readonly SignedHead[],
  to: string,
  dependenciesOf: (hash: string) => readonly string[] | undefined
): { head: SignedHead; way: string[] } | undefined {
  let best: { head: SignedHead; way: string[] } | undefined
  for (const head of heads) {
    const way = wayDown(head.heads, to, dependenciesOf)
    if (way !== undefined && way.length < (best?.way.length ?? Infinity)) best = { head, way }
  }
  return best
}
