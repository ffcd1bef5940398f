import { decodeChange, getBackend, init } from '@automerge/automerge'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, equalBytes, fromHex, sha256, toHex, utf8 } from '../../src/base/index.js'
import { checkChange, encodeChange, spellKey } from '../../src/store/change-check.js'
import { MAX_CHANGE_BYTES } from '../../src/store/defaults.js'
import { openShardDocument } from '../../src/store/shard.js'
import { actorOf, checked, forged, ShardWriter } from '../support/changes.js'
import { alice } from '../support/people.js'
import { slowlyCheckChange } from '../support/slow-change-check.js'

const MAGIC = fromHex('856f4a83')!

function refusal(bytes: Uint8Array): string {
  const verdict = checkChange(bytes)
  return verdict.ok ? 'passed' : verdict.reason
}

/** A chunk around a body that begins with the chunk's type, with the checksum that belongs to it. */
function chunk(body: Uint8Array): Uint8Array {
  return concatBytes([MAGIC, sha256(body).subarray(0, 4), body])
}

/** Changes with `edit` made to the bytes from the chunk type on, and the checksum put right. */
function edited(bytes: Uint8Array, edit: (body: Uint8Array) => Uint8Array): Uint8Array {
  return chunk(edit(new Uint8Array(bytes.subarray(8))))
}

const writer = new ShardWriter(alice)
const first = writer.write('first')
const second = writer.write('second')

describe('what we write', () => {
  test('passes, and reads as Automerge reads it', () => {
    for (const bytes of [first, second]) {
      const change = checked(bytes)
      const decoded = decodeChange(bytes)
      expect(change).toMatchObject({
        hash: decoded.hash,
        actor: decoded.actor,
        sequence: decoded.seq,
        startOperation: decoded.startOp,
        dependencies: decoded.deps
      })
      expect(decoded.ops).toHaveLength(1)
      expect(decoded.ops[0]).toMatchObject({ action: 'set', obj: '_root', key: change.key, pred: [] })
    }
  })

  test('is what our encoder makes of what was read', () => {
    expect(equalBytes(encodeChange(checked(second)), second)).toBe(true)
  })

  test('passes whatever the key, the bytes, the number of changes before and the forks', () => {
    const oneWrite = fc.record({
      process: fc.integer({ min: 0, max: 3 }),
      id: fc.uint8Array({ minLength: 32, maxLength: 32 }),
      version: fc.integer({ min: 1, max: 2 ** 31 }),
      value: fc.uint8Array({ minLength: 1, maxLength: 400 }),
      reads: fc.boolean()
    })
    fc.assert(
      fc.property(fc.array(oneWrite, { minLength: 1, maxLength: 30 }), (writes) => {
        const documents = Array.from({ length: 4 }, (_, i) => openShardDocument(actorOf(`process ${i}`)))
        const all: Uint8Array[] = []
        for (const { process, id, version, value, reads } of writes) {
          const document = documents[process]!
          if (reads) document.apply(all)
          const bytes = document.write(spellKey(toHex(id), version), value)
          expect(checked(bytes)).toMatchObject({ recordId: toHex(id), version })
          expect(equalBytes(checked(bytes).value, value)).toBe(true)
          all.push(bytes)
        }
        for (const document of documents) document.free()
      }),
      { numRuns: 60 }
    )
  })
})

