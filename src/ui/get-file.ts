// A field for an address: gets the file through the group, says how far it is, offers it for saving.
import { readAddress } from './address.js'
import { fromWords, makeLegend } from './bars.js'
import { byId, make, setText } from './element.js'
import { gatherFile } from './file-body.js'
import { fileNameOf, formatBytes, formatPercent, nameOfUrl } from './format.js'
import { lineFor, Problem } from './problems.js'
import { problemView } from './problem-view.js'
import type { ContentRequest } from './shapes.js'
import { nameOf, type PageActions } from './state.js'
import { bySource } from './transfers.js'

export function openGetFile(actions: PageActions): void {
  const form = byId('get-form') as HTMLFormElement
  const field = byId('get-url') as HTMLInputElement
  const rows = byId('got')
  const wrong = make('div', { id: 'get-problem' })
  form.append(wrong)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    try {
      const url = readAddress(field.value)
      wrong.replaceChildren()
      field.removeAttribute('aria-invalid')
      field.setAttribute('aria-describedby', 'get-hint')
      field.value = ''
      rows.prepend(getRow(url, actions))
    } catch (error) {
      wrong.replaceChildren(problemView(error))
      field.setAttribute('aria-invalid', 'true')
      field.setAttribute('aria-describedby', 'get-problem')
      field.focus()
    }
  })
}

/** One file that was asked for: begins at once. */
function getRow(url: string, actions: PageActions): HTMLElement {
  const { name, host } = nameOfUrl(url)
  const stop = new AbortController()
  const words = make('p', { class: 'quiet number wrapping' }, 'Asking the group…')
  const end = make('div', { class: 'item' })
  const button = make('button', { type: 'button', class: 'small', 'aria-label': `Cancel ${name}` }, 'Cancel')
  let saved: string | undefined
  button.addEventListener('click', () => {
    stop.abort()
    if (saved !== undefined) URL.revokeObjectURL(saved)
    byId('get-url').focus()
    row.remove()
  })
  const row = make(
    'li',
    { class: 'item' },
    make(
      'div',
      { class: 'item-head' },
      make(
        'p',
        {},
        make('span', { class: 'item-name', title: url }, name),
        make('span', { class: 'quiet' }, ` ${host}`)
      ),
      button
    ),
    words,
    end
  )
  const dismissable = (): void => {
    setText(button, 'Dismiss')
    button.setAttribute('aria-label', `Dismiss ${name}`)
  }
  const say = (bytes: number, totalBytes: number | undefined): void => {
    const of = totalBytes === undefined ? '' : ` of ${formatBytes(totalBytes)} (${formatPercent(bytes / totalBytes)})`
    setText(words, `${formatBytes(bytes)}${of}`)
  }
  actions.announce(`Getting ${name}.`)
  get(url, { actions, signal: stop.signal, say }).then(
    ({ file, request }) => {
      saved = URL.createObjectURL(file)
      setText(words, `${formatBytes(file.size)}, whole and verified`)
      const save = make('a', { href: saved, download: fileNameOf(url), class: 'button' }, `Save ${name}`)
      end.append(sourcesOf(request, name, actions), make('p', {}, save))
      dismissable()
      actions.announce(`${name} is here: ${formatBytes(file.size)}.`)
      actions.refresh()
    },
    (error: unknown) => {
      if (stop.signal.aborted) return
      words.hidden = true
      end.append(problemView(error))
      dismissable()
      actions.announce(`${name}: ${lineFor(error)}`)
    }
  )
  return row
}

function sourcesOf(request: ContentRequest | undefined, name: string, actions: PageActions): HTMLElement {
  const legend = makeLegend(`Where ${name} came from`)
  const sources = request?.result?.sources ?? { uplink: 0, members: {}, cache: 0 }
  const names = Object.keys(sources.members).map(nameOf(actions.state()))
  legend.update(bySource({ sources }), { members: fromWords(names) })
  return legend.element
}

interface Getting {
  actions: PageActions
  signal: AbortSignal
  say(bytes: number, totalBytes: number | undefined): void
}

async function get(
  url: string,
  { actions, signal, say }: Getting
): Promise<{ file: Blob; request: ContentRequest | undefined }> {
  const { gateway } = actions
  const response = await gateway.open('/v1/content', { query: { url, group: actions.state().group }, signal })
  const id = response.headers.get('potluck-request')
  const ended = async (): Promise<ContentRequest | undefined> =>
    id === null ? undefined : await gateway.get<ContentRequest>(`/v1/requests/${encodeURIComponent(id)}`)
  const total = Number(response.headers.get('content-length') ?? response.headers.get('potluck-content-bytes') ?? NaN)
  if (response.body === null) throw new Problem('INTERNAL', 'an answer without a body')
  try {
    const file = await gatherFile(response.body, (bytes) => say(bytes, Number.isNaN(total) ? undefined : total))
    return { file, request: await ended() }
  } catch (error) {
    if (signal.aborted) throw error
    // The connection was cut because the rest failed: the node knows why.
    const why = (await ended())?.error
    throw why === undefined
      ? new Problem('NODE_STOPPED', 'the node went away in the middle')
      : new Problem(why.code, why.message)
  }
}
