// Who is in the group, in which role and until when, and who is here now; administrators change that from here.
import { byId, KeyedList, make, setAttribute, setText, type KeyedRow } from './element.js'
import { shortPeer } from './format.js'
import { openMemberOffice } from './member-office.js'
import { nameWords, presenceWords, roleWords, sortMembers, termWords } from './member-words.js'
import type { Member } from './shapes.js'
import type { PageActions, Part } from './state.js'

export function openMembers(actions: PageActions): Part {
  const office = openMemberOffice(actions)
  let mayManage = false
  const list = new KeyedList<Member>(
    byId('members'),
    ({ peer }) => peer,
    (member) => makeRow(member, () => mayManage, office.open)
  )
  return {
    show: (state) => {
      const { members, groups, group } = state
      mayManage = groups.find(({ id }) => id === group)?.role === 'administrator'
      list.show(sortMembers(members))
      office.show(state)
      const present = members.filter((one) => one.present).length
      setText(byId('members-count'), members.length === 0 ? '' : `(${present} of ${members.length} here)`)
      byId('members-empty').hidden = members.length !== 1
    }
  }
}

function makeRow(first: Member, mayManage: () => boolean, open: (peer: string) => void): KeyedRow<Member> {
  const { peer } = first
  const name = make('span', { class: 'item-name', title: peer })
  const role = make('span', { class: 'member-role quiet' })
  const presence = make('span', { class: 'quiet' })
  const dot = make('span', { class: 'dot', 'aria-hidden': 'true' })
  const manage = make('button', { type: 'button', class: 'small', onclick: () => open(peer) }, 'Manage')
  const element = make(
    'li',
    { class: 'member' },
    dot,
    make('span', {}, name, ' ', role),
    make('span', { class: 'member-side' }, presence, manage)
  )
  return {
    element,
    update: (member) => {
      const said = nameWords(member)
      setText(name, said)
      setText(role, [roleWords(member), termWords(member)].filter((words) => words !== '').join(', '))
      setText(presence, presenceWords(member))
      setAttribute(element, 'data-present', member.present ? 'yes' : 'no')
      setAttribute(manage, 'aria-label', `Manage ${said}, ${shortPeer(peer)}`)
      manage.hidden = member.self || !mayManage()
    }
  }
}
