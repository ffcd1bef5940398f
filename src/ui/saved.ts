// What was saved: one number, bytes by source day by day, and how often each content crossed the uplink.
import { makeLegend, makeSourceBar } from './bars.js'
import { nowMs } from './clock.js'
import { byId, make, setText } from './element.js'
import { formatAgo, formatBytes, formatPercent, nameOfUrl } from './format.js'
import { barHeights, bytesOfDay, crossingsWords, lastDays, savingsOf, type Day } from './savings.js'
import type { History, HistoryContent } from './shapes.js'
import type { Part } from './state.js'
import { SOURCES } from './transfers.js'

/** How far back the page looks. */
export const HISTORY_DAYS = 28
const CHART_DAYS = 14
const CONTENTS_SHOWN = 8

export function openSaved(): Part {
  const number = make('strong')
  const words = make('span')
  const bar = makeSourceBar('bar thick')
  const legend = makeLegend('Bytes by where they came from', true)
  const chart = make('div')
  const days = make('tbody')
  const contents = make('tbody')
  byId('saved').append(
    make('p', { class: 'hero' }, number, words),
    bar.element,
    legend.element,
    chart,
    make(
      'details',
      {},
      make('summary', {}, 'The days as a table'),
      scroller('Bytes by day', table(['Day', 'Internet', 'Members', 'This machine'], days, [1, 2, 3]))
    ),
    make('h3', {}, 'How often each file crossed the uplink for this machine'),
    scroller('Files and their crossings', table(['File', 'Size', 'Crossed', 'When'], contents, [1]))
  )
  let shown: History | undefined
  return {
    show: ({ history }) => {
      if (history === undefined || history === shown) return
      shown = history
      const { total, bytes, savedBytes, savedShare } = savingsOf(history)
      byId('saved').hidden = bytes === 0
      byId('saved-empty').hidden = bytes > 0
      setText(number, formatBytes(savedBytes))
      setText(
        words,
        `of ${formatBytes(bytes)} did not cross the uplink (${formatPercent(savedShare)}), last ${HISTORY_DAYS} days`
      )
      bar.update(total)
      legend.update(total)
      const shownDays = lastDays(history, nowMs(), CHART_DAYS)
      chart.replaceChildren(daysChart(shownDays))
      days.replaceChildren(
        ...shownDays
          .toReversed()
          .filter((day) => bytesOfDay(day) > 0)
          .map(dayRow)
      )
      contents.replaceChildren(...latest(history.contents).map(contentRow))
    }
  }
}

function latest(contents: readonly HistoryContent[]): HistoryContent[] {
  return [...contents].sort((a, b) => b.atMs - a.atMs).slice(0, CONTENTS_SHOWN)
}

function table(heads: string[], body: HTMLElement, numbers: number[]): HTMLElement {
  const cells = heads.map((text, i) =>
    make('th', { scope: 'col', class: numbers.includes(i) ? 'number' : undefined }, text)
  )
  return make('table', { class: 'stacking' }, make('thead', {}, make('tr', {}, ...cells)), body)
}

/** What may be wider than the page moves by itself, by keyboard too. */
function scroller(label: string, content: HTMLElement): HTMLElement {
  return make('div', { class: 'scroller', role: 'region', 'aria-label': label, tabindex: '0' }, content)
}

function dayRow(day: Day): HTMLElement {
  return make(
    'tr',
    {},
    make('th', { scope: 'row' }, day.day),
    make('td', { class: 'number', 'data-label': 'Internet' }, formatBytes(day.uplink)),
    make('td', { class: 'number', 'data-label': 'Members' }, formatBytes(day.members)),
    make('td', { class: 'number', 'data-label': 'This machine' }, formatBytes(day.cache))
  )
}

function contentRow(content: HistoryContent): HTMLElement {
  const { name, host } = nameOfUrl(content.url)
  return make(
    'tr',
    {},
    make(
      'th',
      { scope: 'row' },
      make('span', { title: content.url }, name),
      ' ',
      make('span', { class: 'quiet' }, host)
    ),
    make('td', { class: 'number', 'data-label': 'Size' }, formatBytes(content.bytes)),
    make('td', { class: 'brief', 'data-label': 'Crossed' }, crossingsWords(content.crossings)),
    make('td', { class: 'brief', 'data-label': 'When' }, formatAgo(content.atMs, nowMs()))
  )
}

/** Stacked bars, one a day. The table says the same to who does not see them. */
function daysChart(days: readonly Day[]): HTMLElement {
  const highest = Math.max(...days.map(bytesOfDay))
  const columns = days.map((day) => {
    const heights = barHeights(day, highest)
    const parts = SOURCES.filter((source) => heights[source] > 0).map((source) => {
      const part = make('span', { class: `of-${source}` })
      part.style.setProperty('height', `${(heights[source] * 100).toFixed(1)}%`)
      return part
    })
    const label = make('div', { class: 'chart-day' }, String(Number(day.day.slice(8))))
    return make('div', {}, make('div', { class: 'chart-stack' }, ...parts), label)
  })
  const scale = make('span', { class: 'chart-scale' }, `${formatBytes(highest)} a day`)
  return make('div', { class: 'chart', 'aria-hidden': 'true' }, scale, ...columns)
}
