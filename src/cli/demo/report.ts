// What a demo run showed: figures, checks and the ledger in words.
import type { ContentResult } from '../../gateway/index.js'
import { formatBytes, shortPeer } from '../units.js'
import type { Lead } from './kill.js'
import { leavesSentTwice } from './leaves-twice.js'
import type { AskedRange } from './origin.js'

/** Body bytes the origin sent / content bytes, at most (design section 9). */
export const MAX_CROSSINGS = 1.005

/** Leaves that the origin may send twice where the downloader is killed: the one it was at, and what was on its way. */
export const MAX_LEAVES_TWICE = 2

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
  /** From the first request until the last of those that live has everything. */
  readonly makespanMs: number
  /** Those that live. */
  readonly peers: readonly PeerOutcome[]
  /** All of them, the dead too. */
  readonly nameOf: ReadonlyMap<string, string>
  /** Who led, where the downloader was to be killed. */
  readonly leads?: readonly Lead[] | undefined
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
  ranges: AskedRange[]
  rangesOverlap: boolean
  /** Leaves of which the origin sent a byte more than once, to readers that lived. */
  leavesTwice: number
  /** Who led when; undefined where nobody was to be killed. */
  leads: readonly Lead[] | undefined
  ledgers: { name: string; peerId: string; uplink: number; members: { [peer: string]: number } }[]
  /** Peer ids, also of the one that was killed. */
  names: { [peer: string]: string }
}

export function reportOf(run: DemoRun): DemoReport {
  const results = run.peers.map((peer) => peer.result)
  const crossings = run.originBytes / run.bytes
  const uplinkSum = results.reduce((sum, result) => sum + result.sources.uplink, 0)
  const rangesOverlap = overlap(run.ranges)
  const rightDigests = run.peers.filter(({ arrivedDigest, result }) => {
    return arrivedDigest === run.digest && result.digest === run.digest && result.bytes === run.bytes
  })
  const leavesTwice = leavesSentTwice(run.ranges.map((range) => ({ ...range, sentBytes: readBytes(range) })))
  const failures = [
    ...(run.leads === undefined ? oneCrossing({ ...run, crossings, rangesOverlap, uplinkSum }) : []),
    ...(run.leads === undefined ? [] : tookOver(run.leads, leavesTwice)),
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
    leavesTwice,
    leads: run.leads,
    ledgers: run.peers.map(({ name, peerId, result }) => ({
      name,
      peerId,
      uplink: result.sources.uplink,
      members: result.sources.members
    })),
    names: Object.fromEntries(run.nameOf)
  }
}

/** What the killed one was sent while it died would come again whatever the others do. */
function readBytes({ sentBytes, unreadBytes }: AskedRange): number {
  return sentBytes - unreadBytes
}

interface Crossed {
  crossings: number
  rangesOverlap: boolean
  uplinkSum: number
  originBytes: number
}

/** What is not as it should be where nothing befell anybody. */
function oneCrossing({ crossings, rangesOverlap, uplinkSum, originBytes }: Crossed): string[] {
  return [
    ...(crossings <= MAX_CROSSINGS ? [] : [`the content crossed the uplink ${crossings.toFixed(4)} times`]),
    ...(rangesOverlap ? ['the origin was asked for the same bytes twice'] : []),
    ...(uplinkSum === originBytes ? [] : [`the ledgers say ${uplinkSum} bytes, the origin ${originBytes}`])
  ]
}

/** What is not as it should be where the downloader was to be killed; its own ledger died with it. */
function tookOver(leads: readonly Lead[], leavesTwice: number): string[] {
  return [
    ...(leads.some(({ wasKilled }) => wasKilled) ? [] : ['nobody was seen to download, so nobody was killed']),
    ...(leavesTwice <= MAX_LEAVES_TWICE ? [] : [`the origin sent ${leavesTwice} leaves twice`])
  ]
}

function overlap(ranges: readonly AskedRange[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  return sorted.some((range, i) => i > 0 && range.start < (sorted[i - 1]?.end ?? 0))
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

export function describeReport(report: DemoReport): string[] {
  const ratio = report.makespanMs / report.idealMs
  return [
    ...report.ledgers.map(({ name, uplink, members }) => {
      const sources = [
        ...(uplink > 0 ? [`${formatBytes(uplink)} over the uplink`] : []),
        ...Object.entries(members).map(
          ([peer, bytes]) => `${formatBytes(bytes)} from ${report.names[peer] ?? shortPeer(peer)}`
        )
      ]
      return `${name} got ${sources.join(' and ') || 'nothing'}.`
    }),
    '',
    `${report.peers} peers have ${formatBytes(report.bytes)} each; the origin sent ${formatBytes(report.originBytes)}: ` +
      `${report.crossings.toFixed(3)} crossings of the uplink.`,
    `All had it after ${(report.makespanMs / 1000).toFixed(2)} s; the uplink alone needs ${(report.idealMs / 1000).toFixed(2)} s (x ${ratio.toFixed(3)}).`,
    ...(report.leads === undefined ? [] : describeLeads(report, report.leads)),
    `${report.askedInVain} of ${report.peers} asked in vain for 300 ms and went by themselves.`,
    ...report.failures.map((failure) => `Not as it should be: ${failure}.`)
  ]
}

/** Who led when, and what that cost. */
function describeLeads({ ranges, leavesTwice }: DemoReport, leads: readonly Lead[]): string[] {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
  const rows = leads.map(({ name, fromMs, toMs, fromBytes, toBytes, wasKilled }) => [
    ...[name, `${seconds(fromMs)} to ${seconds(toMs)}`, `${formatBytes(fromBytes)} to ${formatBytes(toBytes)}`],
    wasKilled ? 'killed' : ''
  ])
  const asked = ranges.map((range) => {
    const unread = range.unreadBytes === 0 ? '' : ` and ${formatBytes(range.unreadBytes)} to the dead`
    return `${formatBytes(readBytes(range))} from ${formatBytes(range.start)} on${unread}`
  })
  return [
    '',
    ...columns([['led', 'when', 'seen at', ''], ...rows]),
    `The origin sent ${asked.join(', then ')}.`,
    `ranges asked for twice: ${leavesTwice} leaves (limit ${MAX_LEAVES_TWICE})`,
    ''
  ]
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_cell, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  )
}
