import { getBackend, init, load } from '@automerge/automerge'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { MAX_SHARD_CHANGES, MAX_SHARD_HEADS } from '../../src/store/defaults.js'
import { ShardLog } from '../../src/store/shard-log.js'
import { signHead } from '../../src/store/signed-head.js'
import { actorOf, checked, forged, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { alice } from '../support/people.js'

function headOver(bytes: Uint8Array, changes: number) {
  const statement = { shard: 1, firstLivingShard: 1, changes, heads: [checked(bytes).hash] }
  return signHead(statement, TEST_GROUP, alice.keyPair)
}

function emptyLog(): ShardLog {
  return new ShardLog(alice.peer, 1)
}

describe('an honest author', () => {
  test("one process's changes are admitted in order, one or many at a time, under the newest head", () => {
    const writer = new ShardWriter(alice)
    const log = emptyLog()
    expect(log.admit([checked(writer.write('a'))], [writer.sign()]).outcome).toBe('admitted')
    const more = ['b', 'c', 'd'].map((name) => checked(writer.write(name)))
    const head = writer.sign()
    expect(log.admit(more, [head])).toMatchObject({ outcome: 'admitted', keptHeads: [head] })
    expect(log.size).toBe(4)
    expect(log.heads()).toEqual(writer.document.heads())
    expect(log.signedHeads).toEqual([head])
    expect(log.admit(more, [head]).outcome).toBe('known')
  })

  test('who has everything is answered without looking at each change', () => {
    const writer = new ShardWriter(alice)
    const log = emptyLog()
    const changes = Array.from({ length: 50 }, (_, i) => checked(writer.write(`record ${i}`)))
    log.admit(changes, [writer.sign()])
    const work = vi.spyOn(Set.prototype, 'add')
    try {
      expect(log.changesSince(log.heads())).toEqual([])
      expect(work).not.toHaveBeenCalled()
      expect(log.changesSince([changes[48]!.hash]).map(({ hash }) => hash)).toEqual([changes[49]!.hash])
      expect(work.mock.calls.length).toBeGreaterThan(48)
    } finally {
      work.mockRestore()
    }
  })

  test('two processes that wrote apart merge, with a head for each until one writes on top', () => {
    const [first, second] = [new ShardWriter(alice), new ShardWriter(alice, 'second')]
    const root = first.write('root')
    const log = emptyLog()
    log.admit([checked(root)], [first.sign()])
    second.document.apply([root])
    const left = first.write('left')
    const right = second.write('right')
    expect(log.admit([checked(left)], [headOver(left, 2)]).outcome).toBe('admitted')
    expect(log.admit([checked(right)], [headOver(right, 2)]).outcome).toBe('admitted')
    expect(log.heads()).toHaveLength(2)
    expect(log.signedHeads).toHaveLength(2)
    second.document.apply([left])
    const joined = second.write('joined')
    const admission = log.admit([checked(joined)], [headOver(joined, 4)])
    expect(admission).toMatchObject({ outcome: 'admitted' })
    expect(log.heads()).toEqual([checked(joined).hash])
    expect(log.signedHeads).toHaveLength(1)
    expect(log.changesSince([checked(left).hash]).map(({ hash }) => hash)).toEqual(
      [right, joined].map((bytes) => checked(bytes).hash)
    )
  })

  test('two processes may write the same version of the same record apart, but not one after the other', () => {
    const [first, second] = [new ShardWriter(alice), new ShardWriter(alice, 'second')]
    const log = emptyLog()
    const left = first.write('same')
    const right = second.write('same')
    expect(log.admit([checked(left)], [headOver(left, 1)]).outcome).toBe('admitted')
    expect(log.admit([checked(right)], [headOver(right, 1)]).outcome).toBe('admitted')
    first.document.apply([right])
    const after = checked(first.write('other'))
    const overwriting = forged(after.bytes, { key: checked(left).key })
    expect(log.admit([checked(overwriting)], [headOver(overwriting, 3)])).toEqual({
      outcome: 'refused',
      reason: 'change-overwrites'
    })
  })
})

/** An unused key. */
function keyOf(i: number): string {
  return (1000 + i).toString(16).padStart(64, '0') + '00000001'
}

describe('hostile inputs', () => {
  test('more concurrent ends, or more heads over them, than a frame carries do not fit, and leave no trace', () => {
    const log = emptyLog()
    const forks = Array.from({ length: MAX_SHARD_HEADS + 1 }, (_, i) => new ShardWriter(alice, `${i}`))
    const changes = forks.map((fork, i) => fork.write(`${i}`))
    for (const change of changes.slice(0, -1)) {
      expect(log.admit([checked(change)], [headOver(change, 1)]).outcome).toBe('admitted')
    }
    const before = [log.heads(), log.size, log.bytes, [...log.signedHeads]]
    const last = changes.at(-1)!
    expect(log.admit([checked(last)], [headOver(last, 1)])).toEqual({ outcome: 'full' })
    expect([log.heads(), log.size, log.bytes, [...log.signedHeads]]).toEqual(before)
    // Whoever joins them is still let in.
    const joining = forks[0]!
    joining.document.apply(changes.slice(1, -1))
    const joined = joining.write('joined')
    expect(log.admit([checked(joined)], [headOver(joined, MAX_SHARD_HEADS + 1)]).outcome).toBe('admitted')
    expect(log.heads()).toHaveLength(1)
  })

  const writer = new ShardWriter(alice)
  const [root, next, third] = ['root', 'next', 'third'].map((name) => writer.write(name)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array
  ]
  function grown(): ShardLog {
    const log = emptyLog()
    log.admit([checked(root), checked(next)], [headOver(next, 2)])
    return log
  }

  test('an orphan (unknown dependencies) is not admitted, and leaves nothing behind', () => {
    const log = emptyLog()
    log.admit([checked(root)], [headOver(root, 1)])
    expect(log.admit([checked(third)], [headOver(third, 3)])).toEqual({ outcome: 'missing' })
    expect(log.size).toBe(1)
    expect(log.heads()).toEqual([checked(root).hash])
  })

  test('a wrong start operation is refused: too low, too high, or where it would be without its dependencies', () => {
    for (const startOperation of [1, 2, 4, 2000]) {
      const wrong = forged(third, { startOperation })
      expect(grown().admit([checked(wrong)], [headOver(wrong, 3)])).toEqual({
        outcome: 'refused',
        reason: 'change-start-operation'
      })
    }
  })

  test('wrong predecessors are refused: a sequence number that skips, or that does not depend on the one before', () => {
    const log = grown()
    const skipping = forged(third, { sequence: 4 })
    expect(log.admit([checked(skipping)], [headOver(skipping, 3)])).toMatchObject({ reason: 'change-sequence' })
    const unconnected = forged(third, { dependencies: [checked(root).hash], startOperation: 2 })
    expect(log.admit([checked(unconnected)], [headOver(unconnected, 2)])).toMatchObject({ reason: 'change-sequence' })
    const first = forged(third, { actor: actorOf('another'), sequence: 2 })
    expect(log.admit([checked(first)], [headOver(first, 3)])).toMatchObject({ reason: 'change-sequence' })
  })

  test('the same actor and sequence number twice: the smaller hash stays or takes over, and the sender is not blamed', () => {
    const rivals = [1, 2, 3, 4].map((i) => forged(next, { value: checked(third).value, key: keyOf(i) }))
    const smallest = [next, ...rivals].map((bytes) => checked(bytes).hash).sort()[0]!
    const log = grown()
    for (const rival of rivals) {
      const isSmaller = checked(rival).hash < log.heads()[0]!
      const { outcome } = log.admit([checked(rival)], [headOver(rival, 2)])
      expect(outcome).toBe(isSmaller ? 'admitted' : 'contradicts')
    }
    expect(log.heads()).toEqual([smallest])
    expect(log.size).toBe(2)
    expect(log.signedHeads.map(({ heads }) => heads)).toEqual([[smallest]])
  })

  test('what hangs below the history that lost falls with it, and what only its head covered', () => {
    let winner = next
    for (let i = 0; checked(winner).hash >= checked(next).hash; i++) winner = forged(next, { key: keyOf(i) })
    const log = emptyLog()
    log.admit([root, next, third].map(checked), [headOver(third, 3)])
    const admission = log.admit([checked(winner)], [headOver(winner, 2)])
    expect(admission).toMatchObject({ outcome: 'admitted', added: [{ hash: checked(winner).hash }] })
    if (admission.outcome !== 'admitted') return
    expect(admission.removed.map(({ hash }) => hash)).toEqual([next, third].map((bytes) => checked(bytes).hash))
    expect(admission.droppedHeads).toHaveLength(1)
    expect(log.heads()).toEqual([checked(winner).hash])
    // The loser cannot come back, and a winner that does not fit itself takes nothing's place.
    expect(log.admit([next, third].map(checked), [headOver(third, 3)])).toEqual({ outcome: 'contradicts' })
    const before = log.heads()
    for (let i = 0; i < 20; i++) {
      const wrong = forged(winner, { key: keyOf(i), startOperation: 2 })
      expect(log.admit([checked(wrong)], [headOver(wrong, 9)]).outcome).not.toBe('admitted')
    }
    expect(log.heads()).toEqual(before)
  })

  test('two histories of one actor end the same in whatever order they come', () => {
    const other = new ShardWriter(alice, 'other')
    other.document.apply([root])
    const onOther = other.write('on other')
    const rivals = [0, 1, 2].map((i) => forged(next, { key: keyOf(i) }))
    const above = rivals.map((rival, i) => {
      const dependencies = [checked(rival).hash]
      return forged(third, { dependencies, key: keyOf(10 + i) })
    })
    const units: Uint8Array[][] = [
      [root, next, third],
      [root, onOther],
      ...rivals.map((rival, i) => [root, rival, above[i]!])
    ]
    fc.assert(
      fc.property(fc.array(fc.nat(units.length - 1), { maxLength: 8 }), (order) => {
        const log = emptyLog()
        // Every history comes in the end, more than once: synchronising offers it again each round.
        for (const at of [...order, ...units.keys(), ...units.keys()]) {
          const changes = units[at]!.map(checked)
          const { outcome } = log.admit(changes, [headOver(units[at]!.at(-1)!, changes.length)])
          expect(['admitted', 'known', 'contradicts']).toContain(outcome)
        }
        const smallest = [next, ...rivals].sort((a, b) => (checked(a).hash < checked(b).hash ? -1 : 1))[0]!
        const top = smallest === next ? third : above[rivals.indexOf(smallest)]!
        expect(log.heads()).toEqual([onOther, top].map((bytes) => checked(bytes).hash).sort())
        expect(log.size).toBe(4)
      })
    )
  })

  test('an overwritten key is refused', () => {
    const overwriting = forged(third, { key: checked(root).key })
    expect(grown().admit([checked(overwriting)], [headOver(overwriting, 3)])).toMatchObject({
      reason: 'change-overwrites'
    })
  })

  test('a change that no head covers is refused, and with it all that came in one go', () => {
    const log = emptyLog()
    const changes = [root, next, third].map(checked)
    expect(log.admit(changes, [headOver(next, 2)])).toMatchObject({ reason: 'change-unsigned' })
    expect(log.admit(changes, [])).toMatchObject({ reason: 'change-unsigned' })
    expect(log.size).toBe(0)
    expect(log.heads()).toEqual([])
    expect(log.bytes).toBe(0)
    expect(log.admit(changes, [headOver(third, 3)]).outcome).toBe('admitted')
  })

  test('a head that counts wrong is refused', () => {
    for (const count of [1, 2, 4]) {
      expect(grown().admit([checked(third)], [headOver(third, count)])).toMatchObject({ reason: 'head-count' })
    }
  })

  test('a shard over its limit takes no more, without blame', () => {
    const log = emptyLog()
    let before = checked(root)
    const all = [before]
    for (let sequence = 2; sequence <= MAX_SHARD_CHANGES; sequence++) {
      const key = sequence.toString(16).padStart(72, '0')
      const fields = {
        sequence,
        startOperation: sequence,
        dependencies: [before.hash],
        key: key.slice(0, -8) + '00000001'
      }
      before = checked(forged(root, { ...fields, key: sequence.toString(16).padStart(64, '0') + '00000001' }))
      all.push(before)
    }
    expect(log.admit(all, [headOver(before.bytes, MAX_SHARD_CHANGES)]).outcome).toBe('admitted')
    const one = checked(forged(root, { actor: actorOf('another') }))
    expect(log.admit([one], [headOver(one.bytes, 1)])).toEqual({ outcome: 'full' })
  })
})

test('whatever is admitted, Automerge applies, saves and loads again', () => {
  const step = fc.record({
    process: fc.nat(2),
    reads: fc.boolean(),
    forge: fc.option(
      fc.record(
        {
          startOperation: fc.integer({ min: 1, max: 12 }),
          sequence: fc.integer({ min: 1, max: 6 }),
          actor: fc.nat(3).map((i) => actorOf(`alice process ${i}`)),
          keyOf: fc.nat(10),
          dependsOn: fc.uniqueArray(fc.nat(10), { maxLength: 3 })
        },
        { requiredKeys: [] }
      ),
      { freq: 2 }
    )
  })
  let forgeries = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
      const writers = [0, 1, 2].map((i) => new ShardWriter(alice, `process ${i}`))
      const log = emptyLog()
      let admitted: Uint8Array[] = []
      const stolen = new Set<string>()
      let fell = false
      for (const [i, { process, reads, forge }] of steps.entries()) {
        const writer = writers[process]!
        // A process whose actor was forged, or that read what fell, cannot read on: Automerge throws. It writes on.
        if (reads && forge === null && !fell && !stolen.has(actorOf(`alice process ${process}`))) {
          writer.document.apply(admitted)
        }
        let bytes = writer.write(`record ${i}`)
        if (forge !== null) {
          const { keyOf, dependsOn, ...rest } = forge
          const key = keyOf === undefined ? undefined : admitted[keyOf] && checked(admitted[keyOf]).key
          const dependencies = dependsOn?.flatMap((at) => (admitted[at] ? [checked(admitted[at]).hash] : [])).sort()
          bytes = forged(bytes, { ...rest, ...(key && { key }), ...(dependencies && { dependencies }) })
        }
        const change = checked(bytes)
        const known = change.dependencies.every((hash) => log.has(hash))
        const count = known ? log.count(change.dependencies) + 1 : 1
        const admission = log.admit([change], [headOver(bytes, count)])
        if (admission.outcome !== 'admitted') continue
        fell ||= admission.removed.length > 0
        admitted = [...admitted, bytes].filter((one) => log.has(checked(one).hash))
        if (forge === null) continue
        forgeries++
        stolen.add(change.actor)
      }
      const handle = getBackend(init({ actor: actorOf('reader') }))
      handle.applyChanges(admitted)
      expect([...handle.getHeads()].sort()).toEqual(log.heads())
      const again = getBackend(load(handle.saveAndVerify()))
      expect([...again.getHeads()].sort()).toEqual(log.heads())
      expect(again.getChanges([])).toHaveLength(log.size)
      for (const { document } of writers) document.free()
      handle.free()
    }),
    { numRuns: 100 }
  )
  expect(forgeries).toBeGreaterThan(0)
})
