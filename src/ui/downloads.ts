// What is downloading, live: how far, from whom, how fast.
import { fromWords, makeLegend, makeSourceBar } from './bars.js'
import { nowMs } from './clock.js'
import { byId, KeyedList, make, setAttribute, setText, type KeyedRow } from './element.js'
import { formatPercent, nameOfUrl } from './format.js'
import type { Transfer } from './shapes.js'
import { nameOf, type PageActions, type PageState, type Part } from './state.js'
import { bySource, howFar, RateMeter, whatHappens } from './transfers.js'

export function openDownloads(actions: PageActions): Part {
  const list = new KeyedList<Transfer>(byId('downloads'), transferKey, (transfer) => makeRow(transfer, actions))
  return {
    show: ({ transfers, reach }: PageState) => {
      list.show(reach === 'lost' ? [] : transfers)
      setText(byId('downloads-count'), transfers.length === 0 ? '' : `(${transfers.length})`)
      byId('downloads-empty').hidden = transfers.length > 0
    }
  }
}

export function transferKey({ group, url }: Transfer): string {
  return `${group} ${url}`
}

function makeRow(first: Transfer, actions: PageActions): KeyedRow<Transfer> {
  const view = makeTransferView(first.url, actions)
  return { element: make('li', { class: 'item' }, ...view.children), update: view.update }
}

export interface TransferView {
  readonly children: HTMLElement[]
  update(transfer: Transfer): void
}

/** Name, bar and words of one transfer: in the list of all, and under the field where it was asked for. */
export function makeTransferView(url: string, actions: PageActions): TransferView {
  const { name, host } = nameOfUrl(url)
  const percent = make('span', { class: 'number' })
  const bar = makeSourceBar()
  const legend = makeLegend(`Where the bytes of ${name} came from`)
  const progress = make('p', { class: 'quiet number wrapping' })
  const happens = make('p', { class: 'item-words' })
  const meter = new RateMeter()
  bar.element.removeAttribute('aria-hidden')
  bar.element.setAttribute('role', 'progressbar')
  bar.element.setAttribute('aria-label', `Progress of ${name}`)
  return {
    children: [
      make(
        'p',
        { class: 'item-head' },
        make(
          'span',
          {},
          make('span', { class: 'item-name', title: url }, name),
          make('span', { class: 'quiet' }, ` ${host}`)
        ),
        percent
      ),
      bar.element,
      happens,
      progress,
      legend.element
    ],
    update: (transfer) => {
      const { bytes, totalBytes, sources } = transfer
      const names = nameOf(actions.state())
      const sums = bySource(transfer)
      const far = howFar(transfer, meter.at(nowMs(), bytes))
      setText(percent, totalBytes === undefined ? '' : formatPercent(bytes / totalBytes))
      // Of unknown length: the bar shows the shares of what is here.
      bar.update(sums, totalBytes)
      setAttribute(
        bar.element,
        'aria-valuenow',
        totalBytes ? String(Math.floor((bytes / totalBytes) * 100)) : undefined
      )
      setAttribute(bar.element, 'aria-valuetext', far)
      setText(progress, far)
      setText(happens, whatHappens(transfer, names))
      legend.update(sums, { members: fromWords(Object.keys(sources.members).map(names)) })
    }
  }
}
