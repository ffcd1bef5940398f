// What members of a group say straight to each other, over real connections, and what a hostile one makes of it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KeyPair } from '../../src/base/index.js'
import type { Group } from '../../src/group/index.js'
import { toldContext } from '../../src/group/told.js'
import { readData, sealRecord } from '../../src/record/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { AttackedOffice, somebody } from '../support/attacked-office.js'
import { eventually } from '../support/eventually.js'
import { noteType } from '../support/graphs.js'
import { writtenBy } from '../support/hostile-records.js'
import { hears, keyOf, type RealGroup } from '../support/real-group.js'

let at: AttackedOffice
let office: RealGroup
let alice: Group

beforeEach(async () => {
  at = await AttackedOffice.open()
  ;({ office, alice } = at)
})
afterEach(() => office.close())

function listen(group: Group): string[] {
  const heard: string[] = []
  group.onTold(noteType, (record) => heard.push(`${record.creator}: ${readData(noteType, record)}`))
  return heard
}

test('a member is told what another says to it, until that one is removed', async () => {
  const bob = await office.open(await office.join('bob'), [alice])
  const heard = { alice: listen(alice), bob: listen(bob) }
  await eventually(() => bob.tell(alice.self, noteType, { data: 'to alice' }))
  await alice.tell(bob.self, noteType, { data: 'to bob' }, { budgetMs: 15_000 })
  expect(heard).toEqual({ alice: [`${bob.self}: to alice`], bob: [`${alice.self}: to bob`] })
  expect([...alice.toldCounts]).toEqual([['taken', 1]])
  await hears(alice, office.removal(at.alices, keyOf(bob)))
  await expect(alice.tell(bob.self, noteType, { data: 'late' })).rejects.toMatchObject({ code: 'NODE_NOT_FOUND' })
  await expect(bob.tell(alice.self, noteType, { data: 'late' })).rejects.toThrow()
  expect(heard.alice).toHaveLength(1)
})

test('a hostile member is not heard with another’s words, nor with what was signed for others; it is left alone, and others are heard', async () => {
  const heard = listen(alice)
  const [mallory, carol] = [somebody('mallory'), somebody('carol')]
  const peer = await at.peerWith(mallory, [await office.issue(mallory.publicKey)])
  const note = (by: KeyPair, text: string) => writtenBy(by, noteType.name, noteType.codec.encode(text))
  const toAlice = toldContext(office.idBytes, keyOf(alice))
  const toMallory = toldContext(office.idBytes, mallory.publicKey)
  expect(await peer.say(alice, sealRecord(note(mallory, 'own'), toAlice, mallory))).toBe('taken')
  // Carol told mallory: that is good for nobody else, as a record of the group neither.
  const told = sealRecord(note(carol, 'to mallory'), toMallory, carol)
  expect(await alice.store.receive(encodeItem({ type: 'ephemeral', envelope: told }))).toMatchObject({
    outcome: 'refused',
    reason: 'bad-signature'
  })
  expect(await peer.say(alice, sealRecord(note(carol, 'carol’s'), toAlice, carol))).toBe('cut')
  expect(await peer.say(alice, told)).toBe('cut')
  expect(await peer.say(alice, sealRecord(note(mallory, 'own again'), toAlice, mallory))).toBe('cut')
  expect(heard).toEqual([`${peer.peer}: own`])
  expect([...alice.toldCounts]).toEqual([
    ['taken', 1],
    ['broken', 2]
  ])
  const bob = await office.open(await office.join('bob'), [alice])
  await eventually(() => bob.tell(alice.self, noteType, { data: 'hello' }))
  expect(heard.at(-1)).toBe(`${bob.self}: hello`)
})
