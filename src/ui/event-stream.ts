// Server-sent events (WHATWG HTML 9.2) from the body of a fetch: EventSource cannot send the Authorization header.

export interface ServerEvent {
  /** `message` where the server does not name it. */
  readonly event: string
  readonly data: string
}

/** No event of ours is longer: whoever sends more is not our node. */
export const MAX_EVENT_CHARACTERS = 4 * 2 ** 20

/**
 * Takes text as it comes in, in any pieces; gives the events that are whole. Each character is looked at once. The page is built
 * by itself, without a bundler, so that this is not the client's reader; one suite holds both to the standard.
 */
export class EventParser {
  #line = ''
  #endedWithReturn = false
  #isFirst = true
  #event = ''
  #data: string[] = []
  /** Of the event that is not whole yet. */
  #characters = 0

  /** @throws {RangeError} where one event is longer than {@link MAX_EVENT_CHARACTERS} */
  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = []
    if (text === '') return events
    if (this.#isFirst) text = text.replace(/^\uFEFF/, '')
    if (this.#endedWithReturn && text.startsWith('\n')) text = text.slice(1)
    this.#isFirst = false
    this.#endedWithReturn = text.endsWith('\r')
    const lines = text.split(/\r\n|\r|\n/)
    const rest = lines.pop() ?? ''
    for (const line of lines) {
      const event = this.#take(this.#line + line)
      if (event !== undefined) events.push(event)
      this.#line = ''
      this.#count(line)
    }
    this.#line += rest
    this.#count(rest)
    return events
  }

  #take(line: string): ServerEvent | undefined {
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
    this.#characters = 0
    return isEmpty ? undefined : event
  }

  #count({ length }: string): void {
    this.#characters += length
    if (this.#characters <= MAX_EVENT_CHARACTERS) return
    throw new RangeError(`an event is longer than ${MAX_EVENT_CHARACTERS} characters`)
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
