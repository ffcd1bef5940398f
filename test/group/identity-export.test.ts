import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import {
  createGroup,
  createIdentity,
  deleteGroup,
  deleteIdentity,
  exportIdentity,
  importIdentity,
  loadIdentity,
  saveIdentity
} from '../../src/group/index.js'

const PASSPHRASE = 'correct horse'
const failure = (code: string): unknown => expect.objectContaining({ code })

let base: string
let alices: string
let exported: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-identity-export-'))
  alices = join(base, 'alice')
  await saveIdentity(alices, createIdentity('alice', seededRandom(1)))
  exported = await exportIdentity(alices, PASSPHRASE, { workFactor: 10 })
})
afterAll(() => rm(base, { recursive: true }))

describe('an exported identity', () => {
  test('gives another home the same identity, and nothing of it can be read', async () => {
    const { keyPair, peer } = await loadIdentity(alices)
    expect(exported).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/)
    expect(exported.length).toBeLessThan(1024)
    for (const secret of ['alice', Buffer.from(keyPair.seed).toString('base64').slice(0, 40), PASSPHRASE]) {
      expect(exported).not.toContain(secret)
    }
    const restored = join(base, 'restored')
    expect((await importIdentity(restored, exported, PASSPHRASE)).peer).toBe(peer)
    expect(await loadIdentity(restored)).toMatchObject({ name: 'alice', peer })
    expect(await readFile(join(restored, 'identity.key'))).toEqual(await readFile(join(alices, 'identity.key')))
  })

  test('opens with its own passphrase, and one that is not short', async () => {
    const home = join(base, 'wrong')
    await expect(importIdentity(home, exported, 'correct horsf')).rejects.toThrow(failure('BAD_PASSPHRASE'))
    await expect(exportIdentity(alices, 'seven c')).rejects.toThrow(failure('BAD_PASSPHRASE'))
    await expect(loadIdentity(home)).rejects.toThrow(failure('NO_IDENTITY'))
  })

  test('takes no other’s place', async () => {
    await expect(importIdentity(alices, exported, PASSPHRASE)).rejects.toThrow(failure('IDENTITY_EXISTS'))
  })

  test('damaged, cut off, too large or something else is refused, before anything costs', async () => {
    const lines = exported.split('\n')
    const damaged = [...lines]
    damaged[4] = damaged[4]!.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))
    const costly = armoured(`age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 25\n${'A'.repeat(43)}\n---`)
    const forKeys = armoured(`age-encryption.org/v1\n-> X25519 ${'A'.repeat(43)}\n${'A'.repeat(43)}\n---`)
    const texts = ['', 'pot-id-1-abc', lines.slice(0, 4).join('\n'), damaged.join('\n'), costly, forKeys]
    for (const text of [...texts, `${exported}${' '.repeat(16 * 1024)}`]) {
      await expect(importIdentity(join(base, 'nobody'), text, PASSPHRASE)).rejects.toThrow(
        failure('BAD_IDENTITY_EXPORT')
      )
    }
  })
})

test('an identity is deleted after its groups', async () => {
  const home = join(base, 'leaver')
  await expect(deleteIdentity(home)).rejects.toThrow(failure('NO_IDENTITY'))
  await saveIdentity(home, createIdentity('leaver', seededRandom(2)))
  const { id } = await createGroup(home, 'Office')
  await expect(deleteIdentity(home)).rejects.toThrow(failure('GROUPS_EXIST'))
  await mkdir(join(home, 'groups', `${id}.deleted`)) // A crash left it.
  await deleteGroup(home, id)
  await expect(deleteGroup(home, id)).rejects.toThrow(failure('NO_SUCH_GROUP'))
  await deleteIdentity(home)
  await expect(loadIdentity(home)).rejects.toThrow(failure('NO_IDENTITY'))
})

function armoured(file: string): string {
  const base64 = Buffer.from(file).toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN AGE ENCRYPTED FILE-----\n${base64}\n-----END AGE ENCRYPTED FILE-----\n`
}
