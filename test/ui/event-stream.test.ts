// The page's reader against the standard, and over a body.
import { expect, test } from 'vitest'
import { EventParser, MAX_EVENT_CHARACTERS, readEvents, type ServerEvent } from '../../src/ui/event-stream.js'
import { describeEventReader } from '../compliance/event-reader.js'

describeEventReader({
  open: () => {
    const parser = new EventParser()
    return (text) => parser.push(text)
  },
  maxEventCharacters: MAX_EVENT_CHARACTERS
})

test('a body is read to its end, characters cut in two too', async () => {
  const bytes = new TextEncoder().encode('data: größe\n\n')
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    }
  })
  const events: ServerEvent[] = []
  for await (const event of readEvents(body)) events.push(event)
  expect(events).toEqual([{ event: 'message', data: 'größe' }])
})

test('who stops reading cancels the request', async () => {
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    cancel: () => void (isCancelled = true)
  })
  const events = readEvents(body)
  await events.next()
  await events.return(undefined)
  expect(isCancelled).toBe(true)
})
