// What must hold for crossings whatever happens: after each step, and in the end. Members who mean harm are bound by nothing;
// the others are judged beside them.
import { LEAF_BYTES } from '../../src/content/defaults.js'
import type { CrossingGroup, UrlStory } from './crossing-group.js'
import type { SimMember } from './crossing-member.js'
import type { CrossingModel } from './crossing-model.js'
import type { SimUrl } from './crossing-origin.js'
import type { Fault } from './faults.js'

export const RULES = {
  content: 'nobody finishes with what is not the content',
  private: 'what an origin gave to its asker alone is kept by nobody for others',
  error: 'no asker hears an error while the origin and its own line are sound',
  leader: 'of those who can hear each other, one at most reads more than a leaf of an origin for all',
  talk: 'nobody publishes without end',
  once: 'content crosses the uplink once, and once more at most for each cut',
  liveness: 'whoever lives and asked has it',
  ends: 'nothing runs on for nobody',
  asked: 'what a member holds crosses the uplink not at all where all are asked first'
} as const

/** From a fault's end until everybody has heard what it hid: some rounds of synchronising. With 6 s 1,000 seeds hold, with 4 not. */
const HEARD_AFTER_MS = 8_000
/** Needs and claims of one member for one URL in any second: one in 75 ms and one for 4 MiB; the rest are look-ups. Seen: 25. */
export const MAX_PUBLISHED_A_SECOND = 40
/** An asker that got an error asks again. */
const ASK_AGAIN_MS = 3_000
/** What others, who mean harm, make a member begin is over by itself after so long. */
const MAX_FOR_OTHERS_MS = 60_000

export function demandRules(group: CrossingGroup, faults: readonly Fault[]): void {
  const { checkers } = group.world
  demandNoError(group, faults)
  checkers.always(RULES.content, () => group.wrong)
  checkers.always(RULES.private, () => group.kept)
  checkers.always(RULES.talk, () => group.chatty)
  demandOneLeader(group, faults)
  checkers.inTheEnd(RULES.once, () => {
    if (group.hostile.size > 0) return undefined
    return [...group.stories.values()].map((story) => tooOften(story, faults)).find((wrong) => wrong !== undefined)
  })
  checkers.inTheEnd(RULES.liveness, () => {
    const waiting = group.stillWaiting((member, url) => hasPath(group, member, url))
    return waiting.length === 0 ? undefined : waiting.join('; ')
  })
  checkers.inTheEnd(RULES.ends, () => runsOn(group))
  checkers.inTheEnd(RULES.asked, () => {
    const { mode, quiet } = group.init
    if (mode !== 'ask-first' || faults.length > 0 || group.hostile.size > 0) return undefined
    const crossed = [...group.stories.values()].filter(
      ({ url, originBytes }) => originBytes > 0 && (quiet?.get(url.urlKey) ?? []).length > 0
    )
    return crossed.length === 0 ? undefined : crossed.map(({ url }) => url.urlKey.slice(0, 4)).join(', ')
  })
}

function demandNoError(group: CrossingGroup, faults: readonly Fault[]): void {
  const { world } = group
  let unearned: string | undefined
  group.onUnanswered = (member, crossing) => {
    const { url } = crossing
    if (!mayFail(group, member, crossing, faults))
      unearned ??= `member ${member.index} (line: ${member.line}) was told an error of ${url.urlKey.slice(0, 4)} (${url.manner})`
    if (hasPath(group, member, url)) {
      world.in(ASK_AGAIN_MS, () => {
        if (member.peer.isAlive) member.ask(url)
        else member.waiting.add(url) // It asks when it is back.
      })
    }
  }
  world.checkers.always(RULES.error, () => unearned)
}

/**
 * What happened to it while it asked is an excuse, others' lines are not: an error at one member is never everybody's. Who
 * has no line of its own depends on all others.
 */
function mayFail(
  { hostile }: CrossingGroup,
  member: SimMember,
  crossing: CrossingModel,
  faults: readonly Fault[]
): boolean {
  const { url, openedAtMs } = crossing
  if (!['sound', 'late', 'changes'].includes(url.manner)) return true
  if (member.line !== 'sound') {
    return hostile.size > 0 || faults.some((fault) => isFelt(fault, openedAtMs, member.world.nowMs, HEARD_AFTER_MS))
  }
  return faults.some((fault) => {
    if (!isFelt(fault, openedAtMs, member.world.nowMs, 0)) return false
    return (fault.type === 'uplink' || fault.type === 'unplug') && (fault.peer ?? member.index) === member.index
  })
}

