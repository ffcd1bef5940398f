// Bars of bytes by source, with the words beside them.
import { make, setText } from './element.js'
import { formatBytes } from './format.js'
import { SOURCE_WORDS, SOURCES, type BySource } from './transfers.js'

export interface SourceBar {
  readonly element: HTMLElement
  /** @param whole what the full width stands for: the sum where it is left out */
  update(bytes: BySource, whole?: number): void
}

/** The bar alone: hidden from screen readers, since the legend says the same. */
export function makeSourceBar(className = 'bar'): SourceBar {
  const parts = SOURCES.map((source) => make('span', { class: `of-${source}` }))
  const element = make('div', { class: className, 'aria-hidden': 'true' }, ...parts)
  return {
    element,
    update: (bytes, whole) => {
      const all = whole ?? SOURCES.reduce((sum, source) => sum + bytes[source], 0)
      for (const [i, source] of SOURCES.entries()) {
        const share = all === 0 ? 0 : Math.min(1, bytes[source] / all)
        parts[i]?.style.setProperty('width', `${(share * 100).toFixed(2)}%`)
        if (parts[i] !== undefined) parts[i].hidden = share === 0
      }
    }
  }
}

export interface Legend {
  readonly element: HTMLElement
  update(bytes: BySource, names?: { readonly [Name in keyof BySource]?: string }): void
}

/** `■ 120 MiB over the Internet  ■ 180 MiB from members (bob)`. Sources that gave nothing are left out, unless `isFull`. */
export function makeLegend(label: string, isFull = false): Legend {
  const items = SOURCES.map((source) => {
    const text = make('span')
    const item = make('li', {}, make('span', { class: `swatch of-${source}`, 'aria-hidden': 'true' }), text)
    return { source, text, item }
  })
  const element = make('ul', { class: 'legend', 'aria-label': label }, ...items.map(({ item }) => item))
  return {
    element,
    update: (bytes, names = {}) => {
      for (const { source, text, item } of items) {
        item.hidden = !isFull && bytes[source] === 0
        setText(text, `${formatBytes(bytes[source])} ${names[source] ?? SOURCE_WORDS[source]}`)
      }
      element.hidden = items.every(({ item }) => item.hidden)
    }
  }
}

/** `from bob and carol`; more than three are counted. */
export function fromWords(names: readonly string[]): string {
  if (names.length === 0) return SOURCE_WORDS.members
  if (names.length > 3) return `from ${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
  const last = names.at(-1) ?? ''
  return names.length === 1 ? `from ${last}` : `from ${names.slice(0, -1).join(', ')} and ${last}`
}
