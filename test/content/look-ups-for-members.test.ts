import { expect, test } from 'vitest'
import { MEMBERS_LOOKUP_BUDGET_MS } from '../../src/content/defaults.js'
import { lookUpsForMembers } from '../../src/content/look-ups-for-members.js'
import type { ResolveWithin } from '../../src/content/resolve.js'
import { FakeClock } from '../support/fake-clock.js'

const HERE = [{ address: '192.0.2.1', family: 4 }]
const noSuchName = (): Error => Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })

/** Says nothing of names that begin so, until it is cut. */
const dns: ResolveWithin = (name, signal) => {
  if (!name.startsWith('silent')) return Promise.resolve(HERE)
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))))
}

test('names that nobody answers for hold up nobody else, and are given up', async () => {
  const clock = new FakeClock()
  const asked: string[] = []
  const resolve = lookUpsForMembers(dns, async (name) => (asked.push(name), HERE), clock)
  const silent = Array.from({ length: 60 }, (_none, i) => expect(resolve(`silent${i}.example`)).rejects.toThrow('cut'))
  expect(await resolve('other.example')).toEqual(HERE)
  await clock.advanceAsync(MEMBERS_LOOKUP_BUDGET_MS)
  await Promise.all(silent)
  expect(asked).toEqual([])
})

test('the system is asked what DNS does not know: one at a time, and not for who waits no more', async () => {
  const clock = new FakeClock()
  const asked: string[] = []
  let answer = (): void => {}
  const resolve = lookUpsForMembers(
    () => Promise.reject(noSuchName()),
    async (name) => {
      asked.push(name)
      if (name === 'slow.example') await new Promise<void>((done) => (answer = done))
      return HERE
    },
    clock
  )
  const slow = resolve('slow.example')
  const late = expect(resolve('late.example')).rejects.toThrow('too late')
  await clock.advanceAsync(10_000)
  const soon = resolve('soon.example')
  await clock.advanceAsync(0)
  expect(asked).toEqual(['slow.example'])
  answer()
  expect(await slow).toEqual(HERE)
  await late
  expect(await soon).toEqual(HERE)
  expect(asked).toEqual(['slow.example', 'soon.example'])
})

test('an answer of DNS that is none is the last word', async () => {
  const failed = Object.assign(new Error('it is broken'), { code: 'ESERVFAIL' })
  const resolve = lookUpsForMembers(
    () => Promise.reject(failed),
    async () => HERE,
    new FakeClock()
  )
  await expect(resolve('a.example')).rejects.toBe(failed)
})
