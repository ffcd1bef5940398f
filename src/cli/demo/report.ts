// What a demo run showed: figures, checks and the ledger in words.
import type { ContentResult } from '../../gateway/index.js'
import { formatBytes, shortPeer } from '../units.js'
import type { AskedRange } from './origin.js'

/** Body bytes the origin sent / content bytes, at most (design section 9). */
export const MAX_CROSSINGS = 1.005

export interface PeerOutcome {
  readonly name: string
  readonly peerId: string
  readonly result: ContentResult
  /** Of the bytes that arrived at the asker, computed by the demo itself. */
  readonly arrivedDigest: string
}

export interface DemoRun {
  readonly bytes: number
  readonly digest: string
  readonly rateMbit: number
  readonly originBytes: number
  readonly ranges: readonly AskedRange[]
  /** From the first request until the last of the five has everything. */
  readonly makespanMs: number
  readonly peers: readonly PeerOutcome[]
}

export interface DemoReport {
  peers: number
  bytes: number
  originBytes: number
  crossings: number
  makespanMs: number
  /** Size / rate of the uplink. */
  idealMs: number
  ok: boolean
  /** What is not as it should be, in words. */
  failures: string[]
  uplinkSum: number
  /** How often the 300 ms passed without a claim. */
  askedInVain: number
  firstByteMs: number[]
  ranges: { start: number; end: number; sentBytes: number }[]
  rangesOverlap: boolean
  ledgers: { name: string; peerId: string; uplink: number; members: { [peer: string]: number } }[]
}

export function reportOf(run: DemoRun): DemoReport {
  const results = run.peers.map((peer) => peer.result)
  const crossings = run.originBytes / run.bytes
  const uplinkSum = results.reduce((sum, result) => sum + result.sources.uplink, 0)
  const rangesOverlap = overlap(run.ranges)
  const rightDigests = run.peers.filter(({ arrivedDigest, result }) => {
    return arrivedDigest === run.digest && result.digest === run.digest && result.bytes === run.bytes
  })
  const failures = [
    ...(crossings <= MAX_CROSSINGS ? [] : [`the content crossed the uplink ${crossings.toFixed(4)} times`]),
    ...(rangesOverlap ? ['the origin was asked for the same bytes twice'] : []),
    ...(uplinkSum === run.originBytes ? [] : [`the ledgers say ${uplinkSum} bytes, the origin ${run.originBytes}`]),
    ...(rightDigests.length === run.peers.length ? [] : ['a peer got other bytes than the origin has'])
  ]
  return {
    peers: run.peers.length,
    bytes: run.bytes,
    originBytes: run.originBytes,
    crossings: round(crossings, 5),
    makespanMs: Math.round(run.makespanMs),
    idealMs: Math.round((run.bytes * 8) / (run.rateMbit * 1000)),
    ok: failures.length === 0,
    failures,
    uplinkSum,
    askedInVain: results.filter((result) => result.askedInVain).length,
    firstByteMs: results.map((result) => result.firstByteMs),
    ranges: run.ranges.map((range) => ({ ...range })),
    rangesOverlap,
    ledgers: run.peers.map(({ name, peerId, result }) => ({
      name,
      peerId,
      uplink: result.sources.uplink,
      members: result.sources.members
    }))
  }
}

function overlap(ranges: readonly AskedRange[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  return sorted.some((range, i) => i > 0 && range.start < (sorted[i - 1]?.end ?? 0))
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

export function describeReport(report: DemoReport): string[] {
  const nameOf = new Map(report.ledgers.map(({ peerId, name }) => [peerId, name]))
  const ratio = report.makespanMs / report.idealMs
  return [
    ...report.ledgers.map(({ name, uplink, members }) => {
      const sources = [
        ...(uplink > 0 ? [`${formatBytes(uplink)} over the uplink`] : []),
        ...Object.entries(members).map(
          ([peer, bytes]) => `${formatBytes(bytes)} from ${nameOf.get(peer) ?? shortPeer(peer)}`
        )
      ]
      return `${name} got ${sources.join(' and ') || 'nothing'}.`
    }),
    '',
    `${report.peers} peers have ${formatBytes(report.bytes)} each; the origin sent ${formatBytes(report.originBytes)}: ` +
      `${report.crossings.toFixed(3)} crossings of the uplink.`,
    `All had it after ${(report.makespanMs / 1000).toFixed(2)} s; the uplink alone needs ${(report.idealMs / 1000).toFixed(2)} s (x ${ratio.toFixed(3)}).`,
    `${report.askedInVain} of ${report.peers} asked in vain for 300 ms and went by themselves.`,
    ...report.failures.map((failure) => `Not as it should be: ${failure}.`)
  ]
}
