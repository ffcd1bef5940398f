// A folder as a local source: what a URL of another machine can reach in it, and what it never can.
import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { matchesUrlPattern, parseUrlPattern } from '../../../src/base/index.js'
import { normaliseUrl } from '../../../src/content/index.js'
import type { LocalCopy, LocalSource } from '../../../src/flows/index.js'
import { folderSource } from '../../../src/flows/need/folder-source.js'
import { FILE_READ_BYTES, FILE_SETTLED_MS } from '../../../src/flows/need/source-defaults.js'

const PREFIX = 'http://mirror.example/files/'
const MODIFIED = new Date('2026-11-03T10:00:00Z')

let above: string
let folder: string
let source: LocalSource
let nowMs: number

beforeEach(async () => {
  above = await mkdtemp(join(tmpdir(), 'potluck-source-'))
  folder = join(above, 'shared')
  await mkdir(folder)
  // As if all that the test writes had been there for a while.
  nowMs = new Date().getTime() + 60_000
  source = folderSource(PREFIX, folder, { nowMs: () => nowMs })
})

afterEach(() => rm(above, { recursive: true, force: true }))

async function put(path: string, content: string | Uint8Array = path): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true })
  await writeFile(join(folder, path), content)
}

/** As another member asks: through the one spelling of a URL. */
async function find(rest: string): Promise<LocalCopy | undefined> {
  return await source.find(normaliseUrl(PREFIX + rest), AbortSignal.timeout(5_000))
}

async function read(copy: LocalCopy | undefined): Promise<string | undefined> {
  if (copy === undefined) return undefined
  const chunks: Uint8Array[] = []
  for await (const chunk of copy.open()) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks).toString()
}

describe('a file below the folder', () => {
  test('is what follows the beginning of the URL, however that escapes it', async () => {
    await put('a/Grüße + (1).txt', 'hello')
    await utimes(join(folder, 'a/Grüße + (1).txt'), MODIFIED, MODIFIED)
    const copy = await find('a/Grüße + (1).txt')
    expect(copy).toMatchObject({
      bytes: 5,
      asOfMs: MODIFIED.getTime(),
      facts: { lastModified: MODIFIED.toUTCString() }
    })
    expect(await read(copy)).toBe('hello')
    expect(await read(await find('a/Gr%C3%BC%c3%9fe%20%2b%20%281%29.tx%74'))).toBe('hello')
  })

  test('may be large, or empty', async () => {
    const large = 'x'.repeat(2 * FILE_READ_BYTES + 17)
    await put('large', large)
    await put('empty', '')
    expect([await read(await find('large')), await read(await find('empty'))]).toEqual([large, ''])
  })

  test('may be reached by a link that stays in the folder', async () => {
    await put('bookworm/Release')
    await symlink('bookworm', join(folder, 'stable'))
    expect(await read(await find('stable/Release'))).toBe('bookworm/Release')
  })

  test('has another version when it is another file, or changed', async () => {
    await put('a', 'one')
    const versions = [(await find('a'))?.version]
    versions.push((await find('a'))?.version)
    await writeFile(join(folder, 'b'), 'two')
    await rename(join(folder, 'b'), join(folder, 'a'))
    versions.push((await find('a'))?.version)
    await appendFile(join(folder, 'a'), '!')
    versions.push((await find('a'))?.version)
    expect(versions[1]).toBe(versions[0])
    expect(new Set(versions).size).toBe(3)
  })
})

describe('nothing is found', () => {
  beforeEach(async () => {
    await put('file')
    await put('sub/file')
    await put('.hidden/file')
    await put('sub/.htpasswd')
    await put('file?x=1')
    await writeFile(join(above, 'secret'), 'secret')
    await mkdir(join(above, 'shared-not'))
    await writeFile(join(above, 'shared-not', 'file'), 'secret')
  })

  test.each([
    ['the folder itself', ['', 'sub', 'sub/', 'file/', 'file/x', 'sub//file', '/file']],
    [
      'above it',
      ['../secret', '%2e%2e/secret', '..%2fsecret', '%2e%2e%2fsecret', 'sub/..%2F..%2Fsecret', '..%5csecret']
    ],
    ['beside it', ['../shared-not/file', '-not/file', '%2e%2e/shared-not/file']],
    ['hidden', ['.hidden/file', '%2ehidden/file', 'sub/.htpasswd', 'sub/%2Ehtpasswd', '.']],
    [
      'escaped badly or twice',
      ['%66%69%6c%65%00', 'file%00', '%252e%252e/secret', '%ff', '%c0%ae%c0%ae/secret', 'file%0a', '%']
    ],
    ['asked for besides', ['file?', 'file?x=1', 'sub/file?a/b']],
    ['too long or deep', ['x'.repeat(300), 'sub/'.repeat(40) + 'file', '%C3%BC'.repeat(1_000)]]
  ])('of what is %s', async (_what, paths) => {
    for (const path of paths) expect(await find(path), path).toBeUndefined()
  })

  test('of URLs that begin otherwise', async () => {
    for (const url of [
      'https://mirror.example/files/file',
      'http://mirror.example:8080/files/file',
      'http://mirror.example/Files/file',
      'http://mirror.example/file',
      'http://other.example/files/file'
    ]) {
      expect(await source.find(url, AbortSignal.timeout(5_000)), url).toBeUndefined()
    }
  })

  test('by links that lead out of the folder, to what is hidden, or nowhere', async () => {
    await symlink(join(above, 'secret'), join(folder, 'link'))
    await symlink(above, join(folder, 'up'))
    await symlink('.hidden', join(folder, 'shown'))
    await symlink('loop', join(folder, 'loop'))
    await symlink('nowhere', join(folder, 'broken'))
    for (const path of ['link', 'up/secret', 'shown/file', 'loop', 'broken', 'loop/x']) {
      expect(await find(path), path).toBeUndefined()
    }
  })

  test('but regular files: a pipe is not waited for', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    expect(await find('pipe')).toBeUndefined()
  })

  test('that somebody may be writing just now', async () => {
    await put('fresh')
    const { ctimeMs } = await stat(join(folder, 'fresh'))
    for (const agoMs of [-FILE_SETTLED_MS / 2, 0, FILE_SETTLED_MS / 2]) {
      nowMs = ctimeMs + agoMs
      expect(await find('fresh')).toBeUndefined()
    }
    nowMs = ctimeMs + FILE_SETTLED_MS + 1
    expect(await read(await find('fresh'))).toBe('fresh')
  })
})

