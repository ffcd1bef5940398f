// The top of the page: this machine, its groups, and in one line how things are.
import { byId, make, setAttribute, setText } from './element.js'
import { count } from './format.js'
import { removedWords } from './member-words.js'
import type { GroupSummary } from './shapes.js'
import type { PageActions, PageState, Part } from './state.js'
import { statusWords, type StatusWord } from './status-words.js'

const CONNECTION = {
  connecting: 'Connecting…',
  live: 'Connected',
  lost: 'Disconnected',
  locked: 'Locked'
} as const

export function openHeader(actions: PageActions): Part {
  const select = byId('group') as HTMLSelectElement
  select.addEventListener('change', () => actions.chooseGroup(select.value))
  let shown = ''
  let reachBefore: PageState['reach'] = 'connecting'
  return {
    show: (state) => {
      const { reach, status, groups, group } = state
      setText(byId('node-name'), status?.name ?? '')
      document.title = status === undefined ? 'Potluck' : `${status.name} · Potluck`
      const found = groups.find(({ id }) => id === group)
      const groupName = found && groupTitle(found)
      setText(byId('group-name'), groupName ?? (status === undefined ? 'Potluck' : 'No group yet'))
      showGroups(select, state)
      setAttribute(byId('connection'), 'data-state', reach)
      setText(byId('connection-text'), CONNECTION[reach])
      showNotice(state)
      if (reachBefore === 'live' && reach === 'lost') actions.announce('Disconnected from the node.')
      if (reachBefore === 'lost' && reach === 'live') actions.announce('Connected again.')
      reachBefore = reach
      const words = status === undefined ? [] : statusWords(status, group)
      const key = JSON.stringify(words)
      if (key !== shown) byId('status').replaceChildren(...words.map(statusItem))
      shown = key
    }
  }
}

function statusItem({ text, attention }: StatusWord): HTMLElement {
  return make('li', { class: attention ? 'attention' : undefined }, text)
}

/** This machine's own name for it first: an administrator of one group could call it as another one is called here. */
function groupTitle({ name, friendlyName }: GroupSummary): string {
  return friendlyName === name ? name : `${name} (“${friendlyName}”)`
}

/** Only where there is something to choose. */
function showGroups(select: HTMLSelectElement, { groups, group }: PageState): void {
  byId('group-choice').hidden = groups.length < 2
  const wanted = groups.map((one) => `${one.id} ${groupTitle(one)}`).join('\n')
  if (select.dataset['groups'] !== wanted) {
    select.dataset['groups'] = wanted
    select.replaceChildren(...groups.map((one) => make('option', { value: one.id }, groupTitle(one))))
  }
  if (group !== undefined && select.value !== group) select.value = group
}

function showNotice({ reach, status }: PageState): void {
  const notice = byId('notice')
  const failed = status?.failedGroups ?? []
  const text =
    reach === 'lost'
      ? 'The node on this machine does not answer. What you see is from before; the page tries again by itself. If it was stopped: run “potluck up”.'
      : status !== undefined && status.groups.length + failed.length === 0
        ? 'This machine is in no group yet. Run “potluck group create NAME”, or “potluck join” with an invitation.'
        : failed.length > 0
          ? (removedWords(failed) ??
            `${count(failed.length, 'group')} could not be opened: ${failed.map(({ message, code }) => `${message} (${code})`).join('; ')}`)
          : ''
  notice.hidden = text === ''
  setText(notice, text)
}
