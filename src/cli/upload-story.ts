// What `upload` and `uploads` say of one upload, in lines for people.
import type { ApiUpload } from '../gateway/index.js'
import type { NameOf } from './member-names.js'
import { formatBytes, formatDuration } from './units.js'

type Attempt = ApiUpload['attempts'][number]
type By = ApiUpload['by']

const OVER: readonly ApiUpload['state'][] = ['delivered', 'refused', 'cancelled', 'expired']

export function isOver({ state }: ApiUpload): boolean {
  return OVER.includes(state)
}

/** What changes, as it changes. */
export class UploadStory {
  #state = ''
  #attempts: number
  #lastEndedAtMs: number | undefined

  /** @param upload as one knows it */
  constructor({ attemptCount, attempts }: Pick<ApiUpload, 'attemptCount' | 'attempts'>) {
    this.#attempts = attemptCount
    this.#lastEndedAtMs = attempts.at(-1)?.endedAtMs
  }

  /** @returns what is new of it */
  take(upload: ApiUpload, nameOf: NameOf, nowMs: number): string[] {
    const newAttempts = upload.attemptCount - this.#attempts
    this.#attempts = upload.attemptCount
    const last = upload.attempts.at(-1)
    // Times when nobody took it, in a row, count as one attempt: each is said all the same.
    const isAgain = last?.result === 'nobody' && last.endedAtMs !== this.#lastEndedAtMs
    const tried = newAttempts > 0 ? upload.attempts.slice(-newAttempts) : isAgain ? [last] : []
    this.#lastEndedAtMs = last?.endedAtMs
    const lines = tried
      .filter(({ result }) => result !== 'delivered')
      .map((attempt) => describeAttempt(attempt, nameOf))
    const state = `${upload.state} ${upload.by?.peer} ${upload.waitsFor}`
    if (state !== this.#state) lines.push(describeState(upload, nameOf, nowMs))
    this.#state = state
    return lines
  }
}

/** One line: where it is, or how it ended. */
export function describeState(upload: ApiUpload, nameOf: NameOf, nowMs: number): string {
  const { state, waitsFor, untilMs, outcome, attempts } = upload
  const inTime = untilMs === undefined ? '' : ` in ${formatDuration(untilMs - nowMs)}`
  switch (state) {
    case 'queued':
      if (waitsFor === 'key')
        return `waits${inTime === '' ? '' : `, tried again${inTime}`}: ${whyNotDirectly(attempts, nameOf)}; ${NO_KEY}`
      return waitsFor === 'later' ? `is tried again${inTime}` : 'waits for its turn'
    case 'direct':
      return 'goes directly, over the line of this machine'
    case 'asking':
      return 'members are asked who takes it'
    case 'forwarding':
      return `goes to ${who(upload.by, nameOf)}`
    case 'waiting':
      return `${who(upload.by, nameOf)} has it${inTime === '' ? '' : `, and is to bring the receipt with${inTime.slice(1)}`}`
    case 'delivered':
      return `delivered ${how(outcome, nameOf)}`
    case 'refused':
      return `refused by its backend, ${how(outcome, nameOf)}`
    case 'cancelled':
      return 'cancelled'
    case 'expired':
      return 'given up: it could not be delivered in time'
  }
}

/** All of it: `uploads show`. */
export function describeUpload(upload: ApiUpload, nameOf: NameOf, nowMs: number): string[] {
  const { id, url, name, bytes, contentType, isSealed, addedAtMs, expiresAtMs, attempts, attemptCount, outcome } =
    upload
  const left = isOver(upload) ? '' : `; given up in ${formatDuration(expiresAtMs - nowMs)}`
  const forgotten = attemptCount - attempts.length
  return [
    `${id}  ${describeState(upload, nameOf, nowMs)}`,
    plain(`  ${name ?? '(no name)'}, ${formatBytes(bytes)}, ${contentType}${isSealed ? ', sealed' : ''} -> ${url}`),
    `  added ${timeOf(addedAtMs)}${left}`,
    ...(outcome?.keyId === undefined ? [] : [plain(`  receipt by the key ${outcome.keyId}`)]),
    ...(forgotten > 0 ? [`  ${forgotten} attempts before these`] : []),
    ...attempts.map((attempt) => `  ${timeOf(attempt.atMs)}  ${describeAttempt(attempt, nameOf)}`)
  ]
}

/** One line in a list. */
export function listedUpload(upload: ApiUpload, nameOf: NameOf, nowMs: number): string {
  const { id, bytes, name, url } = upload
  const what = plain(`${name ?? '(no name)'} -> ${url}`)
  return `${id.slice(0, 8)}  ${formatBytes(bytes).padStart(10)}  ${what}: ${describeState(upload, nameOf, nowMs)}`
}

const NO_KEY = 'and for members no key says what a receipt for that URL is: name one in upload.receipts'

/** What the last try over this machine's own line brought: what is to be mended, nearly always. */
function whyNotDirectly(attempts: readonly Attempt[], nameOf: NameOf): string {
  const last = attempts.filter(({ by, result }) => by === undefined && result !== 'nobody').at(-1)
  return last === undefined ? 'it cannot go directly' : describeAttempt(last, nameOf)
}

const WORDS: { readonly [Result in Attempt['result']]: string } = {
  delivered: 'delivered',
  refused: 'the backend refuses it',
  'put-off': 'the backend puts it off',
  unreachable: 'not reached',
  nobody: 'no member takes it',
  'turned-down': 'turns it down',
  'given-back': 'gives it back',
  unproved: 'brings no receipt of a known key',
  'wrong-receipt': 'brings a wrong receipt',
  'too-late': 'brings nothing in time',
  gone: 'went away',
  broken: 'answers what is no answer',
  cancelled: 'cancelled',
  restarted: 'the node stopped meanwhile'
}

/** Another machine may have written the words: they must not steer the terminal. */
function describeAttempt({ by, result, status, detail }: Attempt, nameOf: NameOf): string {
  const whom = result === 'nobody' ? '' : `${by === undefined ? 'directly' : nameOf(by.peer)}: `
  const said = detail === '' ? '' : `: ${detail}`
  return plain(`${whom}${WORDS[result]}${status === undefined ? '' : ` (${status})`}${said}`)
}

function how(outcome: ApiUpload['outcome'], nameOf: NameOf): string {
  if (outcome === undefined) return ''
  const { by, status, proof, keyId = '' } = outcome
  const way = by === undefined ? 'directly' : `by ${nameOf(by.peer)}`
  const proofs = {
    receipt: `its receipt is signed by the key ${keyId.slice(0, 12)}…`,
    tls: 'as its server says over TLS',
    none: 'as an answer over plain HTTP says, which proves nothing'
  }
  return plain(`${way} (${status}), ${proofs[proof]}`)
}

function who(by: By, nameOf: NameOf): string {
  return by === undefined ? 'a member' : plain(nameOf(by.peer))
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

export function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '')
}
