// `potluck upload` waits over restarts of the node and of its upload service, within a budget.
import { expect, test } from 'vitest'
import { changesOf } from '../../src/cli/upload-changes.js'
import { GatewayError, type ControlClient, type ControlEvent } from '../../src/gateway/index.js'
import { FakeClock, settle } from '../support/fake-clock.js'

const AWAY = new GatewayError('NODE_NOT_RUNNING', 'no node runs')
const MINUTE_MS = 60_000

/** Each stream of events tells these states and ends, or there is none; the last again and again. */
function nodeDouble(...streams: (string[] | Error)[]): Pick<ControlClient, 'events'> {
  return {
    events: async () => {
      const stream = streams.length > 1 ? streams.shift() : streams[0]
      if (stream instanceof Error) throw stream
      return told(stream ?? [])
    }
  }
}

async function* told(states: string[]): AsyncGenerator<ControlEvent> {
  for (const state of states) yield { event: 'upload', data: { id: 'id', state } }
}

async function heardFrom(node: Pick<ControlClient, 'events'>, signal = new AbortController().signal) {
  const clock = new FakeClock()
  const heard: string[] = []
  let end: unknown
  const hearing = (async () => {
    for await (const { state } of changesOf('id', node, clock, signal)) heard.push(state)
    end = 'over'
  })().catch((error: unknown) => (end = error))
  for (let seconds = 0; seconds < 660 && end === undefined; seconds++) {
    await settle()
    clock.advance(1_000)
  }
  await hearing
  return { heard, end, afterMs: clock.monotonicMs() }
}

test('a stream that ends, and a node that is away, are asked again until it is over', async () => {
  const notReady = new GatewayError('NOT_READY', 'the upload service does not run')
  const node = nodeDouble(['queued'], AWAY, notReady, [], ['queued', 'direct'], ['delivered'])
  expect(await heardFrom(node)).toMatchObject({ heard: ['queued', 'queued', 'direct', 'delivered'], end: 'over' })
})

test('who is away for ten minutes is not waited for any longer', async () => {
  const { end, heard } = await heardFrom(nodeDouble(['queued'], AWAY))
  expect(heard).toEqual(['queued'])
  expect(end).toBe(AWAY)
})

test('what the node says no to is said at once', async () => {
  const unknown = new GatewayError('NOT_FOUND', 'there is no upload')
  const { end, afterMs } = await heardFrom(nodeDouble(unknown))
  expect(end).toBe(unknown)
  expect(afterMs).toBeLessThan(new FakeClock().monotonicMs() + MINUTE_MS)
})
