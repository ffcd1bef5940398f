// Making and changing what is on the page. Text is always set as text: nothing from the network is read as HTML.

type Child = Node | string | undefined | false
interface Attributes {
  readonly [name: string]: string | number | boolean | undefined | ((event: Event) => void)
}

/** `make('button', { type: 'button', onclick: … }, 'Copy')`. `true` sets an empty attribute; `false`, undefined set none. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  setAttributes(element, attributes)
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false))
  return element
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value))
  }
}

/** Sets the text where it is another: screen readers and selections are left alone otherwise. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

export function setAttribute(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name)
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** @throws {Error} where the page has no such element: a bug of ours */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page has no #${id}`)
  return element
}

export interface KeyedRow<Item> {
  readonly element: HTMLElement
  update(item: Item): void
}

/**
 * Keeps the children of `parent` in step with a list. An item that stays keeps its element, and with it the focus and what
 * is open in it.
 */
export class KeyedList<Item> {
  readonly #rows = new Map<string, KeyedRow<Item>>()

  constructor(
    readonly parent: Element,
    readonly keyOf: (item: Item) => string,
    readonly makeRow: (item: Item) => KeyedRow<Item>
  ) {}

  show(items: readonly Item[]): void {
    const keys = new Set(items.map(this.keyOf))
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue
      keepFocusNear(row.element)
      row.element.remove()
      this.#rows.delete(key)
    }
    const focused = document.activeElement
    let before: ChildNode | null = this.parent.firstChild
    for (const item of items) {
      const key = this.keyOf(item)
      const row = this.#rows.get(key) ?? this.makeRow(item)
      this.#rows.set(key, row)
      row.update(item)
      if (row.element === before) before = before.nextSibling
      else this.parent.insertBefore(row.element, before)
    }
    // What is moved loses the focus.
    if (focused !== document.activeElement && this.parent.contains(focused)) (focused as HTMLElement).focus()
  }
}

/** Who works by keyboard is not thrown to the top of the page because the thing under the focus went away. */
function keepFocusNear(leaving: HTMLElement): void {
  if (!leaving.contains(document.activeElement)) return
  const near = leaving.nextElementSibling ?? leaving.previousElementSibling
  const target = near?.querySelector<HTMLElement>('button, a') ?? leaving.closest<HTMLElement>('section')
  if (target === null) return
  if (target.tagName === 'SECTION') target.tabIndex = -1
  target.focus()
}
