import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import {
  createIdentity,
  identityText,
  loadIdentity,
  parseIdentityText,
  renameIdentity,
  saveIdentity
} from '../../src/group/index.js'
import { alice, bob } from '../support/people.js'

describe('an identity on disk', () => {
  let home: string
  beforeEach(async () => {
    home = join(await mkdtemp(join(tmpdir(), 'potluck-identity-')), 'home')
  })
  afterEach(() => rm(join(home, '..'), { recursive: true }))

  test('is read back as it was saved', async () => {
    const identity = createIdentity('Küche', seededRandom(1))
    await saveIdentity(home, identity)
    const loaded = await loadIdentity(home)
    expect(loaded.name).toBe('Küche')
    expect(loaded.peer).toBe(identity.peer)
    expect(loaded.keyPair.seed).toEqual(identity.keyPair.seed)
  })

  test('has a key that only its owner can read, whatever the umask', async () => {
    const umask = process.umask(0)
    try {
      await saveIdentity(home, createIdentity('alice', seededRandom(1)))
    } finally {
      process.umask(umask)
    }
    expect((await stat(join(home, 'identity.key'))).mode & 0o777).toBe(0o600)
    expect((await stat(home)).mode & 0o777).toBe(0o700)
    expect(await readFile(join(home, 'identity.key'), 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  })

  test('is never overwritten', async () => {
    await saveIdentity(home, createIdentity('alice', seededRandom(1)))
    await expect(saveIdentity(home, createIdentity('bob', seededRandom(2)))).rejects.toMatchObject({
      code: 'IDENTITY_EXISTS'
    })
    expect((await loadIdentity(home)).name).toBe('alice')
  })

  test('can be renamed and keeps its key', async () => {
    const identity = createIdentity('alice', seededRandom(1))
    await saveIdentity(home, identity)
    expect(await renameIdentity(home, 'anna')).toMatchObject({ name: 'anna', peer: identity.peer })
    expect(await loadIdentity(home)).toMatchObject({ name: 'anna', peer: identity.peer })
    await expect(renameIdentity(home, '')).rejects.toMatchObject({ code: 'BAD_NAME' })
  })

  test('is missed by name where there is none', async () => {
    await expect(loadIdentity(home)).rejects.toMatchObject({ code: 'NO_IDENTITY' })
  })
})

describe('the text of an identity', () => {
  const text = identityText(alice.keyPair.publicKey, 'alice')

  test('carries key and name on one line', () => {
    expect(text).toMatch(/^pot-id-1-[a-z2-7]+$/)
    expect(parseIdentityText(text)).toEqual({ name: 'alice', publicKey: alice.keyPair.publicKey, peer: alice.peer })
  })

  test('survives capitals and the line breaks of mail', () => {
    const mailed = ` ${text.slice(0, 20).toUpperCase()}\r\n  ${text.slice(20)}\n`
    expect(parseIdentityText(mailed).peer).toBe(alice.peer)
  })

  test('any wrong or missing character is noticed', () => {
    const data = text.slice('pot-id-1-'.length)
    fc.assert(
      fc.property(fc.nat(data.length - 1), fc.constantFrom('', ...'abcdefghijklmnopqrstuvwxyz234567'), (at, letter) => {
        fc.pre(data[at] !== letter)
        const mangled = `pot-id-1-${data.slice(0, at)}${letter}${data.slice(at + 1)}`
        expect(() => parseIdentityText(mangled)).toThrow(expect.objectContaining({ code: 'MANGLED' }))
      })
    )
  })

  test.each([
    ['an invitation', 'pot-invite-1-abcdefgh', 'NOT_AN_IDENTITY', /invitation/],
    ['a bare peer id', bob.peer, 'NOT_AN_IDENTITY', /pot-id-/],
    ['nothing', '', 'NOT_AN_IDENTITY', /pot-id-/],
    ['a newer version', text.replace('id-1', 'id-2'), 'WRONG_VERSION', /version 2/],
    ['a cut one', text.slice(0, 9), 'MANGLED', /cut off/],
    ['a huge one', text + 'a'.repeat(100_000), 'MANGLED', /checksum/]
  ])('%s is refused with a reason', (_what, given, code, message) => {
    expect(() => parseIdentityText(given)).toThrow(expect.objectContaining({ code }))
    expect(() => parseIdentityText(given)).toThrow(message)
  })

  test('foreign text gives an identity or an error of ours, nothing else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `pot-id-1-${tail}`)
        ),
        (foreign) => {
          expect(() => parseIdentityText(foreign)).toThrow(expect.objectContaining({ name: 'GroupError' }))
        }
      )
    )
  })
})

describe('a name', () => {
  test.each([
    ['empty', ''],
    ['only spaces', '  '],
    ['with a space at its end', 'alice '],
    ['of 65 bytes', 'ä'.repeat(32) + 'b'],
    ['with a line break', 'al\nice'],
    ['with an escape', 'al\u001b[2Jice'],
    ['that turns the direction of text', 'al\u202eice'],
    ['with half a character', 'al\ud800ice']
  ])('%s is refused', (_what, name) => {
    expect(() => createIdentity(name)).toThrow(expect.objectContaining({ code: 'BAD_NAME' }))
  })

  test.each(['a', 'ä'.repeat(32), 'Küche 2', '台所'])('%s is accepted', (name) => {
    expect(createIdentity(name).name).toBe(name)
  })
})
