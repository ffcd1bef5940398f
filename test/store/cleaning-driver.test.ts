// What wakes cleaning.
import { expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { CleaningDriver } from '../../src/store/cleaning-driver.js'
import { DurableState } from '../../src/store/durable-state.js'
import { createMemoryStorage } from '../../src/store/index.js'
import { OwnShards } from '../../src/store/own-shards.js'
import { ShardDropping } from '../../src/store/shard-dropping.js'
import { TEST_GROUP } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice } from '../support/people.js'

test('what happens as cleaning comes to rest is looked at too', async () => {
  const clock = new FakeClock()
  let rests = 0
  const state = new DurableState({
    group: TEST_GROUP,
    keyPair: alice.keyPair,
    storage: createMemoryStorage(),
    clock: {
      nowMs: () => clock.nowMs(),
      monotonicMs: () => clock.monotonicMs(),
      setTimer: (delayMs, callback) => {
        if (++rests === 1) queueMicrotask(() => driver.wake('here'))
        return clock.setTimer(delayMs, callback)
      }
    },
    random: seededRandom(1),
    logger: silentLogger,
    knowsAuthor: () => true,
    onVersion: () => {},
    flood: () => {},
    endedAtMs: () => 0,
    contributionEndedAtMs: () => 0,
    othersMayChange: () => false
  })
  const driver: CleaningDriver = new CleaningDriver(state, new OwnShards(state, () => {}), new ShardDropping(state))
  driver.wake('here')
  await driver.settled()
  await driver.settled()
  expect(rests).toBe(2)
  await driver.close()
})
