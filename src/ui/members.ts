// Who is in the group, and who is here now.
import { byId, KeyedList, make, setAttribute, setText, type KeyedRow } from './element.js'
import { shortPeer } from './format.js'
import type { Member } from './shapes.js'
import type { Part } from './state.js'

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

export function openMembers(): Part {
  const list = new KeyedList<Member>(byId('members'), ({ peer }) => peer, makeRow)
  return {
    show: ({ members }) => {
      list.show(sortMembers(members))
      const present = members.filter((one) => one.present).length
      setText(byId('members-count'), members.length === 0 ? '' : `(${present} of ${members.length} here)`)
      byId('members-empty').hidden = members.length !== 1
    }
  }
}

function makeRow({ peer }: Member): KeyedRow<Member> {
  const name = make('span', { class: 'item-name', title: peer })
  const role = make('span', { class: 'member-role quiet' })
  const presence = make('span', { class: 'quiet' })
  const dot = make('span', { class: 'dot', 'aria-hidden': 'true' })
  const element = make('li', { class: 'member' }, dot, make('span', {}, name, ' ', role), presence)
  return {
    element,
    update: (member) => {
      setText(name, member.name === peer ? shortPeer(peer) : member.name)
      setText(role, roleWords(member))
      setText(presence, presenceWords(member))
      setAttribute(element, 'data-present', member.present ? 'yes' : 'no')
    }
  }
}
