// Attacks on a group over real connections: each is tried at the door where it would come, and does nothing.
import { connect as connectTcp } from 'node:net'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { peerIdFromPublicKey, silentLogger, systemClock, utf8, type KeyPair } from '../../src/base/index.js'
import { openHttpServer } from '../../src/gateway/http-server.js'
import type { PotluckNode } from '../../src/gateway/node.js'
import {
  identityText,
  joinGroup,
  loadIdentity,
  type Group,
  type MemberLimits,
  type Role
} from '../../src/group/index.js'
import { decodeCredentials, encodeChain } from '../../src/group/membership-object.js'
import { propertiesType } from '../../src/group/properties.js'
import { defineRecordType, namedRecordId } from '../../src/record/index.js'
import { AttackedOffice, forge, somebody } from '../support/attacked-office.js'
import { eventually } from '../support/eventually.js'
import { hears, type RealGroup, type Signer } from '../support/real-group.js'
import { Player, Tape } from '../support/tape.js'

const HOUR_MS = 3600_000
const MINUTE_MS = 60_000

let at: AttackedOffice
let office: RealGroup
let node: PotluckNode
let alice: Group
let alices: Signer

async function begin(): Promise<void> {
  at = await AttackedOffice.open()
  ;({ office, node, alice, alices } = at)
}

describe('is let in at no door, told nothing, and vouched for by nobody:', () => {
  beforeAll(begin)
  afterAll(() => office.close())

  const [mallory, bob, carol] = ['mallory', 'bob', 'carol'].map(somebody) as [KeyPair, KeyPair, KeyPair]
  const other = somebody('root of another group')
  const early = (): number => systemClock.nowMs() - 50 * MINUTE_MS

  test.each<[string, () => Promise<[KeyPair, readonly Uint8Array[]]> | [KeyPair, readonly Uint8Array[]], string?]>([
    ['a stranger that learnt the group secret', () => [mallory, []]],
    [
      'one whose certificate has expired',
      async () => [bob, await office.issue(bob.publicKey, { nowMs: early(), notAfterMs: early() + 40 * MINUTE_MS })],
      'genuine'
    ],
    ['one with the certificate of another group', () => [mallory, [forge(other, mallory.publicKey)]]],
    ['one with another peer’s certificate', async () => [mallory, await office.issue(bob.publicKey)], 'genuine'],
    [
      'one that a sub-authority let in for longer than it lasts itself',
      async () => {
        const chain = await office.issue(bob.publicKey, {
          role: 'administrator',
          notAfterMs: systemClock.nowMs() + HOUR_MS
        })
        return [mallory, [...chain, forge(bob, mallory.publicKey)]]
      }
    ],
    [
      'one that a member let in, with its own chain for an authority’s',
      async () => [mallory, [...(await office.issue(bob.publicKey)), forge(bob, mallory.publicKey)]]
    ],
    [
      'one that the last administrator of a chain appointed',
      async () => {
        let by = alices
        for (const keyPair of ['second', 'third', 'fourth'].map(somebody)) {
          by = { keyPair, chain: await office.issue(keyPair.publicKey, { by, role: 'administrator' }) }
        }
        return [mallory, [...by.chain, forge(by.keyPair, mallory.publicKey, { role: 'administrator', pathLength: 1 })]]
      }
    ],
    [
      'one that signed its certificate itself',
      () => [mallory, [forge(mallory, mallory.publicKey, { role: 'administrator' })]]
    ],
    [
      'one that signed a further certificate for itself under its member’s',
      async () => [
        carol,
        [...(await office.issue(carol.publicKey)), forge(carol, carol.publicKey, { role: 'administrator' })]
      ]
    ]
  ])('%s', async (_who, prove, how) => {
    const [keyPair, chain] = await prove()
    const before = alice.members().length
    const peer = await at.peerWith(keyPair, chain.length === 0 ? [] : [chain])
    expect(await peer.isLetIn(alice)).toBe(false)
    expect(peer.told).toEqual([])
    expect((await at.talk(keyPair)).answer).toBe('')
    if (chain.length > 0 && how === undefined)
      expect(await hears(alice, encodeChain(chain))).toMatchObject({ outcome: 'refused' })
    expect([alice.members().length, alice.graph.neighbours()]).toEqual([before, []])
    expect(alice.isMember(peerIdFromPublicKey(keyPair.publicKey))).toBe(false)
  })

  test('a stranger with all but the group secret', async () => {
    const peer = await at.peerWith(bob, [await office.issue(bob.publicKey)], new Uint8Array(32))
    expect(await peer.isLetIn(alice)).toBe(false)
    expect(alice.members()).toHaveLength(1)
  })

  test('and whoever has a good certificate is let in, by the same means', async () => {
    const peer = await at.peerWith(carol, [await office.issue(carol.publicKey)])
    expect(await peer.isLetIn(alice)).toBe(true)
    expect((await at.talk(carol)).answer).toBe('HTTP/1.1 204 No Content')
  })
})

