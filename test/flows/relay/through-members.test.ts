import { expect, test } from 'vitest'
import { silentLogger } from '../../../src/base/index.js'
import { ContentError } from '../../../src/content/index.js'
import { OWN_LINE_WORD_MS } from '../../../src/flows/relay/defaults.js'
import type { RelayGroup } from '../../../src/flows/relay/relay-group.js'
import { ThroughMembers } from '../../../src/flows/relay/through-members.js'
import { FakeClock } from '../../support/fake-clock.js'

const URL = 'https://vendor.example/'

test('a line that worked once, and to fetches does not now, is dead also for who talks to one host alone', async () => {
  const clock = new FakeClock()
  const through = new ThroughMembers({ usesUplink: true, clock, logger: silentLogger })
  const own = { peer: 'me', uplink: 'no' }
  const group = { id: 'g', self: 'me', limitsOf: () => ({ mayUseUplinks: true }), graph: { present: () => [own] } }
  through.attach({ group } as unknown as RelayGroup)
  through.tried(URL, undefined)
  expect(through.isNeeded()).toBe(false)
  await clock.advanceAsync(OWN_LINE_WORD_MS)
  through.tried(URL, new ContentError('ORIGIN_UNREACHABLE', 'it did not connect'))
  expect(through.isNeeded()).toBe(true)
  through.tried(URL, undefined)
  expect(through.isNeeded()).toBe(false)
  own.uplink = 'yes'
  await clock.advanceAsync(OWN_LINE_WORD_MS)
  expect(through.isNeeded()).toBe(false)
})
