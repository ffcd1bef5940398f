// Reads server-sent events (HTML Living Standard, section 9.2.6) as a machine: text in, events out.
import { MAX_EVENT_CHARACTERS } from './defaults.js'
import { PotluckError } from './errors.js'

export interface ServerEvent {
  /** `message` where the server named none. */
  readonly event: string
  readonly data: string
  /** The last id that was sent, by this event or one before. */
  readonly id: string
}

export class EventReader {
  #line = ''
  #endedWithReturn = false
  #isFirst = true
  #event = ''
  #data: string[] = []
  /** Of the event that is not whole yet. */
  #characters = 0
  #id = ''
  #retryMs: number | undefined

  /** How long to wait before the stream is opened again, where the server said so, ms. */
  get retryMs(): number | undefined {
    return this.#retryMs
  }

  /** @returns what the text completes @throws {PotluckError} `BAD_ANSWER` where an event has no end */
  read(text: string): ServerEvent[] {
    const events: ServerEvent[] = []
    if (this.#isFirst && text.length > 0) {
      this.#isFirst = false
      text = text.replace(/^\uFEFF/, '')
    }
    if (this.#endedWithReturn && text.length > 0) {
      this.#endedWithReturn = false
      if (text.startsWith('\n')) text = text.slice(1)
    }
    const lines = text.split(/\r\n|\r|\n/)
    this.#endedWithReturn = text.endsWith('\r')
    const rest = lines.pop() ?? ''
    for (const line of lines) {
      this.#take(this.#line + line, events)
      this.#line = ''
      this.#count(line.length)
    }
    this.#line += rest
    this.#count(rest.length)
    return events
  }

  #take(line: string, events: ServerEvent[]): void {
    if (line === '') return this.#dispatch(events)
    const colon = line.indexOf(':')
    if (colon === 0) return // A comment: a sign of life.
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    switch (field) {
      case 'event':
        this.#event = value
        break
      case 'data':
        this.#data.push(value)
        break
      case 'id':
        if (!value.includes('\0')) this.#id = value
        break
      case 'retry':
        if (/^\d{1,9}$/.test(value)) this.#retryMs = Number(value)
    }
  }

  #dispatch(events: ServerEvent[]): void {
    if (this.#data.length > 0) {
      events.push({ event: this.#event === '' ? 'message' : this.#event, data: this.#data.join('\n'), id: this.#id })
    }
    this.#event = ''
    this.#data = []
    this.#characters = 0
  }

  #count(characters: number): void {
    this.#characters += characters
    if (this.#characters <= MAX_EVENT_CHARACTERS) return
    throw new PotluckError('BAD_ANSWER', `an event has more than ${MAX_EVENT_CHARACTERS} characters`)
  }
}
