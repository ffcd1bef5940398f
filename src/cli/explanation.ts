// An answer of `explain` in plain lines.
import type { ExplainAnswer } from '../gateway/index.js'
import { formatBytes, formatDuration, shortPeer } from './units.js'

const INDENT = '  '

type NameOf = (peer: string) => string

/** @param nowMs for ages */
export function describeExplanation(answer: ExplainAnswer, nowMs: number): string[] {
  const names = new Map(answer.members.map(({ peer, name, self }) => [peer, self ? `${name} (this node)` : name]))
  const nameOf: NameOf = (peer) => names.get(peer) ?? shortPeer(peer)
  const away = answer.members.filter(({ present, self }) => !present && !self).map(({ name }) => name)
  return [
    answer.url,
    `${INDENT}in the group ${answer.group.name} it is known by the key ${answer.urlKey.slice(0, 16)}…`,
    ...(answer.privacy === 'unnamed'
      ? [`${INDENT}a pattern says that it is not named: members hear of the key alone`]
      : []),
    `${INDENT}now: ${nextStep(answer, nameOf)}`,
    ...section(
      'held by',
      answer.holders.map((holder) => describeHolder(holder, nameOf, nowMs)),
      'nobody'
    ),
    ...section('on its way', onItsWay(answer, nameOf), 'no transfer runs'),
    ...section(
      'may download for all, in this order',
      answer.candidates.map((peer) => nameOf(peer) + (peer === answer.provider ? ', elected' : '')),
      'nobody'
    ),
    ...section('out', [
      ...answer.out.map(({ peer, reasons }) => `${nameOf(peer)}: ${reasons.join(', ')}`),
      ...away.map((name) => `${name}: away`)
    ]),
    ...section('asking members', describeNeed(answer, nameOf)),
    ...section(`origin ${answer.origin.host}`, describeOrigin(answer.origin)),
    ...section('last time', describeLast(answer, nameOf), 'not asked for at this node since it started')
  ]
}

function nextStep(answer: ExplainAnswer, nameOf: NameOf): string {
  const { freshness } = answer
  const isAsked = freshness !== undefined && !freshness.isFresh
  const first = isAsked ? 'past its life: its origin is asked whether it is still the same; then ' : ''
  return first + plainStep(answer, nameOf)
}

function plainStep({ next, need, candidates, members }: ExplainAnswer, nameOf: NameOf): string {
  // Another would go first, and is not asked to.
  const isSilent = need.mode === 'off' && members.some(({ peer, self }) => peer === candidates[0] && !self)
  switch (next.step) {
    case 'cache':
      return 'answered from the cache of this node: nobody is asked'
    case 'attach':
      return 'read along with the transfer that runs here'
    case 'copy':
      return `copied from ${next.from.map(nameOf).join(', ')}: the uplink is not used`
    case 'follow':
      return `read along with ${nameOf(next.from)}, who downloads it`
    case 'lead':
      return `downloaded by this node for all: ${isSilent ? 'nobody else is asked to' : 'it is first in rank'}`
    case 'ask':
      return `the group is asked, and ${nameOf(next.first)} would download it for all`
    case 'ask-all':
      return 'every member is asked first whether it has it, or gets it already; else it is downloaded by this node for all'
    case 'direct':
      return 'downloaded by this node for who asks alone: a pattern says that it is never shared'
    case 'alone':
      return 'downloaded by this node, since nobody may download for all'
    case 'nowhere':
      return isSilent
        ? 'not to be had now: nobody holds it or downloads it, nobody is asked to, and this node may not use its uplink'
        : 'not to be had now: nobody holds it or may download it, and this node may not use its uplink'
  }
}

function describeHolder(holder: ExplainAnswer['holders'][number], nameOf: NameOf, nowMs: number): string {
  const { fetchedFromOriginAtMs: fetchedAtMs, url } = holder
  const ageMs = fetchedAtMs === undefined ? undefined : nowMs - fetchedAtMs
  const age = ageMs !== undefined ? `fetched ${formatDuration(ageMs)} ago` : url !== undefined ? 'published' : 'a copy'
  const place = holder.self ? 'here' : holder.present ? 'present' : 'away'
  const old = holder.counts ? '' : ', older content: does not count'
  return `${nameOf(holder.holder)}: ${formatBytes(holder.bytes)}, ${place}, ${age}${old}`
}

function onItsWay({ transfer, downloaders }: ExplainAnswer, nameOf: NameOf): string[] {
  const whole = transfer?.totalBytes === undefined ? '' : ` of ${formatBytes(transfer.totalBytes)}`
  const from = transfer?.from === undefined ? '' : ` from ${nameOf(transfer.from)}`
  const here = transfer && `this node is ${transfer.state}${from}: ${formatBytes(transfer.bytes)}${whole}`
  return [
    ...(here === undefined ? [] : [here]),
    ...downloaders.map(({ peer, verifiedBytes }) => `${nameOf(peer)} downloads: said ${formatBytes(verifiedBytes)}`)
  ]
}

function describeNeed({ need }: ExplainAnswer, nameOf: NameOf): string[] {
  const { mode, asks, waitMs, answered } = need
  const how =
    mode === 'off'
      ? 'nobody is asked who has it: need.mode is off'
      : !asks
        ? 'nobody need be asked who has it'
        : waitMs > 0
          ? `all are asked who has it first, and have ${(waitMs / 1000).toFixed(1)} s to answer`
          : 'all are asked who has it, while it is downloaded'
  return [how, ...answered.map(({ peer, afterMs }) => `last time ${nameOf(peer)} answered after ${afterMs} ms`)]
}

function describeOrigin({ addresses, proxy, carried, error }: ExplainAnswer['origin']): string[] {
  const through = carried === true ? ['what is not shared goes through members that carry connections'] : []
  if (error !== undefined) return [...through, error]
  const way = [...through, ...(proxy === undefined ? [] : [`through the proxy ${proxy}`])]
  return [...way, ...addresses.map(({ address, refusal }) => refusal ?? `${address}: this node may go there`)]
}

function describeLast({ last, origin }: ExplainAnswer, nameOf: NameOf): string[] {
  if (last?.error !== undefined) return [`failed: ${last.error.message} (${last.error.code})`]
  if (last?.result === undefined) return []
  const { bytes, ms, sources, askedInVain, rereadBytes } = last.result
  const { uplink, cache, members } = sources
  const through = origin.proxy === undefined ? '' : `, through the proxy ${origin.proxy}` // It stays while the node runs.
  return [
    `${formatBytes(bytes)} in ${(ms / 1000).toFixed(1)} s, the first byte after ${last.firstByteMs ?? 0} ms`,
    ...(uplink > 0 ? [`${formatBytes(uplink)} over the uplink${through}`] : []),
    ...Object.entries(members).map(([peer, count]) => `${formatBytes(count)} from ${nameOf(peer)}`),
    ...(cache > 0 ? [`${formatBytes(cache)} from the cache`] : []),
    ...(askedInVain ? ['the group was asked in vain'] : []),
    ...(rereadBytes > 0 ? [`${formatBytes(rereadBytes)} crossed the uplink again`] : [])
  ]
}

function section(title: string, lines: readonly string[], otherwise?: string): string[] {
  if (lines.length === 0) return otherwise === undefined ? [] : [`${INDENT}${title}: ${otherwise}`]
  return [`${INDENT}${title}:`, ...lines.map((line) => `${INDENT}${INDENT}${line}`)]
}
