// Who asks to be let in, for administrators: names are strangers' words and shown as text, with the end of the key beside them.
import { nowMs } from './clock.js'
import { byId, KeyedList, make, setAttribute, setText, type KeyedRow } from './element.js'
import { count, shortPeer } from './format.js'
import { problemView } from './problem-view.js'
import { lineFor } from './problems.js'
import type { Knock } from './shapes.js'
import type { PageActions, Part } from './state.js'

export function openKnocks(actions: PageActions): Part {
  const list = new KeyedList<Knock>(
    byId('knocks'),
    ({ peer }) => peer,
    (knock) => makeRow(knock, answer)
  )
  const toggle = byId('knocking-switch') as HTMLButtonElement
  const problem = byId('knocks-problem')
  let told = new Set<string>()

  const send = async (path: string, body: unknown, done: string): Promise<void> => {
    const { group } = actions.state()
    if (group === undefined) return
    try {
      await actions.gateway.send('POST', `/v1/groups/${encodeURIComponent(group)}/knocks${path}`, { body })
      problem.hidden = true
      actions.announce(done)
    } catch (error) {
      problem.replaceChildren(problemView(error))
      problem.hidden = false
      actions.announce(lineFor(error))
    }
    actions.refresh()
  }
  const answer = ({ peer, name, standing }: Knock, allow: boolean): Promise<void> => {
    const body = allow ? { allow, again: standing === 'removed' } : { allow }
    return send(`/${encodeURIComponent(peer)}`, body, allow ? `${name} is let in.` : `${name} is not let in.`)
  }
  toggle.addEventListener('click', () => {
    const knocking = actions.state().knocks?.knocking === 'on' ? 'off' : 'on'
    void send('', { knocking }, `Knocking is ${knocking}.`)
  })
  return {
    show: ({ knocks }) => {
      byId('knocking').hidden = knocks === undefined
      if (knocks === undefined) return
      const isOn = knocks.knocking === 'on'
      list.show(knocks.knocks)
      setText(byId('knocks-count'), knocks.knocks.length === 0 ? '' : `(${knocks.knocks.length})`)
      setText(byId('knocks-hint'), hint(isOn, knocks.knocks.length))
      setText(toggle, isOn ? 'Turn knocking off' : 'Turn knocking on')
      const fresh = knocks.knocks.filter(({ peer }) => !told.has(peer))
      if (fresh.length > 0)
        actions.announce(`${count(fresh.length, 'machine')} ${fresh.length === 1 ? 'asks' : 'ask'} to be let in.`)
      told = new Set(knocks.knocks.map(({ peer }) => peer))
    }
  }
}

export function hint(isOn: boolean, waiting: number): string {
  if (!isOn) return 'Off: no stranger is heard. While it is on, machines on this network can ask to be let in.'
  if (waiting === 0) return 'Nobody knocks. On the other machine: potluck knock'
  return 'Anybody can bear any name: have the end of the key read aloud before you allow it.'
}

/** Whose machine it is, as far as is known here. */
export function standingWords({ standing }: Knock): string {
  return { stranger: '', member: 'is a member already', removed: 'was removed from this group before' }[standing]
}

function makeRow(first: Knock, answer: (knock: Knock, allow: boolean) => Promise<void>): KeyedRow<Knock> {
  const { peer } = first
  let shown = first
  const name = make('span', { class: 'item-name', title: peer })
  const key = make('span', { class: 'quiet' })
  const about = make('span', { class: 'quiet' })
  const button = (label: string, allow: boolean): HTMLButtonElement => {
    const made = make('button', { type: 'button', class: 'small' }, label)
    made.addEventListener('click', () => {
      for (const each of buttons) each.disabled = true
      void answer(shown, allow).finally(() => {
        for (const each of buttons) each.disabled = false
      })
    })
    return made
  }
  const buttons = [button('Allow', true), button('Deny', false)]
  const element = make(
    'li',
    { class: 'knock' },
    make('span', {}, name, ' ', key, ' ', about),
    make('span', { class: 'actions' }, ...buttons)
  )
  return {
    element,
    update: (knock) => {
      shown = knock
      const allow = knock.standing === 'removed' ? 'Allow again' : 'Allow'
      setText(name, knock.name)
      setText(key, `key ${shortPeer(peer)}, from ${knock.host}`)
      setText(about, [standingWords(knock), agoWords(knock)].filter((word) => word !== '').join(', '))
      for (const [index, verb] of [allow, 'Deny'].entries()) {
        const made = buttons[index]
        if (made === undefined) continue
        setText(made, verb)
        setAttribute(made, 'aria-label', `${verb} ${knock.name}, key ${shortPeer(peer)}`)
      }
    }
  }
}

function agoWords({ sinceMs }: Knock): string {
  const minutes = Math.floor((nowMs() - sinceMs) / 60_000)
  return minutes < 1 ? 'just now' : `for ${count(minutes, 'minute')}`
}