describe('what was good once, or elsewhere, does nothing:', () => {
  beforeEach(begin)
  afterEach(() => office.close())

  test('whoever was removed, on a resumed TLS session too', async () => {
    const bob = somebody('bob')
    const chain = await office.issue(bob.publicKey)
    const peer = await at.peerWith(bob, [chain])
    expect(await peer.isLetIn(alice)).toBe(true)
    const { session, ...first } = await at.talk(bob)
    expect(first).toEqual({ answer: 'HTTP/1.1 204 No Content', isResumed: false })
    expect(await at.talk(bob, session)).toMatchObject({ answer: 'HTTP/1.1 204 No Content', isResumed: true })
    const removal = office.removal(alices, bob.publicKey)
    await hears(alice, removal)
    expect(await at.talk(bob, session)).toMatchObject({ answer: '' })
    expect(await at.talk(bob)).toMatchObject({ answer: '' })
    const again = await at.peerWith(bob, [chain])
    expect(await again.isLetIn(alice)).toBe(false)
    expect(again.told.map(decodeCredentials)).toEqual([[removal]])
    expect(await hears(alice, encodeChain(chain))).toMatchObject({ outcome: 'known' })
    expect(alice.members()).toHaveLength(1)
  })

  test('bytes of a member’s handshake, played to who listened and to who dialled', async () => {
    const bob = await office.join('bob')
    const tape = await Tape.start(alice.graph.port)
    const first = await office.open(bob, [], [tape.address(alice.self)])
    await eventually(() => expect(alice.graph.neighbours()).toMatchObject([{ peer: first.self }]))
    const { keyPair } = first
    await first.close()
    await eventually(() => expect(alice.graph.neighbours()).toEqual([]))
    const { dialled, answered } = tape.stop()
    expect([dialled.byteLength > 1000, answered.byteLength > 1000]).toEqual([true, true])

    const links: string[] = []
    alice.graph.on('neighbour:up', ({ peer }) => links.push(peer))
    const socket = connectTcp(alice.graph.port, '127.0.0.1')
    socket.on('error', () => {}).resume()
    socket.write(dialled)
    await once(socket, 'close')
    expect(links).toEqual([])

    const player = await Player.start(answered)
    const again = await office.open(bob, [], [player.address(alice.self)])
    again.graph.on('neighbour:up', ({ peer }) => links.push(peer))
    await player.hungUp
    expect([links, again.graph.neighbours()]).toEqual([[], []])
    expect(again.keyPair.publicKey).toEqual(keyPair.publicKey)
  })

  test('an invitation in other hands, and after its removal in its own', async () => {
    const [bob, mallory] = [await office.home('bob'), await office.home('mallory')]
    const { keyPair } = await loadIdentity(bob)
    const { text } = await alice.invite({ identity: identityText(keyPair.publicKey, 'bob') })
    await expect(joinGroup(mallory, text)).rejects.toMatchObject({ code: 'INVITATION_FOR_ANOTHER' })
    await joinGroup(bob, text)
    const opened = await office.open(bob, [alice])
    await eventually(() => expect(alice.graph.neighbours()).toHaveLength(1))
    await hears(alice, office.removal(alices, keyPair.publicKey))
    await eventually(() => expect(opened.removed).toBeDefined())
    await opened.close()
    await expect(joinGroup(bob, text)).rejects.toMatchObject({ code: 'REMOVED' })
    await expect(office.open(bob, [alice])).rejects.toMatchObject({ code: 'REMOVED' })
    expect(alice.members()).toHaveLength(1)
  })
})

