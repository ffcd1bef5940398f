// Who is no member has a link with nobody, whatever it shows and however often; members have theirs all the while.
import { expect, test } from 'vitest'
import { INTRUDERS, runIntrusion } from './intruders.js'
import { seeds } from './seeds.js'

const MEMBERS_AT_FIRST = [
  'whose certificate ends meanwhile',
  'who is removed meanwhile',
  'admitted afterwards, and dated back, by an administrator that was removed',
  'a member'
]

test('no intruder is anybody’s neighbour', { timeout: 300_000 }, async () => {
  for (const seed of seeds(1, 20)) {
    const { linked, refusals, fewestLinks } = await runIntrusion(seed).catch((error: unknown) => {
      throw new Error(`seed ${seed}: ${String(error)} (SEED=${seed})`, { cause: error })
    })
    expect(fewestLinks).toBeGreaterThan(1)
    expect(refusals).toEqual({
      'a stranger': 'malformed',
      'who knows the secret alone': 'malformed',
      'with a certificate of another group': 'wrong-issuer',
      'admitted by a member': 'not-an-administrator',
      'whose certificate outlives its issuer’s': 'outlives-issuer',
      'an administrator by a certificate that it changed': 'bad-signature'
    })
    // That it could be seen: those who are members have links by the same code, until they are none.
    for (const kind of INTRUDERS) expect([kind, linked[kind] > 0]).toEqual([kind, MEMBERS_AT_FIRST.includes(kind)])
  }
})
