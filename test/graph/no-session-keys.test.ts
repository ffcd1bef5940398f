import { expect, test } from 'vitest'

test('Noise does not log session keys, even if the environment asks for it', async () => {
  process.env['DUMP_SESSION_KEYS'] = '1'
  await import('../../src/graph/member-encrypter.js')
  const constants = new URL('./constants.js', import.meta.resolve('@chainsafe/libp2p-noise')).href
  const read = (await import(constants)) as { DUMP_SESSION_KEYS: boolean }
  expect(read.DUMP_SESSION_KEYS).toBe(false)
})