describe('nobody takes a role that it was not given:', () => {
  beforeEach(begin)
  afterEach(() => office.close())

  const limits: MemberLimits = { mayServe: false, mayUseUplinks: false, mayProvide: false, fixedTerm: false }

  test('a member without its limits', async () => {
    const bob = somebody('bob')
    const self = peerIdFromPublicKey(bob.publicKey)
    const chain = await office.issue(bob.publicKey, { limits })
    await hears(alice, encodeChain(chain))
    const freed = [
      [...chain.slice(0, -1), forge(bob, bob.publicKey)], // Signed by itself.
      [...chain.slice(0, -1), withoutRoles(chain.at(-1)!)], // Under the administrator's signature.
      [...chain, forge(bob, bob.publicKey)]
    ]
    for (const one of freed) expect(await hears(alice, encodeChain(one))).toMatchObject({ outcome: 'refused' })
    expect(alice.limitsOf(self)).toEqual(limits)
    const peer = await at.peerWith(bob, freed)
    expect(await peer.isLetIn(alice)).toBe(true) // By the limited one, which is here.
    expect(alice.limitsOf(self)).toEqual(limits)
  })

  test('who was an administrator, by its old certificate', async () => {
    const home = await office.join('bob', { role: 'administrator' })
    const { keyPair, chain } = await office.signer(home)
    const self = peerIdFromPublicKey(keyPair.publicKey)
    const bob = await office.open(home, [alice])
    await eventually(() => expect(alice.graph.neighbours()).toHaveLength(1))
    await eventually(() => expect(alice.status.synchronised).toBe(true))
    await alice.changeMember(self, { role: 'member' })
    await eventually(() => expect(bob.role).toBe('member'))
    expect(alice.graph.neighbours()).toHaveLength(1) // It stays, by its new certificate.
    await expect(bob.invite({ identity: identityText(somebody('carol').publicKey, 'carol') })).rejects.toMatchObject({
      code: 'NOT_ADMINISTRATOR'
    })
    await bob.close()
    const carol = somebody('carol')
    const peer = await at.peerWith(keyPair, [chain])
    expect(await peer.isLetIn(alice)).toBe(true)
    const invited = [
      ...chain,
      forge(keyPair, carol.publicKey, { pathLength: 0, notAfterMs: systemClock.nowMs() + HOUR_MS })
    ]
    await hears(alice, encodeChain(invited))
    const roles = alice.members().map(({ peer: member, role }) => [member, role])
    expect(new Map(roles as [string, Role][])).toEqual(
      new Map([
        [alice.self, 'administrator'],
        [self, 'member']
      ])
    )
  })

  test('the last administrator of a chain, by a code for another', async () => {
    let by = alices
    let home = ''
    for (const name of ['second', 'third', 'fourth']) {
      home = await office.join(name, { by, role: 'administrator' })
      by = await office.signer(home)
    }
    const last = await office.open(home)
    await expect(last.codes.make({ uses: 1, role: 'administrator' })).rejects.toMatchObject({
      code: 'TOO_FAR_FROM_ROOT'
    })
    const invitation = last.invite({ identity: identityText(somebody('x').publicKey, 'x'), role: 'administrator' })
    await expect(invitation).rejects.toMatchObject({ code: 'TOO_FAR_FROM_ROOT' })
  })

  test('a member, by writing what administrators write under the root’s id', async () => {
    const bob = await office.open(await office.join('bob'), [alice])
    await eventually(() => expect(bob.graph.neighbours()).toHaveLength(1))
    await expect(bob.setProperties({ friendlyName: 'Mine' })).rejects.toMatchObject({ code: 'NOT_ADMINISTRATOR' })
    await expect(bob.setSettings({ allowPrivateOrigins: ['10.0.0.0/8'] })).rejects.toMatchObject({
      code: 'NOT_ADMINISTRATOR'
    })
    const before = [alice.properties(), alice.settings()]
    // As if no rule of its own kept it.
    bob.store.declare({ ...propertiesType, changeableBy: 'members' })
    await bob.store
      .edit(
        { ...propertiesType, changeableBy: 'members' },
        namedRecordId(peerIdFromPublicKey(office.idBytes), propertiesType.name),
        {
          attributes: { friendlyName: 'Mine' },
          creator: peerIdFromPublicKey(office.idBytes)
        }
      )
      .catch((error: unknown) => expect(error).toMatchObject({ code: 'NOT_ALLOWED' }))
    const { id } = await bob.store.add(note, { data: 'after it' })
    await eventually(() => expect(alice.store.get(id)).toBeDefined())
    expect([alice.properties(), alice.settings()]).toEqual(before)
  })

  test('a program, by a token that has not the right', async () => {
    const server = await openHttpServer({ port: 0, clock: systemClock, logger: silentLogger })
    office.closing(() => server.close())
    server.serve(node)
    const { token } = await node.tokens.create({ name: 'reader', rights: ['read'] })
    const tries: [string, string, unknown][] = [
      ['POST', `/v1/groups/${office.id}/codes`, { uses: 1, role: 'administrator' }],
      ['POST', `/v1/groups/${office.id}/members/${alice.self}/remove`, {}],
      ['POST', `/v1/groups/${office.id}/properties`, { friendlyName: 'Mine' }],
      ['POST', '/v1/tokens', { name: 'mine', rights: ['administer'] }]
    ]
    for (const [method, path, body] of tries) {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
      expect([path, response.status, ((await response.json()) as { code: string }).code]).toEqual([
        path,
        403,
        'FORBIDDEN'
      ])
    }
  })
})

const note = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'durable',
  ttlMs: HOUR_MS,
  codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
})

/** The same certificate, its role bits cleared. */
function withoutRoles(der: Uint8Array): Uint8Array {
  const at = Buffer.from(der).lastIndexOf(Buffer.from([0x03, 0x02])) // A BIT STRING of one byte and its unused bits.
  const cleared = Uint8Array.from(der)
  cleared[at + 3] = 0
  return cleared
}
