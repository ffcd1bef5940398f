import { expect, test } from 'vitest'
import { AskTurns } from '../../src/content/ask-turns.js'
import { FakeClock } from '../support/fake-clock.js'

function turnsOf(atOnce: number): { clock: FakeClock; turns: AskTurns } {
  const clock = new FakeClock()
  return { clock, turns: new AskTurns({ clock, atOnce, longestMs: 300 }) }
}

/** Names of those whose turn has come, as it comes. */
function queue(turns: AskTurns, names: readonly string[]): { come: string[]; ends: Map<string, () => void> } {
  const come: string[] = []
  const ends = new Map<string, () => void>()
  for (const name of names) {
    void turns.take().then((end) => {
      come.push(name)
      ends.set(name, end)
    })
  }
  return { come, ends }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('so many at once, the others in their order as turns end', async () => {
  const { turns } = turnsOf(2)
  const { come, ends } = queue(turns, ['a', 'b', 'c', 'd'])
  await settled()
  expect([come, turns.waiting]).toEqual([['a', 'b'], 2])
  ends.get('b')!()
  ends.get('b')!()
  await settled()
  expect([come, turns.waiting]).toEqual([['a', 'b', 'c'], 1])
})

test('a turn that nobody ends is over after a while', async () => {
  const { clock, turns } = turnsOf(1)
  const { come, ends } = queue(turns, ['slow', 'next', 'last'])
  await settled()
  clock.advance(299)
  await settled()
  expect(come).toEqual(['slow'])
  clock.advance(1)
  await settled()
  expect(come).toEqual(['slow', 'next'])
  ends.get('slow')!() // Its turn was over: nobody else's ends.
  await settled()
  expect(come).toEqual(['slow', 'next'])
})

test('who gives up waiting takes no turn, even where it was called at the same instant', async () => {
  const { turns } = turnsOf(1)
  const end = await turns.take()
  const gone = new AbortController()
  const waits = turns.take(gone.signal)
  gone.abort(new Error('left'))
  await expect(waits).rejects.toThrow('left')
  const late = new AbortController()
  const called = turns.take(late.signal)
  end()
  late.abort(new Error('left too'))
  await called.then(
    (over) => over(),
    () => {}
  )
  await settled()
  expect(turns.waiting).toBe(0)
  await expect(turns.take()).resolves.toBeTypeOf('function')
  await expect(turns.take(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
})
