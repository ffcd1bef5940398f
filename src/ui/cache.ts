// What is kept on this machine: how full it is, and each file with pin and remove.
import { byId, KeyedList, make, setText, setAttribute, type KeyedRow } from './element.js'
import { formatAgo, formatBytes, formatPercent, count, nameOfUrl } from './format.js'
import { nowMs } from './clock.js'
import { lineFor } from './problems.js'
import { problemView } from './problem-view.js'
import type { CacheEntry, CacheUsage } from './shapes.js'
import type { PageActions, Part } from './state.js'

/** Pinned ones first, then the last used. */
export function sortCache(entries: readonly CacheEntry[]): CacheEntry[] {
  return [...entries].sort(
    (a, b) => Number(b.pinned) - Number(a.pinned) || b.lastUsedAtMs - a.lastUsedAtMs || (a.digest < b.digest ? -1 : 1)
  )
}

/** What a file is called: by the address where one is known, else by its digest. */
export function nameOfEntry({ urls: [url], digest }: CacheEntry): { name: string; host: string } {
  return url === undefined ? { name: `SHA-256 ${digest.slice(0, 12)}…`, host: '' } : nameOfUrl(url)
}

/** More are counted, not shown: the page stays light. */
const SHOWN_AT_MOST = 100

export function openCache(actions: PageActions): Part {
  const problems = make('div')
  const body = make('tbody')
  const more = make('p', { class: 'quiet', hidden: true })
  const head = make(
    'tr',
    {},
    ...['File', 'Size', 'Last used'].map((text, i) =>
      make('th', { scope: 'col', class: i === 1 ? 'number' : undefined }, text)
    ),
    make('th', { scope: 'col' }, make('span', { class: 'unseen' }, 'Actions'))
  )
  const table = byId('cache-table')
  table.append(make('table', { class: 'stacking' }, make('thead', {}, head), body))
  table.after(more, problems)
  const usage = makeUsage()
  const fail = (error: unknown): void => {
    problems.replaceChildren(problemView(error))
    actions.announce(lineFor(error))
  }
  const act = async (work: Promise<unknown>, done: string): Promise<void> => {
    try {
      await work
      problems.replaceChildren()
      actions.announce(done)
    } catch (error) {
      fail(error)
    }
    actions.refresh()
  }
  const list = new KeyedList<CacheEntry>(
    body,
    ({ digest }) => digest,
    (entry) => makeRow(entry, actions, act)
  )
  return {
    show: ({ status, cache }) => {
      if (status !== undefined) usage(status.cache)
      if (cache === undefined) return
      const sorted = sortCache(cache)
      list.show(sorted.slice(0, SHOWN_AT_MOST))
      byId('cache-empty').hidden = cache.length > 0
      table.hidden = cache.length === 0
      more.hidden = cache.length <= SHOWN_AT_MOST
      setText(more, `and ${count(cache.length - SHOWN_AT_MOST, 'file')} more: potluck cache list`)
    }
  }
}

function makeUsage(): (usage: CacheUsage) => void {
  const fill = make('span', { class: 'of-cache' })
  const text = make('p', { class: 'quiet' })
  byId('cache-usage').append(make('div', { class: 'bar', 'aria-hidden': 'true' }, fill), text)
  return ({ blobs, bytes, maxBytes }) => {
    fill.style.setProperty('width', `${Math.min(100, (bytes / maxBytes) * 100).toFixed(2)}%`)
    setText(
      text,
      `${count(blobs, 'file')}, ${formatBytes(bytes)} of ${formatBytes(maxBytes)} (${formatPercent(bytes / maxBytes)})`
    )
  }
}

type Act = (work: Promise<unknown>, done: string) => Promise<void>

function makeRow(entry: CacheEntry, { gateway }: PageActions, act: Act): KeyedRow<CacheEntry> {
  const path = `/v1/cache/${entry.digest}`
  const { name, host } = nameOfEntry(entry)
  let current = entry
  const pin = make(
    'button',
    {
      type: 'button',
      class: 'small',
      onclick: () => {
        const { pinned } = current
        void act(
          gateway.send(pinned ? 'DELETE' : 'PUT', `${path}/pin`),
          pinned ? `${name} is no longer pinned.` : `${name} is pinned: it stays.`
        )
      }
    },
    'Pin'
  )
  const remove = make(
    'button',
    {
      type: 'button',
      class: 'small',
      'aria-label': `Remove ${name} from this machine`,
      onclick: () => void act(gateway.send('DELETE', path), `${name} is removed from this machine.`)
    },
    'Remove'
  )
  const size = make('td', { class: 'number', 'data-label': 'Size' })
  const used = make('td', { class: 'brief', 'data-label': 'Last used' })
  const badge = make('span', { class: 'badge' }, 'pinned')
  const element = make(
    'tr',
    {},
    make(
      'th',
      { scope: 'row' },
      make('span', { title: entry.urls[0] ?? entry.digest }, name),
      ' ',
      make('span', { class: 'quiet' }, host),
      ' ',
      badge
    ),
    size,
    used,
    make('td', {}, make('div', { class: 'actions' }, pin, remove))
  )
  return {
    element,
    update: (next) => {
      current = next
      badge.hidden = !next.pinned
      setText(pin, next.pinned ? 'Unpin' : 'Pin')
      setAttribute(pin, 'aria-label', `${next.pinned ? 'Unpin' : 'Pin'} ${name}`)
      setText(size, formatBytes(next.bytes))
      setText(used, formatAgo(next.lastUsedAtMs, nowMs()))
    }
  }
}
