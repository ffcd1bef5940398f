import { describe, expect, test } from 'vitest'
import {
  DROP_PASSED_OVER_MS,
  DROP_QUIET_MS,
  DROP_RETRY_MS,
  DROP_WATCH_MS,
  MAX_DROP_QUIET_MS,
  MAX_SENDING_FILES,
  MAX_TAKEN_PER_LOOK
} from '../../src/gateway/drop-folder-defaults.js'
import { DropFolder, isDropped, type DropFolderOutput, type SeenFile } from '../../src/gateway/drop-folder.js'

const REPORT: SeenFile = { name: 'report.xml', bytes: 9, changedMs: 1_000, inode: 7 }

function look(folder: DropFolder, files: readonly SeenFile[], nowMs = 0): DropFolderOutput[] {
  return folder.handle({ type: 'looked', files, nowMs })
}

describe('a file is complete', () => {
  test('when it is the same at two looks', () => {
    const folder = new DropFolder()
    expect(look(folder, [REPORT])).toEqual([])
    expect(look(folder, [REPORT])).toEqual([{ type: 'take', file: REPORT, changes: 0 }])
  })

  test.each<[string, Partial<SeenFile>]>([
    ['it has grown', { bytes: 10 }],
    ['it was changed', { changedMs: 1_001 }]
  ])('not when %s: then it is to be quiet for longer', (_why, change) => {
    const folder = new DropFolder()
    look(folder, [REPORT])
    const now = { ...REPORT, ...change }
    expect(look(folder, [now])).toEqual([])
    expect(look(folder, [now], DROP_QUIET_MS - 1)).toEqual([])
    expect(look(folder, [now], DROP_QUIET_MS)).toEqual([{ type: 'take', file: now, changes: 1 }])
  })

  test('not when another one has its name', () => {
    const folder = new DropFolder()
    look(folder, [REPORT])
    const now = { ...REPORT, inode: 8 }
    expect(look(folder, [now])).toEqual([])
    expect(look(folder, [now])).toEqual([{ type: 'take', file: now, changes: 0 }])
  })

  test('not when it was away in between', () => {
    const folder = new DropFolder()
    look(folder, [REPORT])
    look(folder, [])
    expect(look(folder, [REPORT])).toEqual([])
  })

  test('not while it has no bytes: somebody begins to write it', () => {
    const folder = new DropFolder()
    const empty = { ...REPORT, bytes: 0 }
    look(folder, [empty])
    expect(look(folder, [empty])).toEqual([])
  })
})

test.each(['.report.xml', 'report.xml.part', 'report.PART', 'a.tmp', 'report.xml~', 'film.crdownload'])(
  '%s is left alone',
  (name) => expect(isDropped(name)).toBe(false)
)
test.each(['report.xml', 'partly.xml', 'a b\nc.xml', 'é'.repeat(127), 'tmp'])('%j is not', (name) => {
  expect(isDropped(name)).toBe(true)
})

test('what was taken goes to the queue, is looked at for a while, and goes where it belongs when it is over', () => {
  const folder = new DropFolder()
  const end = { type: 'over', id: 'a', delivered: true, nowMs: 5 } as const
  expect(folder.handle({ type: 'taken', id: 'a' })).toEqual([{ type: 'add', id: 'a' }])
  expect(folder.handle({ type: 'added', id: 'a', nowMs: 1 })).toEqual([])
  expect(look(folder, [], 2)).toEqual([{ type: 'check', id: 'a' }])
  expect(folder.handle({ type: 'same', id: 'a', nowMs: 2 })).toEqual([])
  expect(folder.handle(end)).toEqual([{ type: 'check', id: 'a' }])
  expect(folder.handle({ type: 'same', id: 'a', nowMs: DROP_WATCH_MS })).toEqual([])
  expect(look(folder, [], DROP_WATCH_MS + 1)).toEqual([{ type: 'check', id: 'a' }])
  expect(folder.handle({ type: 'same', id: 'a', nowMs: DROP_WATCH_MS + 1 })).toEqual([
    { type: 'settle', id: 'a', to: 'sent' }
  ])
  expect(folder.handle(end)).toEqual([])
})

test('what fails goes to failed', () => {
  const folder = new DropFolder()
  folder.handle({ type: 'taken', id: 'b' })
  folder.handle({ type: 'over', id: 'b', delivered: false, nowMs: 0 })
  expect(folder.handle({ type: 'same', id: 'b', nowMs: DROP_WATCH_MS })).toEqual([
    { type: 'settle', id: 'b', to: 'failed' }
  ])
})

