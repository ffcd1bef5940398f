// Members and removals, a line each, for terminals.
import type { Member, MemberLimits, RemovalInfo } from '../group/index.js'
import { shortPeer } from './units.js'

/** What a member may not do; nothing where it may do all. */
export function limitWords({ mayServe, mayUseUplinks, mayProvide, fixedTerm }: MemberLimits): string[] {
  return [
    ...(mayServe ? [] : ['serves nobody']),
    ...(mayUseUplinks ? [] : ['others fetch nothing for it']),
    ...(mayProvide ? [] : ['provides no flows']),
    ...(fixedTerm ? ['is not renewed'] : [])
  ]
}

export function describeMember(member: Member): string {
  const place = member.self ? 'this machine' : member.present ? 'present' : 'away'
  const until = [`until ${dayOf(member.validUntilMs)}`, ...limitWords(member.limits)].join(', ')
  return `  ${member.name.padEnd(16)} ${member.role.padEnd(13)} ${place.padEnd(12)} ${until}  ${member.peer}`
}

/** @param members who they are now: who came back is one of them */
export function describeRemoval(removal: RemovalInfo, members: readonly Member[]): string {
  const { peer, kind, by, atMs, counts } = removal
  const now = members.find((member) => member.peer === peer)
  const nameOf = (one: string): string => {
    const name = members.find((member) => member.peer === one)?.name ?? one
    return name === one ? shortPeer(one) : `${name} (${shortPeer(one)})`
  }
  const signer = by === undefined ? 'with the recovery phrase' : `by ${nameOf(by)}`
  const what = { removed: `removed ${signer}`, left: 'left', role: `given another role ${signer}` }[kind]
  const after = !counts
    ? ', which does not count: who signed it was removed'
    : kind !== 'role' && now !== undefined
      ? `, is ${now.role} again`
      : ''
  return `  ${dayOf(atMs)}  ${nameOf(peer)} ${what}${after}`
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
