// A problem on the page: words, what the node said, and the code.
import { make } from './element.js'
import { wordsFor } from './problems.js'

export function problemView(error: unknown): HTMLElement {
  const { text, detail, code } = wordsFor(error)
  return make('p', { class: 'problem' }, text, detail !== undefined && ` ${detail}`, ' ', make('code', {}, code))
}