describe('hostile inputs', () => {
  test('a 71-byte change that claims 10^8 operations is refused without work in proportion', () => {
    // The same bytes cost Automerge's decodeChange 20 s and 2.3 GB (libraries.md 4.3): runs of 10^8 in every column.
    const run = '80c2d72f'
    const columns = [
      `1508${run}036b6579`, // key: 10^8 times "key"
      `3404${run}`, // not inserted, 10^8 times
      `4205${run}01`, // set
      `5605${run}00`, // null
      `7005${run}00` // no predecessors
    ]
    const data = columns.map((column) => column.slice(4)).join('')
    const heads = columns
      .map((column) => column.slice(0, 2) + (column.length / 2 - 2).toString(16).padStart(2, '0'))
      .join('')
    const body = fromHex(`0010${'aa'.repeat(16)}010100000005${heads}${data}`)!
    const bytes = chunk(concatBytes([Uint8Array.of(1, body.byteLength), body]))
    expect(bytes.byteLength).toBe(71)
    expect(workOf(bytes)).toBeLessThan(MAX_WORK_PER_BYTE * bytes.byteLength)
    expect(refusal(bytes)).toBe('change-malformed')
  })

  test('lengths and counts far beyond the bytes are refused without work in proportion', () => {
    for (const claim of ['ffffffff7f', 'ffffffff0f', '80808080808080808001', 'ff'.repeat(30)]) {
      for (const at of [1, 2, 3, 35, 36, 37, 50, 60]) {
        const bytes = edited(second, (body) => concatBytes([body.subarray(0, at), fromHex(claim)!, body.subarray(at)]))
        expect(refusal(bytes)).not.toBe('passed')
        expect(workOf(bytes)).toBeLessThan(MAX_WORK_PER_BYTE * bytes.byteLength)
      }
    }
  })

  test('a compressed chunk (type 2) is refused unopened, a bomb among them', () => {
    const bomb = deflateRawSync(new Uint8Array(64 * 1024 * 1024))
    expect(refusal(concatBytes([MAGIC, new Uint8Array(4), Uint8Array.of(2), bomb]))).toBe('change-not-plain')
    const compressed = deflateRawSync(second.subarray(11))
    const length = Uint8Array.of((compressed.byteLength & 127) | 128, compressed.byteLength >> 7)
    const honest = concatBytes([second.subarray(0, 8), Uint8Array.of(2), length, compressed])
    expect(refusal(honest)).toBe('change-not-plain')
  })

  test('a whole document (type 0) and a bundle are refused', () => {
    const handle = getBackend(init({ actor: actorOf('document') }))
    handle.applyChanges([first, second])
    expect(refusal(handle.save())).toBe('change-not-plain')
    expect(refusal(handle.saveBundle([checked(first).hash, checked(second).hash]))).toBe('change-not-plain')
  })

  test('every flipped bit is refused', () => {
    for (let at = 0; at < second.byteLength; at++) {
      for (const bit of [1, 16, 128]) {
        const bytes = new Uint8Array(second)
        bytes[at]! ^= bit
        expect(refusal(bytes)).not.toBe('passed')
      }
    }
  })

  test('a truncated change, one with something behind it, and nothing at all are refused', () => {
    for (let length = 0; length < second.byteLength; length++) {
      expect(refusal(second.subarray(0, length))).not.toBe('passed')
    }
    expect(refusal(concatBytes([second, Uint8Array.of(0)]))).toBe('change-malformed')
    expect(refusal(concatBytes([first, second]))).toBe('change-malformed')
    expect(refusal(edited(second, (body) => concatBytes([body, Uint8Array.of(0)])))).toBe('change-malformed')
  })

  test('a change over the limit is refused unread', () => {
    expect(refusal(new Uint8Array(MAX_CHANGE_BYTES + 1))).toBe('change-too-large')
  })

  test('numbers that are not spelled in the shortest way are refused', () => {
    const { sequence } = checked(second)
    const at = second.subarray(8).indexOf(sequence, 3 + 32 + 17)
    const long = edited(second, (body) => {
      const longer = concatBytes([body.subarray(0, at), Uint8Array.of(sequence | 128, 0), body.subarray(at + 1)])
      const length = longer.byteLength - 3
      return concatBytes([Uint8Array.of(1, (length & 127) | 128, length >> 7), longer.subarray(3)])
    })
    expect(refusal(long)).toBe('change-malformed')
  })

  const foreign: [string, (handle: ReturnType<typeof getBackend>, key: string) => void][] = [
    ['deletes', (handle, key) => handle.delete('_root', key)],
    ['overwrites, with predecessors', (handle, key) => handle.put('_root', key, utf8('other'), 'bytes')],
    ['makes an object', (handle) => void handle.putObject('_root', spellKey('ab'.repeat(32), 1), {})],
    ['increments', (handle) => handle.increment('_root', 'counter', 1)],
    ['sets text', (handle) => handle.put('_root', spellKey('ab'.repeat(32), 1), 'text')],
    ['sets a number', (handle) => handle.put('_root', spellKey('ab'.repeat(32), 1), 7)],
    ['sets bytes of no length', (handle) => handle.put('_root', spellKey('ab'.repeat(32), 1), utf8(''), 'bytes')],
    ['sets a key that is none of ours', (handle) => handle.put('_root', 'key', utf8('value'), 'bytes')],
    ['sets an upper-case key', (handle) => handle.put('_root', 'AB'.repeat(36), utf8('value'), 'bytes')],
    ['sets version 0', (handle) => handle.put('_root', spellKey('ab'.repeat(32), 0), utf8('value'), 'bytes')],
    ['sets version 2^31 + 1', (handle) => handle.put('_root', 'ab'.repeat(32) + '80000001', utf8('value'), 'bytes')],
    [
      'sets two keys',
      (handle) => {
        handle.put('_root', spellKey('ab'.repeat(32), 1), utf8('one'), 'bytes')
        handle.put('_root', spellKey('ab'.repeat(32), 2), utf8('two'), 'bytes')
      }
    ],
    [
      'writes into a nested object',
      (handle) => {
        const object = handle.putObject('_root', spellKey('ab'.repeat(32), 1), {})
        handle.commit(undefined, 0)
        handle.put(object, spellKey('ab'.repeat(32), 1), utf8('value'), 'bytes')
      }
    ]
  ]
  test.each(foreign)('a change that %s is refused', (_, write) => {
    const handle = getBackend(init({ actor: actorOf('foreign') }))
    handle.put('_root', 'counter', 1, 'counter')
    handle.commit(undefined, 0)
    handle.applyChanges([first])
    write(handle, checked(first).key)
    handle.commit(undefined, 0)
    expect(refusal(handle.getLastLocalChange()!)).toMatch(/^change-(malformed|key)$/)
  })

  test('a change with a message, a time, an author or a second dependency list is refused', () => {
    const handle = getBackend(init({ actor: actorOf('foreign') }))
    const set = (version: number): void => handle.put('_root', spellKey('ab'.repeat(32), version), utf8('x'), 'bytes')
    set(1)
    handle.commit('hello', 0)
    expect(refusal(handle.getLastLocalChange()!)).toBe('change-malformed')
    set(2)
    handle.commit(undefined, 1_700_000_000)
    expect(refusal(handle.getLastLocalChange()!)).toBe('change-malformed')
    handle.commit(undefined, 0)
    handle.setAuthor('abcd')
    set(3)
    handle.commit(undefined, 0)
    expect(refusal(handle.getLastLocalChange()!)).toBe('change-malformed')
  })

  test('dependencies out of order, twice, or too many are refused', () => {
    const hashes = Array.from({ length: 18 }, (_, i) => i.toString(16).padStart(64, '0'))
    expect(refusal(forged(second, { dependencies: hashes.slice(0, 17) }))).toBe('passed')
    expect(refusal(forged(second, { dependencies: hashes }))).toBe('change-malformed')
    expect(refusal(forged(second, { dependencies: [hashes[1]!, hashes[0]!] }))).toBe('change-malformed')
    expect(refusal(forged(second, { dependencies: [hashes[0]!, hashes[0]!] }))).toBe('change-malformed')
  })

  test('mutated changes never throw, and what passes is what it says', () => {
    const mutation = fc.record({
      at: fc.nat(second.byteLength - 1),
      remove: fc.nat(4),
      insert: fc.uint8Array({ maxLength: 6 }),
      repair: fc.boolean()
    })
    let passed = 0
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        let bytes: Uint8Array = second
        for (const { at, remove, insert, repair } of mutations) {
          bytes = concatBytes([bytes.subarray(0, at), insert, bytes.subarray(at + remove)])
          if (repair && bytes.byteLength > 9) bytes = chunk(bytes.subarray(8)) // As an attacker would.
        }
        const verdict = checkChange(bytes)
        if (!verdict.ok) return
        passed++
        // Automerge agrees on every word of what we let through.
        expect(equalBytes(encodeChange(verdict.change), bytes)).toBe(true)
        expect(decodeChange(bytes).hash).toBe(verdict.change.hash)
      }),
      { numRuns: 10_000 }
    )
    expect(passed).toBeGreaterThan(0) // Some mutations only change the value, the actor or a number.
  })
})

