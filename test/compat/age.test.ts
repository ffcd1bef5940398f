// An exported identity is an age file: opened here by the text of the format (age-encryption.org/v1) with Node's crypto alone.
import { createDecipheriv, createHmac, hkdfSync, scryptSync } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { createIdentity, exportIdentity, saveIdentity } from '../../src/group/index.js'
import { potluck } from '../../src/group/group-pb.js'

const PASSPHRASE = 'correct horse battery'

test('what we export opens by the format’s own text', async () => {
  const home = await mkdtemp(join(tmpdir(), 'potluck-age-'))
  try {
    const identity = createIdentity('alice', seededRandom(5))
    await saveIdentity(home, identity)
    const text = await exportIdentity(home, PASSPHRASE, { workFactor: 10 })
    const { version, seed, name } = potluck.group.v1.IdentityExport.decode(opened(text, PASSPHRASE))
    expect([version, name, Buffer.from(seed)]).toEqual([1, 'alice', Buffer.from(identity.keyPair.seed)])
  } finally {
    await rm(home, { recursive: true })
  }
})

/** One passphrase stanza, one chunk. */
function opened(text: string, passphrase: string): Uint8Array {
  const [begin, ...body] = text.trimEnd().split('\n')
  expect([begin, body.pop()]).toEqual(['-----BEGIN AGE ENCRYPTED FILE-----', '-----END AGE ENCRYPTED FILE-----'])
  const file = Buffer.from(body.join(''), 'base64')
  const headerEnd = file.indexOf('\n---') + 4
  const [version, stanza = '', wrapped = ''] = file.subarray(0, headerEnd).toString('latin1').split('\n')
  const [, type, salt = '', factor] = stanza.split(' ')
  expect([version, type]).toEqual(['age-encryption.org/v1', 'scrypt'])
  const N = 2 ** Number(factor)
  const label = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), Buffer.from(salt, 'base64')])
  const wrappingKey = scryptSync(passphrase, label, 32, { N, r: 8, p: 1, maxmem: 2 * 1024 * N })
  const fileKey = unsealed(wrappingKey, Buffer.alloc(12), Buffer.from(wrapped, 'base64'))
  const macEnd = file.indexOf('\n', headerEnd)
  const mac = createHmac('sha256', derived(fileKey, Buffer.alloc(0), 'header')).update(file.subarray(0, headerEnd))
  expect(file.subarray(headerEnd + 1, macEnd).toString()).toBe(mac.digest('base64').replace(/=+$/, ''))
  const nonce = file.subarray(macEnd + 1, macEnd + 17)
  const onlyChunk = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  return unsealed(derived(fileKey, nonce, 'payload'), onlyChunk, file.subarray(macEnd + 17))
}

function derived(fileKey: Uint8Array, salt: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, salt, info, 32))
}

function unsealed(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
}
