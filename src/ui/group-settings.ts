// What administrators have every machine of the group do, for who asks. To look at: `potluck group settings` changes it.
import { byId, make, setText } from './element.js'
import { lineFor } from './problems.js'
import { settingLines } from './setting-words.js'
import type { GroupSettings } from './shapes.js'
import { nameOf, type PageActions, type PageState, type Part } from './state.js'

export function openGroupSettings(actions: PageActions): Part {
  const details = byId('settings') as HTMLDetailsElement
  const list = byId('settings-list')
  let read: string | undefined
  const load = async (group: string): Promise<void> => {
    try {
      const path = `/v1/groups/${encodeURIComponent(group)}/settings`
      const answer = await actions.gateway.get<GroupSettings>(path)
      const state = actions.state()
      if (state.group !== group) return
      const lines = settingLines(answer, nameOf(state))
      list.replaceChildren(...lines.map((line) => make('li', {}, line)))
      setText(byId('settings-empty'), lines.length === 0 ? 'No administrator has set anything.' : '')
    } catch (error) {
      setText(byId('settings-empty'), lineFor(error))
    }
  }
  const show = ({ group }: PageState): void => {
    details.hidden = group === undefined
    if (!details.open) read = undefined // Read anew when it is opened again.
    if (!details.open || group === undefined || group === read) return
    read = group
    list.replaceChildren()
    void load(group)
  }
  details.addEventListener('toggle', () => show(actions.state()))
  return { show }
}
