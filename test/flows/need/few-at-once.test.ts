// Who waits for a turn, and whose is next.
import { expect, test } from 'vitest'
import { FewAtOnce } from '../../../src/flows/need/few-at-once.js'

function opened(most: number, mostWaiting: number) {
  const few = new FewAtOnce(most, mostWaiting)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const run = (name: string, forWhom?: string): Promise<string | undefined> => {
    return few.run(async () => {
      begun.push(name)
      await new Promise<void>((resolve) => ends.push(resolve))
      return name
    }, forWhom)
  }
  const endOne = async (): Promise<void> => {
    ends.shift()!()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { begun, run, endOne }
}

test('who wants much waits behind itself: others have their turn in between', async () => {
  const { begun, run, endOne } = opened(1, 10)
  for (const name of ['a1', 'a2', 'a3', 'a4']) void run(name, 'a')
  void run('b1', 'b')
  void run('b2', 'b')
  for (let turn = 0; turn < 6; turn++) await endOne()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4'])
})

test('so many wait of each, and more are not begun', async () => {
  const { begun, run, endOne } = opened(1, 2)
  void run('a1', 'a')
  void run('a2', 'a')
  void run('a3', 'a')
  expect(await run('a4', 'a')).toBeUndefined()
  const other = run('b1', 'b')
  for (let turn = 0; turn < 4; turn++) await endOne()
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  expect(await other).toBe('b1')
})
