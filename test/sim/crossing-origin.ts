// What lies at one URL, and how its origin behaves.
import { sha256, toHex, utf8, type Random } from '../../src/base/index.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { below, between, oneOf } from './streams.js'

export type OriginManner =
  | 'sound'
  /** The first byte takes seconds. */
  | 'late'
  /** 404 for everybody. */
  | 'missing'
  /** Some tries get a 503. */
  | 'flaky'
  /** The first connections break half way. */
  | 'breaks'
  /** The first connection stands still half way. */
  | 'stalls'
  /** The answer is for its asker alone. */
  | 'private'
  /** The content becomes another one while it is fetched. */
  | 'changes'

export interface SimUrl {
  readonly urlKey: string
  readonly totalBytes: number
  readonly manner: OriginManner
  readonly firstByteMs: number
  /** Whether it goes on from an offset, and says by a strong validator of what. */
  readonly hasValidator: boolean
  /** What is served before this is another version. */
  readonly changesAtMs: number
}

export function drawUrl(random: Random, index: number, manner: OriginManner): SimUrl {
  const leaves = oneOf(random, [0.4, 1, 3.5, 12, 40, 64.1])
  return {
    urlKey: toHex(sha256(utf8(`${index}`), random.bytes(16))),
    totalBytes: Math.floor(leaves * LEAF_BYTES),
    manner,
    firstByteMs: manner === 'late' ? between(random, [1_000, 5_000]) : between(random, [5, 80]),
    hasValidator: random.fraction() < 0.7,
    changesAtMs: manner === 'changes' ? between(random, [200, 4_000]) : 0
  }
}

/** What one try at the origin gets. */
export interface OriginAnswer {
  readonly outcome: 'ok' | 'error' | 'private'
  readonly version: string
  /** The connection breaks, or stands still, at this byte. */
  readonly endsAtByte: number
  readonly howItEnds: 'complete' | 'breaks' | 'stalls'
}

/** @param tries how many came before this one */
export function answerOf(url: SimUrl, tries: number, nowMs: number, random: Random): OriginAnswer {
  const version = nowMs < url.changesAtMs ? 'old' : 'new'
  const whole = { outcome: 'ok', version, endsAtByte: url.totalBytes, howItEnds: 'complete' } as const
  const half = below(random, url.totalBytes)
  switch (url.manner) {
    case 'missing':
      return { ...whole, outcome: 'error' }
    case 'flaky':
      return random.fraction() < 0.4 ? { ...whole, outcome: 'error' } : whole
    case 'breaks':
      return tries < 2 ? { ...whole, endsAtByte: half, howItEnds: 'breaks' } : whole
    case 'stalls':
      return tries < 1 ? { ...whole, endsAtByte: half, howItEnds: 'stalls' } : whole
    case 'private':
      return { ...whole, outcome: 'private' }
    default:
      return whole
  }
}
