// What the disk gives back damaged while the store runs: neighbours would blame whoever sends it.
import { expect, test } from 'vitest'
import { checkChange } from '../../src/store/change-check.js'
import { ALL_CHANGES } from '../../src/store/log-keys.js'
import { alice, bob } from '../support/people.js'
import { contents, linkStores, noteType, openTestStore } from '../support/store-peers.js'

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const other = Uint8Array.from(bytes)
  other[at]! ^= 1
  return other
}

const damages: [string, (bytes: Uint8Array) => Uint8Array | undefined][] = [
  ['missing', () => undefined],
  ['cut off', (bytes) => bytes.subarray(0, 10)],
  ['changed in its checksum', (bytes) => flipped(bytes, 5)],
  ['changed in the middle', (bytes) => flipped(bytes, bytes.byteLength >> 1)]
]

test.each(damages)(
  'a neighbour gets all but the shard of a change that is %s, and blames nobody',
  async (_, damage) => {
    const [here, there] = [await openTestStore(alice, { shardClosesAtChanges: 20 }), await openTestStore(bob)]
    const bad = await here.store.add(noteType, { data: 'damaged' })
    for (let note = 0; note < 59; note++) await here.store.add(noteType, { data: `note ${note}` })
    for await (const [key, bytes] of here.storage.entries(ALL_CHANGES)) {
      const verdict = checkChange(bytes)
      if (verdict.ok && verdict.change.recordId === bad.id)
        await here.storage.write([{ key, value: damage(bytes) }], { sync: true })
    }
    const link = linkStores(here, there)
    for (const session of link.sessions) session.startRound?.()
    await turns(300)
    for (const { clock } of [here, there]) {
      clock.advance(60_000)
      await turns(100)
    }
    expect(link.refusals).toEqual([[], []])
    expect(contents(there).length).toBeGreaterThanOrEqual(40)
  }
)
