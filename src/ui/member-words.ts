// What the page says of members, and of what an administrator does about them.
import { dateWords, shortPeer } from './format.js'
import type { Member, Removal, Role, Status } from './shapes.js'

/** This machine first, then who is here, then by name. */
export function sortMembers(members: readonly Member[]): Member[] {
  const rank = ({ self, present }: Member): number => (self ? 0 : present ? 1 : 2)
  return [...members].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || (a.peer < b.peer ? -1 : 1))
}

export function presenceWords({ present }: Member): string {
  return present ? 'here' : 'not here'
}

/** `administrator, this machine`; empty for an ordinary member. */
export function roleWords({ role, self }: Member): string {
  return [role === 'administrator' ? 'administrator' : '', self ? 'this machine' : '']
    .filter((word) => word !== '')
    .join(', ')
}

/** Until when it is one, and what it may not do. */
export function termWords({ validUntilMs, limits }: Member): string {
  return [
    `until ${dateWords(validUntilMs)}${limits.fixedTerm ? ', not renewed' : ''}`,
    limits.mayServe ? '' : 'serves nobody',
    limits.mayUseUplinks ? '' : 'others fetch nothing for it',
    limits.mayProvide ? '' : 'provides no flows'
  ]
    .filter((word) => word !== '')
    .join(', ')
}

/** Where a member has not said what it is called, the end of its key. */
export function nameWords({ name, peer }: Member): string {
  return name === peer ? shortPeer(peer) : name
}

export interface Deed {
  /** On the button that offers it, and the one that does it. */
  readonly label: string
  /** What happens then. */
  readonly words: string
  readonly path: 'remove' | 'change'
  readonly body: object
  readonly done: string
}

/** What can be done about a member, and what that does. */
export function deedsOf(member: Member): Deed[] {
  const name = nameWords(member)
  const changed = (role: Role, words: string): Deed => ({
    ...{ label: role === 'member' ? 'Make a member' : 'Make an administrator', words, path: 'change', body: { role } },
    done: role === 'member' ? `${name} is a member only.` : `${name} is an administrator.`
  })
  const isAdministrator = member.role === 'administrator'
  return [
    isAdministrator
      ? changed('member', `${name} can then let nobody in and remove nobody. Whom it let in stays.`)
      : changed('administrator', `${name} can then let others in, remove members, and set what holds for everybody.`),
    {
      ...{ label: 'Remove from the group', path: 'remove', body: {}, done: `${name} is removed.` },
      words:
        `${name} is cut off at once on every machine that hears of it, and gets nothing more of this group. What it wrote so far ` +
        `stays, and it keeps what it has.${isAdministrator ? ' Whom it let in stays. If its machine is in other hands, remove it by “potluck group remove --distrust-all”.' : ''} Only a new invitation brings it back.`
    }
  ]
}

/** Who is out, by the newest word of each: a member that was given another role, or came back, is not. */
export function whoIsOut(removals: readonly Removal[], members: readonly Member[]): Removal[] {
  const seen = new Set(members.map(({ peer }) => peer))
  return removals.filter(({ peer, kind, counts }) => {
    if (!counts || kind === 'role' || seen.has(peer)) return false
    seen.add(peer)
    return true
  })
}

/** `…abcd1234 was removed by alice on 3 Mar 2027`. */
export function removalWords({ peer, kind, by, atMs }: Removal, nameOf: (peer: string) => string): string {
  const when = `on ${dateWords(atMs)}`
  if (kind === 'left') return `${shortPeer(peer)} left ${when}`
  return `${shortPeer(peer)} was removed by ${by === undefined ? 'the recovery phrase' : nameOf(by)} ${when}`
}

/** Where this machine is out of a group that is what a person has to know first, and what is left to do. */
export function removedWords(failed: Status['failedGroups']): string | undefined {
  const out = failed.filter(({ code }) => code === 'REMOVED')
  if (out.length === 0) return undefined
  const others = failed.filter(({ code }) => code !== 'REMOVED')
  return [
    ...out.map(
      ({ message }) =>
        `Out of a group: ${message} (REMOVED). What this machine has of it stays, for “potluck records export”.`
    ),
    ...others.map(({ message, code }) => `Not open: ${message} (${code}).`)
  ].join(' ')
}
