// What must hold of every shard that took foreign changes: Automerge applies them, saves them, and loads them again.
import { decodeChange, getBackend, init, load } from '@automerge/automerge'
import { expect } from 'vitest'
import { equalBytes } from '../../src/base/index.js'
import { encodeChange, type CheckedChange } from '../../src/store/change-check.js'
import type { LinkedChange, ShardLog } from '../../src/store/shard-log.js'
import { actorOf } from '../support/changes.js'

/** Automerge reads in a change what we read in it, word for word. */
export function expectAutomergeAgrees(change: CheckedChange, bytes: Uint8Array): void {
  expect(equalBytes(encodeChange(change), bytes)).toBe(true)
  const decoded = decodeChange(bytes)
  const { hash, actor, seq, startOp, deps, ops } = decoded
  expect({ hash, actor, seq, startOp, deps, time: decoded.time, message: decoded.message ?? null }).toEqual({
    hash: change.hash,
    actor: change.actor,
    seq: change.sequence,
    startOp: change.startOperation,
    deps: change.dependencies,
    time: 0,
    message: null
  })
  expect(ops).toHaveLength(1)
  expect(ops[0]).toMatchObject({ action: 'set', obj: '_root', key: change.key, pred: [] })
  expect((ops[0] as { insert?: boolean }).insert ?? false).toBe(false)
  expect(equalBytes(Uint8Array.from(ops[0]!.value as unknown as number[]), change.value)).toBe(true)
}

/** What `ShardLog` promises of all that it let in, said without its shortcuts. */
export function expectInPlace(log: ShardLog): void {
  const changes = log.changes()
  const places = new Set(changes.map(({ actor, sequence }) => `${actor} ${sequence}`))
  expect(places.size).toBe(changes.length)
  for (const { actor, sequence, startOperation, recordId, version, dependencies } of changes) {
    expect(startOperation).toBe(1 + Math.max(0, ...dependencies.map((below) => below.startOperation)))
    const standsOnOwn = dependencies.some((below) => below.actor === actor && below.sequence === sequence - 1)
    expect(sequence === 1 || standsOnOwn).toBe(true)
    const ancestors = new Set(dependencies)
    for (const ancestor of ancestors) for (const below of ancestor.dependencies) ancestors.add(below)
    const isSame = (other: LinkedChange): boolean => other.recordId === recordId && other.version === version
    expect([...ancestors].some(isSame)).toBe(false)
  }
}

/** @param changes each after those it depends on @param heads ascending */
export function expectLoadable(changes: Uint8Array[], heads: readonly string[]): void {
  const handle = getBackend(init({ actor: actorOf('reader') }))
  let again: ReturnType<typeof getBackend> | undefined
  try {
    handle.applyChanges(changes)
    expect([...handle.getHeads()].sort()).toEqual(heads)
    again = getBackend(load(handle.save()))
    expect([...again.getHeads()].sort()).toEqual(heads)
    expect(again.getChanges([])).toHaveLength(changes.length)
  } finally {
    handle.free()
    again?.free()
  }
}