function demandOneLeader(group: CrossingGroup, faults: readonly Fault[]): void {
  let seenBytes = -1
  group.world.checkers.always(RULES.leader, () => {
    const bytes = [...group.stories.values()].reduce((sum, { originBytes }) => sum + originBytes, 0)
    if (bytes === seenBytes) return undefined
    seenBytes = bytes
    for (const url of group.urls.values()) {
      const leaders = group.leadersOf(url).filter(({ index }) => !group.hostile.has(index))
      for (const [at, { index }] of leaders.entries()) {
        for (const { index: other } of leaders.slice(at + 1)) {
          if (hearEachOther(index, other, faults, group.world.nowMs))
            return `${index} and ${other} of ${url.urlKey.slice(0, 4)} (${url.manner})`
        }
      }
    }
    return undefined
  })
}

/** And have for a while: what strikes a third is no excuse. */
function hearEachOther(a: number, b: number, faults: readonly Fault[], nowMs: number): boolean {
  return !faults.some((fault) => {
    if (!isFelt(fault, nowMs, nowMs, HEARD_AFTER_MS)) return false
    switch (fault.type) {
      case 'loss':
        return true
      case 'split':
        return fault.side.includes(a) !== fault.side.includes(b)
      case 'kill':
      case 'pause':
      case 'unplug':
        return fault.peer === a || fault.peer === b
      case 'uplink':
      case 'clock':
        return false
    }
  })
}

/** Whether it was on at any time between the two, or has ended less than `afterMs` before. */
function isFelt(fault: Fault, fromMs: number, untilMs: number, afterMs: number): boolean {
  const forMs = 'forMs' in fault ? (fault.forMs ?? 0) : 0
  return fault.atMs <= untilMs && fromMs <= fault.atMs + forMs + afterMs
}

/** Whether the member can be expected to get it, if it asks often enough. */
function hasPath({ hostile }: CrossingGroup, { line }: SimMember, { manner }: SimUrl): boolean {
  if (manner === 'missing') return false
  if (line === 'sound') return true
  // Known weakness: who claims more than there is stops every honest download in turn, and these cannot go themselves.
  return manner !== 'private' && ![...hostile.values()].includes('huge')
}

/**
 * A cut is what takes a reader of the origin from the others, or lets members not hear each other. Besides, each reader may
 * have had a leaf for nothing. While uplinks are cut, members find the origin out of reach: then each may go itself.
 */
function tooOften({ url, originBytes, readers, doneAtMs }: UrlStory, faults: readonly Fault[]): string | undefined {
  if (url.manner !== 'sound' && url.manner !== 'late') return undefined
  if (faults.some(({ type }) => type === 'uplink')) return undefined
  const untilMs = doneAtMs.size === 0 ? Infinity : Math.max(...doneAtMs.values())
  const cuts = faults.filter((fault) => {
    if (fault.type === 'clock' || fault.atMs > untilMs) return false
    return 'peer' in fault ? readers.has(fault.peer) : true
  })
  const most = (1 + cuts.length) * url.totalBytes + readers.size * LEAF_BYTES
  if (originBytes <= most) return undefined
  return `${(originBytes / url.totalBytes).toFixed(1)} times for ${cuts.length} cuts, ${url.urlKey.slice(0, 4)}`
}

/** Where some mean harm, they can always make the others begin something: then it must end by itself. */
function runsOn({ members, hostile, world }: CrossingGroup): string | undefined {
  const maxMs = hostile.size > 0 ? MAX_FOR_OTHERS_MS : 0
  const running = members
    .filter(({ peer, index }) => peer.isAlive && !hostile.has(index))
    .flatMap(({ crossings, index, waiting }) =>
      [...crossings.values()]
        .filter(({ url, openedAtMs }) => !waiting.has(url) && world.nowMs - openedAtMs >= maxMs)
        .map(({ machine, url, openedAtMs }) => `${index} ${machine.phase} ${url.manner} since ${openedAtMs}`)
    )
  return running.length === 0 ? undefined : running.join('; ')
}
