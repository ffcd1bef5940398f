// Server-sent events (WHATWG HTML 9.2) from the body of a fetch: EventSource cannot send the Authorization header.

export interface ServerEvent {
  /** `message` where the server does not name it. */
  readonly event: string
  readonly data: string
}

/** No event of ours is longer: whoever sends more is not our node. */
export const MAX_EVENT_CHARACTERS = 4 * 2 ** 20

/** Takes text as it comes in, in any pieces; gives the events that are whole. */
export class EventParser {
  #rest = ''
  #event = ''
  #data: string[] = []

  /** @throws {RangeError} where one event is longer than {@link MAX_EVENT_CHARACTERS} */
  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = []
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      const event = this.#line(line)
      if (event !== undefined) events.push(event)
    }
    const pending = this.#data.reduce((sum, { length }) => sum + length, this.#rest.length)
    if (pending > MAX_EVENT_CHARACTERS)
      throw new RangeError(`an event is longer than ${MAX_EVENT_CHARACTERS} characters`)
    return events
  }

  #line(line: string): ServerEvent | undefined {
    if (line === '') return this.#dispatch()
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
    if (field === 'event') this.#event = value ?? ''
    if (field === 'data') this.#data.push(value ?? '')
    return undefined // A comment starts with the colon: it keeps the connection open, no more.
  }

  #dispatch(): ServerEvent | undefined {
    const event = { event: this.#event || 'message', data: this.#data.join('\n') }
    const isEmpty = this.#data.length === 0
    this.#event = ''
    this.#data = []
    return isEmpty ? undefined : event
  }
}

/** Every event of `body` until it ends. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const parser = new EventParser()
  const decoder = new TextDecoder()
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield* parser.push(decoder.decode(value, { stream: true }))
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