/** Generous: what an honest change costs, several times over. */
const MAX_WORK_PER_BYTE = 8

/** How many bytes the reader looks at or copies, counted by a view that tells. */
function workOf(bytes: Uint8Array): number {
  let work = 0
  const counted = new Proxy(bytes, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) work++
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'subarray') return typeof value === 'function' ? (value.bind(target) as unknown) : value
      return (from: number, to?: number) => {
        const part = target.subarray(from, to)
        work += part.byteLength
        return part
      }
    }
  })
  checkChange(counted)
  return work
}

describe('the fast check says what the plain one says', () => {
  const changes = Array.from({ length: 40 }, (_, index) =>
    new ShardWriter(alice, `process ${index}`).write('x'.repeat(index))
  )
  const same = (bytes: Uint8Array): void => {
    expect(checkChange(bytes)).toEqual(slowlyCheckChange(bytes))
  }

  test('of changes with any content, also such as no author writes', () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 2 ** 40 }))
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex)
    fc.assert(
      fc.property(
        fc.record({
          dependencies: fc.oneof(
            fc.array(hash, { maxLength: 20 }),
            fc.array(hash, { maxLength: 20 }).map((all) => all.sort())
          ),
          actor: fc.uint8Array({ minLength: 15, maxLength: 17 }).map(toHex),
          sequence: number,
          startOperation: number,
          key: fc.oneof(fc.stringMatching(/^[0-9a-f]{72}$/), fc.stringMatching(/^[0-9a-g]{70,73}$/)),
          value: fc.uint8Array({ maxLength: 200 })
        }),
        (content) => same(encodeChange(content))
      ),
      { numRuns: 1000 }
    )
  })

  test('of changes with bytes changed, cut out and put in, with and without the right checksum', () => {
    const edit = fc.record({ at: fc.nat(400), cut: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) })
    fc.assert(
      fc.property(fc.nat(39), fc.array(edit, { maxLength: 3 }), fc.boolean(), (which, edits, isMended) => {
        let bytes = changes[which]!
        for (const { at, cut, put } of edits) {
          bytes = concatBytes([bytes.subarray(0, at), put, bytes.subarray(Math.min(bytes.length, at + cut))])
        }
        same(isMended ? chunk(bytes.subarray(8)) : bytes)
      }),
      { numRuns: 3000 }
    )
  })
})
