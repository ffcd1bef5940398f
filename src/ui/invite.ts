// Inviting: a code that lets in so many machines for so long, as text to copy and as a QR code to photograph.
import { byId, make } from './element.js'
import { count } from './format.js'
import { lineFor } from './problems.js'
import { problemView } from './problem-view.js'
import type { MadeCode } from './shapes.js'
import type { PageActions, Part } from './state.js'

export function openInvite(actions: PageActions): Part {
  const form = byId('invite-form') as HTMLFormElement
  const result = byId('invite-result')
  let madeFor: string | undefined
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void makeCode()
  })
  const makeCode = async (): Promise<void> => {
    const { group } = actions.state()
    const uses = (byId('invite-uses') as HTMLInputElement).value
    const ttlMs = (byId('invite-expires') as HTMLSelectElement).value
    const button = form.querySelector('button')
    if (group === undefined || button === null) return
    button.disabled = true
    try {
      const code = await actions.gateway.send<MadeCode>('POST', `/v1/groups/${encodeURIComponent(group)}/codes`, {
        query: { uses, ttlMs }
      })
      madeFor = group
      result.replaceChildren(...codeView(code, actions))
      result.hidden = false
      actions.announce(`A code is made for ${count(code.uses, 'machine')}.`)
      result.querySelector<HTMLElement>('button')?.focus()
    } catch (error) {
      result.replaceChildren(problemView(error))
      result.hidden = false
      actions.announce(lineFor(error))
    } finally {
      button.disabled = false
    }
  }
  return {
    show: ({ groups, group }) => {
      const mayInvite = groups.find(({ id }) => id === group)?.role === 'administrator'
      form.hidden = !mayInvite
      byId('invite-not').hidden = group === undefined || mayInvite
      if (madeFor !== undefined && madeFor !== group) {
        result.replaceChildren() // A code is of one group.
        result.hidden = true
        madeFor = undefined
      }
    }
  }
}

function codeView(code: MadeCode, actions: PageActions): HTMLElement[] {
  const text = make(
    'code',
    { class: 'code-text', id: 'invite-code', tabindex: '0', 'aria-label': 'The code' },
    code.text
  )
  const copy = make('button', { type: 'button', class: 'small' }, 'Copy the code')
  copy.addEventListener('click', () => void copyText(code.text, text, actions))
  const until = new Date(code.expiresAtMs).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
  return [
    make(
      'p',
      {},
      `On the other ${code.uses === 1 ? 'machine' : 'machines'}, run `,
      make('code', {}, 'potluck join CODE'),
      ' with this code:'
    ),
    text,
    make('div', { class: 'actions' }, copy),
    make('img', { class: 'qr', src: svgDataUrl(code.qrSvg), alt: 'The code as a QR code', width: 240, height: 240 }),
    make(
      'p',
      { class: 'quiet' },
      `Good for ${count(code.uses, 'machine')} until ${until}, while this node runs. Whoever has it can come in: give it to no one else.`
    )
  ]
}

/** As an image, a drawing from the node can run nothing and load nothing. */
export function svgDataUrl(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}

/** Where the browser does not let us, the text is selected for the person's own keys. */
async function copyText(text: string, element: HTMLElement, actions: PageActions): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    actions.announce('Copied.')
  } catch {
    getSelection()?.selectAllChildren(element)
    element.focus()
    actions.announce('The code is selected: copy it with your keyboard.')
  }
}
