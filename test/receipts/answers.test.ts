import promises, { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { folderAnswers, memoryAnswers, type BackendAnswer } from '../../src/receipts/index.js'
import { utf8 } from '../../src/base/index.js'
import { FakeClock, FAKE_NOW_MS } from '../support/fake-clock.js'

const DAY_MS = 24 * 3_600_000
const id = (digit: string): string => digit.repeat(64)
const ANSWER: BackendAnswer = { status: 201, headers: [['Location', '/1']], body: utf8('stored') }

describe('in a folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-answers-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function written(name: string, ageMs: number): Promise<void> {
    const then = (FAKE_NOW_MS - ageMs) / 1000
    await writeFile(join(folder, name), '')
    await utimes(join(folder, name), then, then)
  }

  test('an answer comes back as it was, and one that was never put is unknown', async () => {
    const answers = await folderAnswers(folder)
    await answers.put(id('a'), ANSWER)
    expect(await (await folderAnswers(folder)).get(id('a'))).toEqual(ANSWER)
    expect(await answers.get(id('b'))).toBeUndefined()
  })

  test('answers go after 60 days, what a crash left after one, and nothing that is not ours', async () => {
    await written(id('a'), 60 * DAY_MS)
    await written(id('b'), 61 * DAY_MS)
    await written(`${id('c')}.00ff.tmp`, 2 * DAY_MS)
    await written(`${id('d')}.00ff.tmp`, DAY_MS / 2)
    await written('notes.txt', 100 * DAY_MS)
    const answers = await folderAnswers(folder, { clock: new FakeClock() })
    await answers.settled()
    expect((await readdir(folder)).sort()).toEqual([id('a'), `${id('d')}.00ff.tmp`, 'notes.txt'].sort())
  })

  test('old ones go once a day too', async () => {
    const clock = new FakeClock()
    const answers = await folderAnswers(folder, { clock })
    await written(id('a'), 60 * DAY_MS)
    clock.advance(DAY_MS - 1)
    await answers.put(id('b'), ANSWER)
    await answers.settled()
    expect(await readdir(folder)).toHaveLength(2)
    clock.advance(1)
    await answers.put(id('b'), ANSWER)
    await answers.settled()
    expect(await readdir(folder)).toEqual([id('b')])
  })

  test('nothing waits until the folder is looked through, and what fails there is heard', async () => {
    const really = promises.readdir
    let fail = (_error: Error): void => {}
    promises.readdir = (() => new Promise((_resolve, reject) => (fail = reject))) as unknown as typeof really
    syncBuiltinESMExports()
    try {
      const heard: unknown[] = []
      const answers = await folderAnswers(folder, { failed: (error) => heard.push(error) })
      await answers.put(id('a'), ANSWER)
      expect(await answers.get(id('a'))).toEqual(ANSWER)
      const error = new Error('the disk is sick')
      fail(error)
      await answers.settled()
      expect(heard).toEqual([error])
    } finally {
      promises.readdir = really
      syncBuiltinESMExports()
    }
  })

  test('what is no answer any more is an error, and not an upload to be handled anew', async () => {
    const answers = await folderAnswers(folder)
    await writeFile(join(folder, id('a')), '{}')
    await expect(answers.get(id('a'))).rejects.toThrow(SyntaxError)
    await expect(answers.get('../a')).rejects.toThrow(RangeError)
  })
})

describe('in memory', () => {
  test('the oldest go beyond 64 MiB', async () => {
    const answers = memoryAnswers()
    const body = new Uint8Array(16 * 2 ** 20)
    for (const digit of ['a', 'b', 'c', 'd', 'd', 'e']) await answers.put(id(digit), { ...ANSWER, body })
    const known = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(async (digit) => (await answers.get(id(digit))) !== undefined)
    )
    expect(known).toEqual([false, true, true, true, true])
  })

  test('the oldest go beyond 10,000', async () => {
    const answers = memoryAnswers()
    for (let count = 0; count <= 10_000; count++) await answers.put(String(count), ANSWER)
    expect([await answers.get('0'), await answers.get('1')]).toEqual([undefined, ANSWER])
  })
})
