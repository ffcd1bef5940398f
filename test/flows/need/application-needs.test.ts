// Programs of this machine that answer needs of members: none of them, and no member, keeps the others waiting.
import { expect, test } from 'vitest'
import { silentLogger, type PeerId } from '../../../src/base/index.js'
import type { Need } from '../../../src/content/index.js'
import { ApplicationNeeds } from '../../../src/flows/need/application-needs.js'
import { LOCATE_BUDGET_MS, MAX_NEEDS_AT_ANSWERERS_OF_ASKER } from '../../../src/flows/need/defaults.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob } from '../../support/people.js'

function opened() {
  const clock = new FakeClock()
  return { clock, applications: new ApplicationNeeds({ clock, logger: silentLogger }) }
}

function need(asker: PeerId = alice.peer, url = 'printer:a4'): Need {
  return { asker, id: 1, url, method: 'GET', type: 16, protocol: '', version: '', pairs: [] } as never
}

test('one that does not answer keeps no other from answering, and is asked nothing more until it does', async () => {
  const { clock, applications } = opened()
  let asked = 0
  let answer = (): void => {}
  applications.add(() => {
    asked++
    return new Promise((resolve) => (answer = () => resolve(undefined)))
  })
  applications.add(({ uri }) => (uri === 'printer:a4' ? { alias: '/q' } : undefined))
  expect(await applications.answer(need())).toEqual({ alias: '/q', pairs: [] })
  const nobody = applications.answer(need(alice.peer, 'printer:a5'))
  await clock.advanceAsync(LOCATE_BUDGET_MS)
  expect(await nobody).toBeUndefined()
  expect(await applications.answer(need(alice.peer, 'printer:a5'))).toBeUndefined()
  expect(asked).toBe(2)
  answer()
  await clock.advanceAsync(0)
  void applications.answer(need())
  expect(asked).toBe(3)
})

test('what one throws, or says wrongly, is no answer; what another says then is', async () => {
  const { applications } = opened()
  applications.add(() => {
    throw new Error('broken')
  })
  applications.add(() => ({ alias: 7 }) as never)
  applications.add(async () => ({ alias: '/q' }))
  expect(await applications.answer(need())).toEqual({ alias: '/q', pairs: [] })
})

test('a member that asks without end is answered in part, and the others all the same', async () => {
  const { clock, applications } = opened()
  const asked: PeerId[] = []
  applications.add(({ asker }) => {
    asked.push(asker)
    return new Promise(() => {})
  })
  for (let at = 0; at < MAX_NEEDS_AT_ANSWERERS_OF_ASKER + 10; at++) void applications.answer(need())
  void applications.answer(need(bob.peer))
  expect(asked.filter((asker) => asker === alice.peer)).toHaveLength(MAX_NEEDS_AT_ANSWERERS_OF_ASKER)
  expect(asked.at(-1)).toBe(bob.peer)
  await clock.advanceAsync(LOCATE_BUDGET_MS)
  expect(clock.pendingTimers).toBe(0)
})