test('what is on its way for long is looked at again only when it is over', () => {
  const folder = new DropFolder()
  folder.handle({ type: 'taken', id: 'a' })
  folder.handle({ type: 'added', id: 'a', nowMs: 0 })
  expect(look(folder, [], DROP_WATCH_MS)).toEqual([])
  expect(folder.handle({ type: 'over', id: 'a', delivered: true, nowMs: DROP_WATCH_MS })).toEqual([
    { type: 'check', id: 'a' }
  ])
})

test('what is written to each time after it was taken goes out seldom, at last once an hour', () => {
  const folder = new DropFolder()
  const waits: number[] = []
  let [nowMs, changes] = [0, 0]
  for (let time = 1; time <= 12; time++) {
    const file = { ...REPORT, bytes: time }
    folder.handle({ type: 'taken', id: 'a', changes })
    folder.handle({ type: 'added', id: 'a', nowMs })
    expect(folder.handle({ type: 'back', id: 'a', file, nowMs })).toEqual([])
    const backAtMs = nowMs
    let outputs: DropFolderOutput[] = []
    while (outputs.length === 0) outputs = look(folder, [file], (nowMs += DROP_QUIET_MS))
    expect(outputs).toEqual([{ type: 'take', file, changes: time }])
    changes = time
    waits.push(nowMs - backAtMs)
  }
  expect(waits.slice(0, 3)).toEqual([DROP_QUIET_MS, 2 * DROP_QUIET_MS, 4 * DROP_QUIET_MS])
  expect(waits.slice(-2)).toEqual([MAX_DROP_QUIET_MS, MAX_DROP_QUIET_MS])
})

test('while the queue does not take what was taken nothing more is, and it is asked again only after a while', () => {
  const folder = new DropFolder()
  look(folder, [REPORT])
  folder.handle({ type: 'taken', id: 'a' })
  folder.handle({ type: 'put-off', id: 'a', nowMs: 0 })
  expect(look(folder, [REPORT], DROP_RETRY_MS - 1)).toEqual([])
  expect(look(folder, [REPORT], DROP_RETRY_MS)).toEqual([{ type: 'add', id: 'a' }])
  folder.handle({ type: 'added', id: 'a', nowMs: DROP_RETRY_MS })
  expect(look(folder, [REPORT], DROP_RETRY_MS)).toContainEqual({ type: 'take', file: REPORT, changes: 0 })
})

test('what cannot be taken is left alone for a while, and then comes after all others, or when it has changed', () => {
  const folder = new DropFolder()
  const stuck = Array.from({ length: MAX_TAKEN_PER_LOOK }, (_, i) => ({ ...REPORT, name: `${i}`, changedMs: 0 }))
  look(folder, stuck)
  expect(look(folder, stuck)).toHaveLength(MAX_TAKEN_PER_LOOK)
  for (const { name } of stuck) folder.handle({ type: 'passed-over', name, nowMs: 0 })
  look(folder, [...stuck, REPORT])
  expect(look(folder, [...stuck, REPORT], 1)).toEqual([{ type: 'take', file: REPORT, changes: 0 }])
  const [first, ...others] = look(folder, [...stuck, REPORT], DROP_PASSED_OVER_MS)
  expect(first).toMatchObject({ file: REPORT })
  expect(others).toHaveLength(MAX_TAKEN_PER_LOOK - 1)
  const mended = { ...stuck[0]!, changedMs: 2 }
  look(folder, [mended], 2)
  expect(look(folder, [mended], 2 + DROP_QUIET_MS)).toMatchObject([{ file: mended }])
})

test('a look takes so many and no more, the oldest first; so many are on their way and no more', () => {
  const folder = new DropFolder()
  const many = Array.from({ length: 2 * MAX_SENDING_FILES }, (_, i) => ({ ...REPORT, name: `${i}`, changedMs: -i }))
  look(folder, many)
  const taken = look(folder, many)
  expect(taken).toHaveLength(MAX_TAKEN_PER_LOOK)
  expect(taken[0]).toMatchObject({ file: { name: `${many.length - 1}` } })
  for (let i = 0; i < MAX_SENDING_FILES - 1; i++) {
    folder.handle({ type: 'taken', id: `${i}` })
    folder.handle({ type: 'added', id: `${i}`, nowMs: 0 })
  }
  expect(look(folder, many, DROP_WATCH_MS)).toHaveLength(1)
})
