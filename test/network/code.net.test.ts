// Coming in with a code on a LAN of namespaces: the addresses in the code are wrong, so only mDNS can find the administrator.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeText } from '../../src/group/code.js'
import { parseCodeText } from '../../src/group/index.js'
import { Lan, namespacesAllowed, type Host } from './lan.js'

const allowed = await namespacesAllowed()

describe.skipIf(!allowed)('on a LAN', () => {
  let lan: Lan
  let alice: Host
  let bob: Host
  let carol: Host

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 3, uplinkMbitPerSecond: 50 })
    ;[alice, bob, carol] = lan.hosts as [Host, Host, Host]
    await alice.potluck('init', '--name', 'alice')
    await alice.potluck('group', 'create', 'Home')
    await alice.up()
    await bob.potluck('init', '--name', 'bob')
    await carol.potluck('init', '--name', 'carol')
  })
  afterAll(() => lan?.close())

  test('a machine that has only its identity joins by a code, finding the administrator by mDNS alone', async () => {
    const made = await alice.potluck('invite', '--uses', '1', '--expires', '1h')
    const code = String(made.json['code'])
    expect(code.length).toBeLessThan(300)
    // Where the code says she is, there is nobody: she has moved.
    const moved = codeText({ ...parseCodeText(code), addresses: ['/ip4/10.77.0.99/tcp/1967'] })
    const joined = await bob.potluck('join', moved)
    expect(joined.stderr).toBe('')
    expect(joined.json).toMatchObject({ name: 'Home', role: 'member' })
    await bob.up()
    const { json } = await alice.potluck('invite', 'list')
    expect(json).toMatchObject({ codes: [{ uses: 1, used: 1, state: 'used-up' }] })
    const refused = await carol.potluck('join', code)
    expect(refused.json).toMatchObject({ error: { code: 'CODE_USED_UP' } })
  })
})
