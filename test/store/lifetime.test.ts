// A record type says how its records live: what bears its name and lives otherwise is none of it.
import { expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { alice, bob } from '../support/people.js'
import { noteType, openTestStore, signalType } from '../support/store-peers.js'

test('a type’s record of the other lifetime is not shown, and hides no right one', async () => {
  const author = await openTestStore(bob)
  const reader = await openTestStore(alice)
  reader.store.declare(signalType)
  const id = namedRecordId(bob.peer, 'one')
  await author.store.add({ ...signalType, lifetime: 'durable' }, { id, data: 'for years' })
  await author.store.add(signalType, { id: namedRecordId(bob.peer, 'two'), data: 'for a minute' })
  await author.store.add({ ...noteType, lifetime: 'ephemeral' }, { data: 'for a minute' })
  for (const item of author.flooded) expect((await reader.store.receive(item)).outcome).toBe('applied')
  expect(reader.events).toEqual(['add for a minute'])
  expect(reader.store.find({}).map(({ type }) => type)).toEqual([signalType.name])
})

test('what is here when its type is declared is judged again', async () => {
  const author = await openTestStore(bob)
  const reader = await openTestStore(alice)
  await author.store.add({ ...signalType, lifetime: 'durable' }, { data: 'for years' })
  for (const item of author.flooded) await reader.store.receive(item)
  expect(reader.store.find({ type: signalType.name })).toHaveLength(1)
  reader.store.declare(signalType)
  expect(reader.store.find({ type: signalType.name })).toEqual([])
})