describe('while it is read', () => {
  const LARGE = Buffer.alloc(3 * FILE_READ_BYTES, 'x')

  /** Reads it, with something done after the first chunk. */
  async function readWith(then: () => Promise<void>): Promise<void> {
    await put('large', LARGE)
    let isFirst = true
    for await (const chunk of (await find('large'))!.open()) {
      void chunk
      if (isFirst) await then()
      isFirst = false
    }
  }

  test.each([
    ['grows', () => appendFile(join(folder, 'large'), 'more')],
    ['shrinks', () => writeFile(join(folder, 'large'), 'less')],
    ['is replaced', () => put('other', LARGE).then(() => rename(join(folder, 'other'), join(folder, 'large')))],
    [
      'is written with its times set back',
      () => writeFile(join(folder, 'large'), LARGE).then(() => utimes(join(folder, 'large'), MODIFIED, MODIFIED))
    ],
    ['is removed', () => rm(join(folder, 'large'))]
  ])('what %s is an error', async (_what, change) => {
    await expect(readWith(change)).rejects.toThrow()
  })

  test('what a folder that became a link leads to is not read', async () => {
    await put('sub/file', 'inside')
    await mkdir(join(above, 'outside'))
    await writeFile(join(above, 'outside', 'file'), 'secret')
    const copy = await find('sub/file')
    await rename(join(folder, 'sub'), join(above, 'away'))
    await symlink(join(above, 'outside'), join(folder, 'sub'))
    await expect(read(copy)).rejects.toThrow()
    await rm(join(folder, 'sub'))
    // The same file, but not in the folder any more.
    await symlink(join(above, 'away'), join(folder, 'sub'))
    await expect(read(copy)).rejects.toThrow(/another than it was/)
  })
})

const awkward = fc.stringMatching(/^[a-cé./\\%\0\n?#+~ ]{1,8}$/)

test('no path whatever leads to another file than the one it names, below the folder', async () => {
  const names = ['a', 'b', 'a b', 'a+b', 'é', 'c%2fc']
  for (const name of names) await put(name)
  await put('sub/a')
  await writeFile(join(above, 'a'), 'secret')
  const escaped = fc
    .tuple(fc.oneof(awkward, fc.constantFrom(...names)), fc.infiniteStream(fc.boolean()))
    .map(([text, escape]) => {
      return [...Buffer.from(text)]
        .map((byte) =>
          escape.next().value === true ? `%${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte)
        )
        .join('')
    })
  const path = fc.array(fc.oneof(escaped, fc.constantFrom('..', '.', 'sub', '%2e%2e')), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(path, async (parts) => {
      const text = await read(await find(parts.join('/')).catch(() => undefined))
      if (text === undefined) return
      expect([...names, 'sub/a']).toContain(text)
      expect(text).toBe(decodeURIComponent(normaliseUrl(PREFIX + parts.join('/')).slice(PREFIX.length)))
    }),
    { numRuns: 300 }
  )
})

test('however a URL spells a file, a pattern that names the file catches it', async () => {
  const characters = 'aZ9-_.~!$&\'()+:;=@[]|^"<>`{} éß'
  const name = fc
    .string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 6 })
    .filter((text) => text.trim() === text && !text.startsWith('.'))
  await fc.assert(
    fc.asyncProperty(name, fc.infiniteStream(fc.boolean()), async (file, escape) => {
      await put(file, 'private')
      const spelt = [...Buffer.from(file)].map((byte) => {
        const isEscaped = byte > 0x7f || escape.next().value === true
        return isEscaped ? `%${byte.toString(16).padStart(2, '0')}` : String.fromCharCode(byte)
      })
      const url = new URL(normaliseUrl(PREFIX + spelt.join('')))
      expect(await read(await source.find(url.href, AbortSignal.timeout(5_000)))).toBe('private')
      const pattern = parseUrlPattern(`mirror.example${new URL(PREFIX + file).pathname}`)
      expect(pattern && matchesUrlPattern(url, pattern)).toBe(true)
    }),
    { numRuns: 200 }
  )
})
