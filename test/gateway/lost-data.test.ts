// Records whose data the disk has lost while the node runs, as listeners of the gateway meet them: none of them may throw, since
// that would end the node.
import { expect, test } from 'vitest'
import { EventSource } from '../../src/base/index.js'
import type { WatchEvent } from '../../src/gateway/api/watch.js'
import { RecordUsage, type UsageInit } from '../../src/gateway/record-usage.js'
import { watchRecords, type Watched } from '../../src/gateway/watching.js'
import type { GroupRecord } from '../../src/record/index.js'
import { StoreError, type StoreEvents } from '../../src/store/index.js'
import { testRecord } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, type Person } from '../support/people.js'

class RecordStore extends EventSource<StoreEvents> {
  find = (): GroupRecord[] => []
  search = (): { next(): GroupRecord[] } => ({ next: () => [] })
}

function record(author: Person, isLost: boolean): GroupRecord {
  const whole = testRecord(author, 'map', { type: 'app.maps.map' })
  const data = (): Uint8Array => {
    if (isLost) throw new StoreError('DISK', 'lost')
    return whole.data
  }
  return Object.defineProperty({ ...whole }, 'data', { get: data, enumerable: true })
}

test('what an application uses is counted without them, and others’ data are not looked at', () => {
  const store = new RecordStore()
  const group = { store, self: alice.peer } as unknown as UsageInit['group']
  const usage = new RecordUsage({ group, clock: new FakeClock(), keptOf: () => 'durable' })
  store.emit('record:add', record(alice, false))
  expect(usage.of('maps').durable).toMatchObject({ records: 1, bytes: 3 })
  store.emit('record:update', record(alice, true))
  store.emit('record:add', record(bob, true))
  expect(usage.of('maps').durable).toMatchObject({ records: 1, bytes: 0 })
})

test('who watches hears that one is gone, and that it is there again', () => {
  const store = new RecordStore()
  const heard: WatchEvent[] = []
  const asked = { type: 'app.maps.map', attribute: undefined, mayRead: () => true }
  watchRecords({ group: { id: 'g', store } } as unknown as Watched, asked, (event) => heard.push(event))
  store.emit('record:add', record(bob, false))
  store.emit('record:update', record(bob, true))
  store.emit('record:update', record(bob, true))
  store.emit('record:update', record(bob, false))
  expect(heard.map(({ event }) => event)).toEqual(['ready', 'record:add', 'record:delete', 'record:add'])
})
