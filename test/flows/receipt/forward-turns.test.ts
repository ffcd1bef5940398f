// Whose turn it is at the line of a relay, over any order of wishes and ends.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MAX_FORWARDED_AT_ONCE,
  MAX_FORWARDED_OF_MEMBER,
  MAX_FORWARDED_OF_MEMBER_TO_HOST,
  MAX_FORWARDED_TO_HOST
} from '../../../src/flows/receipt/carried-defaults.js'
import { ForwardTurns } from '../../../src/flows/receipt/forward-turns.js'

interface Wish {
  readonly member: string
  readonly host: string
  readonly number: number
}

function opened() {
  const turns = new ForwardTurns()
  const [waiting, running]: [Set<Wish>, Set<Wish>] = [new Set(), new Set()]
  const ends = new Map<Wish, (error?: Error) => void>()
  const stops = new Map<Wish, AbortController>()
  const begun: Wish[] = []
  let number = 0
  const want = (member: string, host: string): Promise<void> => {
    const wish = { member, host, number: number++ }
    const stop = new AbortController()
    waiting.add(wish)
    stops.set(wish, stop)
    const work = async (): Promise<void> => {
      waiting.delete(wish)
      running.add(wish)
      begun.push(wish)
      await new Promise<void>((resolve, reject) => ends.set(wish, (error) => (error ? reject(error) : resolve())))
    }
    const ran = turns.run(`http://${host}/`, member, work, stop.signal)
    return ran.finally(() => [waiting, running].forEach((all) => all.delete(wish)))
  }
  const mayGo = ({ member, host }: Wish): boolean => {
    const of = (isCounted: (wish: Wish) => boolean): number => [...running].filter(isCounted).length
    return (
      running.size < MAX_FORWARDED_AT_ONCE &&
      of((one) => one.host === host) < MAX_FORWARDED_TO_HOST &&
      of((one) => one.member === member) < MAX_FORWARDED_OF_MEMBER &&
      of((one) => one.host === host && one.member === member) < MAX_FORWARDED_OF_MEMBER_TO_HOST
    )
  }
  return { want, mayGo, waiting, running, ends, stops, begun }
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('want'), fc.nat(3), fc.nat(4)) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('end', 'fail', 'stop'), fc.nat(), fc.nat()) }
)

test('nobody has more than half, and what may go goes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 150 }), async (steps) => {
      const { want, mayGo, waiting, running, ends, stops } = opened()
      const all: Promise<unknown>[] = []
      for (const [what, one, other] of steps) {
        if (what === 'want') all.push(want(`member${one}`, `host${other}:80`).catch(() => {}))
        else if (what === 'stop') [...stops.values()][one % Math.max(1, stops.size)]?.abort(new Error('stopped'))
        else [...ends.values()][one % Math.max(1, ends.size)]?.(what === 'fail' ? new Error('failed') : undefined)
        await settled()
        const held = [...running]
        const most = (by: (wish: Wish) => string): number =>
          Math.max(0, ...held.map((wish) => held.filter((another) => by(another) === by(wish)).length))
        expect(held.length).toBeLessThanOrEqual(MAX_FORWARDED_AT_ONCE)
        expect(most(({ host }) => host)).toBeLessThanOrEqual(MAX_FORWARDED_TO_HOST)
        expect(most(({ member }) => member)).toBeLessThanOrEqual(MAX_FORWARDED_OF_MEMBER)
        expect(most(({ member, host }) => member + host)).toBeLessThanOrEqual(MAX_FORWARDED_OF_MEMBER_TO_HOST)
        expect([...waiting].filter(mayGo)).toEqual([])
      }
      while (waiting.size + running.size > 0) {
        for (const end of ends.values()) end()
        await settled()
      }
      await Promise.all(all)
    }),
    { numRuns: 60 }
  )
})

test('members take turns, and of each the oldest goes first', async () => {
  const { want, ends, running, begun } = opened()
  for (let i = 0; i < MAX_FORWARDED_TO_HOST; i++) void want(`other${i}`, 'host')
  for (const member of ['a', 'a', 'a', 'b', 'b']) void want(member, 'host')
  await settled()
  for (let i = 0; i < 5; i++) {
    const [first] = running
    ends.get(first!)!()
    await settled()
  }
  expect(begun.slice(MAX_FORWARDED_TO_HOST).map(({ member }) => member)).toEqual(['a', 'b', 'a', 'b', 'a'])
  const ofA = begun.filter(({ member }) => member === 'a').map(({ number }) => number)
  expect(ofA).toEqual([...ofA].sort((one, other) => one - other))
})

test('what is stopped while it waits does not begin, and holds no place', async () => {
  const { want, waiting, stops, begun } = opened()
  for (let i = 0; i < MAX_FORWARDED_OF_MEMBER_TO_HOST; i++) void want('a', 'host')
  const stopped = want('a', 'host')
  await settled()
  const [wish] = waiting
  stops.get(wish!)!.abort(new Error('no more'))
  await expect(stopped).rejects.toThrow('no more')
  expect(begun).not.toContain(wish)
})
