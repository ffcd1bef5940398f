// How uploads do, in figures: for `status`, `doctor` and metrics. What lies in the settings, as folders, is for who may administer.
import type { BlackList, Upload, Uploads } from '../flows/index.js'

export interface DropFolderStatus {
  /** Absolute. */
  readonly folder: string
  /** Why it does not get on, in words. */
  readonly problem: string | undefined
  /** Files that cannot be moved or read, while others go, in words. */
  readonly passedOver?: string | undefined
}

/** A file of `upload.receipts` that cannot be read now. */
export interface KeysFileProblem {
  /** As the settings name it. */
  readonly file: string
  readonly message: string
}

export interface UploadsStatus {
  /** To go. */
  readonly pending: number
  readonly pendingBytes: number
  /** When the oldest of them was added, ms since 1970. */
  readonly oldestAtMs: number | undefined
  /** Of them: what waits because no key says what a receipt is. */
  readonly withoutKey: number
  /** Of them: what no member took, when they were asked last. */
  readonly untaken: number
  /** Members that are given nothing for a backend. */
  readonly blackListed: number
  /** Backends whose receipts are in doubt, or our keys of theirs. */
  readonly doubts: readonly { readonly origin: string; readonly why: string }[]
  readonly folders: readonly DropFolderStatus[]
  readonly keyProblems: readonly KeysFileProblem[]
}

export interface UploadParts {
  readonly uploads: Uploads | undefined
  readonly blackList: BlackList | undefined
  readonly dropFolders: readonly DropFolderStatus[]
  readonly keyProblems: readonly KeysFileProblem[]
}

/** Undefined: the service does not run, or has not read its queue yet. */
export function uploadsStatus({
  uploads,
  blackList,
  dropFolders,
  keyProblems
}: UploadParts): UploadsStatus | undefined {
  if (uploads?.isRead !== true) return undefined
  const pending = uploads.list().filter(isPending)
  const { pending: count, pendingBytes } = uploads.counts
  return {
    ...{ pending: count, pendingBytes, oldestAtMs: oldestOf(pending) },
    withoutKey: pending.filter(({ waitsFor }) => waitsFor === 'key').length,
    untaken: pending.filter(isUntaken).length,
    blackListed: new Set(blackList?.entries().map(({ peer }) => peer)).size,
    doubts: (blackList?.doubts() ?? []).map(({ origin, why }) => ({ origin, why })),
    folders: dropFolders,
    keyProblems
  }
}

function isPending({ state }: Upload): boolean {
  return state !== 'delivered' && state !== 'refused' && state !== 'cancelled' && state !== 'expired'
}

/** Where members have tried it, they are there, and `uploads show` says what they met. */
function isUntaken({ attempts }: Upload): boolean {
  return attempts.at(-1)?.result === 'nobody' && attempts.every(({ by }) => by === undefined)
}

function oldestOf(uploads: readonly Upload[]): number | undefined {
  return uploads.length === 0 ? undefined : uploads.reduce((oldest, one) => Math.min(oldest, one.addedAtMs), Infinity)
}
