// What the control client sends and reads besides plain answers: JSON bodies, other methods, events.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createControlClient, type ControlEvent } from '../../src/gateway/control-client.js'

let home: string
let server: Server
let handle: RequestListener
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-events-'))
  server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(join(home, 'potluck.sock'), resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(home, { recursive: true })
})

test('bodies are sent as JSON, by each method', async () => {
  handle = (request, response) => {
    void text(request).then((body) => {
      const { method, url, headers } = request
      response.end(
        JSON.stringify({ method, url, type: headers['content-type'], length: headers['content-length'], body })
      )
    })
  }
  const client = createControlClient(home)
  const type = 'application/json'
  const said = { type, length: '9', body: '{"a":"é"}' }
  const expected = { ...said, length: String(Buffer.byteLength(said.body)) }
  expect(await client.post('/p', { q: '1' }, { a: 'é' })).toEqual({ method: 'POST', url: '/p?q=1', ...expected })
  expect(await client.put('/p', {}, { a: 'é' })).toEqual({ method: 'PUT', url: '/p', ...expected })
  expect(await client.put('/p')).toMatchObject({ method: 'PUT', body: '' })
  expect(await client.delete('/p')).toMatchObject({ method: 'DELETE', url: '/p', body: '' })
})

async function read(events: AsyncIterable<ControlEvent>, into: ControlEvent[] = []): Promise<ControlEvent[]> {
  for await (const event of events) into.push(event)
  return into
}

test('events are read however the bytes are cut, without comments', async () => {
  const bytes = Buffer.from(
    ': hello\n\nid: 1\nevent: ready\ndata: {"name":"é\\n"}\n\nevent: end\ndata: 2\n\nevent: torn\ndata: 3'
  )
  handle = (request, response) => {
    expect(request.headers.accept).toBe('text/event-stream')
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const write = (from: number): void => {
      if (from >= bytes.length) response.end()
      else response.write(bytes.subarray(from, from + 1), () => setImmediate(write, from + 1))
    }
    write(0)
  }
  const events = await createControlClient(home).events('/v1/watch', { type: 'app.notes.note' })
  expect(await read(events)).toEqual([
    { event: 'ready', data: { name: 'é\n' } },
    { event: 'end', data: 2 }
  ])
})

test('a problem in place of events is thrown', async () => {
  handle = (_request, response) => {
    response.writeHead(403, { 'content-type': 'application/problem+json' })
    response.end(JSON.stringify({ type: 'about:blank', title: 'x', status: 403, code: 'FORBIDDEN', detail: 'no' }))
  }
  const events = createControlClient(home).events('/v1/watch', {})
  await expect(events).rejects.toMatchObject({ code: 'FORBIDDEN', message: 'no' })
})

test('aborting ends the events with its reason; a node that breaks off is said', async () => {
  handle = (_request, response) => {
    response.writeHead(200)
    response.write('event: ready\ndata: 1\n\n')
  }
  const client = createControlClient(home)
  const stop = new AbortController()
  const seen: ControlEvent[] = []
  const reading = client.events('/v1/watch', {}, { signal: stop.signal }).then((events) =>
    (async () => {
      for await (const event of events) {
        seen.push(event)
        stop.abort(new Error('enough'))
      }
    })()
  )
  await expect(reading).rejects.toThrow('enough')
  expect(seen).toEqual([{ event: 'ready', data: 1 }])

  const broken = await client.events('/v1/watch', {})
  const rest = read(broken)
  server.closeAllConnections()
  await expect(rest).rejects.toMatchObject({ code: 'NODE_STOPPED' })
})
