// The first page: reads the node's state again and again, hands it to the parts, and follows the transfers live.
import { openCache } from './cache.js'
import { delay, nowMs } from './clock.js'
import { openDownloads } from './downloads.js'
import { byId, setText } from './element.js'
import { openGateway, type Reach } from './gateway.js'
import { openGetFile } from './get-file.js'
import { openGroupSettings } from './group-settings.js'
import { openHeader } from './header.js'
import { openInvite } from './invite.js'
import { openKnocks } from './knocks.js'
import { openMembers } from './members.js'
import { HISTORY_DAYS, openSaved } from './saved.js'
import type { CacheEntry, GroupSummary, History, Knocks, Member, Status, Transfer } from './shapes.js'
import type { PageActions, PageState, Part } from './state.js'
import { forgetToken, takeToken } from './token.js'

/** Status and members. */
const POLL_MS = 3000
/** History and cache; at once after a transfer has ended. */
const SLOW_POLL_MS = 30_000
/** Between two tries to follow the transfers. */
const RETRY_MS = 2000
const DAY_MS = 86_400_000
const GROUP_KEY = 'potluck.group'

function start(): void {
  const token = takeToken()
  // A fresh key for a page that is open already: only the fragment changes, and the browser does not load it again.
  addEventListener('hashchange', () => location.hash.includes('token=') && location.reload())
  if (token === undefined) lock('It talks to the node on this machine, and needs a key for that.')
  else run(token)
}

function lock(text: string): void {
  byId('page').hidden = true
  byId('locked').hidden = false
  setText(byId('locked-text'), text)
  setText(byId('connection-text'), 'Locked')
  byId('connection').dataset['state'] = 'locked'
  byId('notice').hidden = true
}

function run(token: string): void {
  let state: PageState = { reach: 'connecting', groups: [], members: [], transfers: [] }
  let parts: readonly Part[] = []
  const stop = new AbortController()
  let wake = new AbortController()

  const change = (changes: Partial<PageState>): void => {
    if (stop.signal.aborted) return
    state = { ...state, ...changes }
    for (const part of parts) part.show(state)
  }
  const onReach = (reach: Reach): void => {
    if (stop.signal.aborted) return
    if (reach === 'locked') {
      stop.abort()
      forgetToken()
      lock('The key that this tab had is no longer good: it ends after 12 hours, or when many newer ones were made.')
    } else if (reach !== state.reach) change({ reach })
  }
  const gateway = openGateway(token, onReach)
  let slowAtMs = 0
  const actions: PageActions = {
    gateway,
    state: () => state,
    refresh: () => {
      slowAtMs = 0
      wake.abort()
    },
    chooseGroup: (id) => {
      localStorage.setItem(GROUP_KEY, id)
      change({ group: id, members: [], knocks: undefined })
      wake.abort()
    },
    announce: (text) => setText(byId('announcer'), text)
  }

  const readFast = async (): Promise<void> => {
    const [status, { groups }] = await Promise.all([
      gateway.get<Status>('/v1/status'),
      gateway.get<{ groups: GroupSummary[] }>('/v1/groups')
    ])
    const wanted = state.group ?? localStorage.getItem(GROUP_KEY)
    const chosen = groups.find(({ id }) => id === wanted) ?? groups[0]
    const group = chosen?.id
    const members = group === undefined ? [] : await membersOf(group)
    const knocks = chosen?.role === 'administrator' ? await knocksAt(chosen.id) : undefined
    change({ status, groups, group, members, knocks })
  }
  const membersOf = async (group: string): Promise<Member[]> =>
    (await gateway.get<{ members: Member[] }>(`/v1/groups/${encodeURIComponent(group)}/members`)).members
  const knocksAt = (group: string): Promise<Knocks> => gateway.get(`/v1/groups/${encodeURIComponent(group)}/knocks`)
  const readSlow = async (): Promise<void> => {
    const sinceMs = nowMs() - HISTORY_DAYS * DAY_MS
    const [history, cache] = await Promise.allSettled([
      gateway.get<History>('/v1/history', { sinceMs }),
      gateway.get<{ blobs: CacheEntry[] }>('/v1/cache')
    ])
    change({
      ...(history.status === 'fulfilled' && { history: history.value }),
      ...(cache.status === 'fulfilled' && { cache: cache.value.blobs })
    })
  }
  const poll = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      wake = new AbortController()
      try {
        await readFast()
        if (nowMs() - slowAtMs >= SLOW_POLL_MS) {
          slowAtMs = nowMs()
          await readSlow()
        }
      } catch {
        slowAtMs = 0 // Whether the node answers is shown already; what it refused is asked again.
      }
      do await delay(POLL_MS, wake.signal)
      while (document.hidden && !wake.signal.aborted)
    }
  }
  const follow = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        for await (const { transfers } of gateway.events<{ transfers: Transfer[] }>('/v1/transfers', stop.signal)) {
          const hasEnded = transfers.length < state.transfers.length
          change({ transfers })
          if (hasEnded) actions.refresh()
        }
      } catch {
        // As above.
      }
      change({ transfers: [] })
      await delay(RETRY_MS, stop.signal)
    }
  }

  parts = [
    openHeader(actions),
    openDownloads(actions),
    openSaved(),
    openCache(actions),
    openMembers(actions),
    openGroupSettings(actions),
    openKnocks(actions),
    openInvite(actions)
  ]
  openGetFile(actions)
  byId('page').hidden = false
  change({})
  document.addEventListener('visibilitychange', () => !document.hidden && wake.abort())
  void poll()
  void follow()
}

start()
