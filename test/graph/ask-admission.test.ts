import { afterEach, expect, test, vi } from 'vitest'
import { silentLogger, systemClock } from '../../src/base/index.js'
import { askAdmission } from '../../src/graph/ask-admission.js'
import { Discovery } from '../../src/graph/discovery.js'
import { eventually } from '../support/eventually.js'
import { alice, bob } from '../support/people.js'

afterEach(() => vi.restoreAllMocks())

test('time that is up while multicast starts leaves nothing listening', async () => {
  let started = (): void => {}
  vi.spyOn(Discovery.prototype, 'start').mockReturnValue(new Promise((resolve) => (started = resolve)))
  const stop = vi.spyOn(Discovery.prototype, 'stop').mockResolvedValue()
  const asked = askAdmission({
    keyPair: bob.keyPair,
    issuer: alice.peer,
    addresses: [],
    rendezvous: new Uint8Array(8),
    body: new Uint8Array(),
    budgetMs: 1,
    clock: systemClock,
    logger: silentLogger,
    judge: () => ({ type: 'final' })
  })
  await expect(asked).rejects.toMatchObject({ code: 'UNREACHABLE' })
  expect(stop).not.toHaveBeenCalled()
  started()
  await eventually(() => expect(stop).toHaveBeenCalledOnce(), 2000)
})
