// What an administrator does about a member: another role, or out of the group. What it does is said before it is done. And who was
// removed, for who asks.
import { byId, make, setText } from './element.js'
import { shortPeer } from './format.js'
import { deedsOf, nameWords, removalWords, whoIsOut, type Deed } from './member-words.js'
import { problemView } from './problem-view.js'
import { lineFor } from './problems.js'
import type { Member, Removal } from './shapes.js'
import { nameOf, type PageActions, type PageState, type Part } from './state.js'

export interface MemberOffice extends Part {
  open: (peer: string) => void
}

export function openMemberOffice(actions: PageActions): MemberOffice {
  const panel = byId('member-office')
  /** Whom the panel is about. */
  let about: { readonly peer: string; readonly group: string } | undefined
  const removed = openRemoved(actions)

  const close = (): void => {
    about = undefined
    panel.hidden = true
    panel.replaceChildren()
  }
  const put = (...children: HTMLElement[]): void => {
    panel.replaceChildren(...children)
    panel.hidden = false
    panel.querySelector<HTMLElement>('button')?.focus()
  }
  const button = (label: string, onclick: () => void, className = 'small'): HTMLButtonElement =>
    make('button', { type: 'button', class: className, onclick }, label)
  const memberOf = (peer: string): Member | undefined => actions.state().members.find((one) => one.peer === peer)

  const open = (peer: string): void => {
    const { group } = actions.state()
    const member = memberOf(peer)
    if (group === undefined || member === undefined) return close()
    about = { peer, group }
    const offers = deedsOf(member).map((deed) => button(deed.label, () => confirm(member, deed)))
    put(
      make('p', {}, make('strong', {}, nameWords(member)), ` (${shortPeer(peer)})`),
      make('div', { class: 'actions' }, ...offers, button('Cancel', close))
    )
  }
  const confirm = (member: Member, deed: Deed): void => {
    const carry = button(
      `${deed.label}: ${nameWords(member)}`,
      () => void carryOut(deed, [carry, cancel]),
      'small danger'
    )
    const cancel = button('Cancel', close)
    put(make('p', {}, deed.words), make('div', { class: 'actions' }, cancel, carry))
  }
  const carryOut = async ({ path, body, done }: Deed, buttons: readonly HTMLButtonElement[]): Promise<void> => {
    if (about === undefined) return
    const { peer, group } = about
    for (const each of buttons) each.disabled = true
    try {
      const where = `/v1/groups/${encodeURIComponent(group)}/members/${encodeURIComponent(peer)}/${path}`
      await actions.gateway.send('POST', where, { body })
      close()
      byId('members-title').focus()
      actions.announce(done)
    } catch (error) {
      put(problemView(error), button('Close', close))
      actions.announce(lineFor(error))
    }
    removed.forget()
    actions.refresh()
  }
  return {
    open,
    show: (state) => {
      if (about !== undefined && (about.group !== state.group || memberOf(about.peer) === undefined)) close()
      removed.show(state)
    }
  }
}

/** Asked for when somebody opens it, and again when the members are others. */
function openRemoved(actions: PageActions): Part & { forget(): void } {
  const details = byId('removed') as HTMLDetailsElement
  const list = byId('removed-list')
  let read: string | undefined
  const load = async ({ group }: PageState): Promise<void> => {
    if (group === undefined) return
    try {
      const path = `/v1/groups/${encodeURIComponent(group)}/removals`
      const { removals } = await actions.gateway.get<{ removals: Removal[] }>(path)
      const state = actions.state()
      if (state.group !== group) return
      const out = whoIsOut(removals, state.members)
      list.replaceChildren(...out.map((removal) => make('li', {}, removalWords(removal, nameOf(state)))))
      setText(byId('removed-empty'), out.length === 0 ? 'Nobody was removed, and nobody left.' : '')
    } catch (error) {
      setText(byId('removed-empty'), lineFor(error))
    }
  }
  const show = (state: PageState): void => {
    details.hidden = state.group === undefined
    const wanted = `${state.group} ${state.members.map(({ peer }) => peer).join(' ')}`
    if (!details.open || wanted === read) return
    read = wanted
    void load(state)
  }
  details.addEventListener('toggle', () => show(actions.state()))
  return { show, forget: () => (read = undefined) }
}
