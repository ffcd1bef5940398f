// Relays that throw away, corrupt, misdirect, delay or lie (seed 000, Fig. 9), over real connections of a real group: each is detected, the
// file arrives by another member, and the black list has whoever is guilty and nobody else.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, utf8, type PeerId } from '../../src/base/index.js'
import {
  createAliasClient,
  createOriginAccess,
  Ledger,
  openAliasServer,
  openBlobStore,
  originPolicy,
  type AliasServer,
  type MemberService
} from '../../src/content/index.js'
import { BlackListService } from '../../src/flows/receipt/black-list-service.js'
import type { BlackListEntry, BlackListKind } from '../../src/flows/receipt/blame.js'
import { CarriedUploads } from '../../src/flows/receipt/carried-uploads.js'
import { ReceiptKeys } from '../../src/flows/receipt/receipt-keys.js'
import { UploadService } from '../../src/flows/receipt/upload-service.js'
import type { AttemptResult, Upload } from '../../src/flows/receipt/uploads.js'
import type { Group } from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { testKeyPair, testReceiptKey } from '../support/exchanges.js'
import { ForwardClock } from '../support/forward-clock.js'
import {
  forged,
  HostileCarrier,
  otherBytes,
  sendOn,
  unsigned,
  type Acceptance,
  type Deed,
  type Returns
} from '../support/hostile-carrier.js'
import { LOOPBACK_FOR_MEMBERS } from '../support/origins.js'
import { RealGroup } from '../support/real-group.js'
import { UploadVendor, VENDORS_CA } from '../support/upload-vendor.js'

const NOBODY = testReceiptKey('ed25519', 'another vendor')

let office: RealGroup
let folder: string
let clock: ForwardClock
let uploads: UploadService
let blackList: BlackListService
let alice: Group
let bob: Group
let mallory: Group
let trudy: Group
let carriers: Map<PeerId, HostileCarrier>
/** Who may take the next upload, in the order in which they are asked. */
let offering: Group[] = []
let trudysServer: AliasServer
let bobsCarried: CarriedUploads
const closers: (() => Promise<unknown> | void)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-hostile-'))
  clock = new ForwardClock()
  office = await RealGroup.found()
  const others: Group[] = []
  const open = async (home: string): Promise<Group> => {
    const group = await office.open(home, others)
    others.push(group)
    return group
  }
  alice = await open(office.founder)
  bob = await open(await office.join('bob'))
  mallory = await open(await office.join('mallory'))
  trudy = await open(await office.join('trudy'))
  carriers = new Map([mallory, trudy].map((group) => [group.self, hostileCarrier(group)]))
  await serve(bob, undefined)
  await serve(mallory, carriers.get(mallory.self))
  trudysServer = await serve(trudy, carriers.get(trudy.self))
  await openUploads()
  await eventually(() => {
    const shown = alice.graph.present().filter(({ contentPort }) => contentPort > 0)
    expect(shown.map(({ peer }) => peer)).toEqual(expect.arrayContaining([bob.self, mallory.self, trudy.self]))
  })
})

afterAll(async () => {
  for (const close of closers.reverse()) await close()
  await office.close()
  await rm(folder, { recursive: true })
})

describe('a relay that', () => {
  interface Case {
    readonly what: string
    readonly deed?: Deed
    readonly acceptance?: Acceptance
    readonly returns?: Returns
    /** How the asker calls what it did. */
    readonly result: AttemptResult
    /** Undefined: it is not listed, since another may be why. */
    readonly listed: BlackListKind | undefined
    /** It has nothing by its deadline. */
    readonly untilDeadline?: boolean
    /** It is delivered by another before its deadline. */
    readonly isJudgedLater?: boolean
  }
  const elsewhere =
    (path: string): Deed =>
    async (taken) =>
      await sendOn(taken, { targetUri: new URL(path, taken.order.targetUri).href })

  const CASES: readonly Case[] = [
    { what: 'throws it away', result: 'too-late', listed: 'testimony', untilDeadline: true },
    { what: 'has forgotten it', deed: () => 'unknown', result: 'too-late', listed: 'testimony', isJudgedLater: true },
    {
      what: 'corrupts it, which the backend does not take',
      deed: (taken) => sendOn(taken, { body: otherBytes(taken).body }),
      result: 'unproved',
      listed: undefined
    },
    {
      what: 'sends other bytes, with their digest',
      deed: (taken) => sendOn(taken, otherBytes(taken)),
      result: 'wrong-receipt',
      listed: 'proved'
    },
    {
      what: 'sends it to another server, which signs that it has it',
      deed: async (taken) => {
        const other = await openVendor(NOBODY)
        const answer = await sendOn(taken, { targetUri: other.url })
        await other.close()
        return answer
      },
      result: 'unproved',
      listed: 'testimony'
    },
    { what: 'follows a redirect', deed: elsewhere('/moved'), result: 'wrong-receipt', listed: 'proved' },
    {
      what: 'replays an old receipt',
      deed: (taken) => {
        const { body, headers } = otherBytes(taken)
        return sendOn(taken, { body, headers: { ...headers, 'idempotency-key': `"${'0f'.repeat(16)}"` } })
      },
      result: 'wrong-receipt',
      listed: 'proved'
    },
    { what: 'signs it itself', deed: (taken) => forged(taken), result: 'unproved', listed: 'testimony' },
    {
      what: 'signs it itself in the backend’s name',
      deed: (taken) => forged(taken, testReceiptKey().keyId),
      result: 'wrong-receipt',
      listed: 'proved'
    },
    {
      what: 'strips the answer of its headers',
      deed: async (taken) => ({ ...(await sendOn(taken)), headers: [] }),
      result: 'unproved',
      listed: 'testimony'
    },
    { what: 'says 200', deed: () => unsigned(200), result: 'unproved', listed: 'testimony' },
    { what: 'says that the backend refuses it', deed: () => unsigned(422), result: 'unproved', listed: undefined },
    {
      what: 'adds what the backend would refuse, if it looked at it',
      deed: (taken) => sendOn(taken, { headers: { 'content-encoding': 'gzip', authorization: 'Basic bm8=' } }),
      result: 'delivered',
      listed: undefined
    },
    {
      what: 'returns the receipt in another order’s name',
      deed: (taken) => sendOn(taken),
      returns: 'another-order',
      result: 'unproved',
      listed: undefined
    },
    { what: 'accepts another order', acceptance: 'another-order', result: 'broken', listed: undefined },
    { what: 'wants more time than it was given', acceptance: 'too-late', result: 'broken', listed: undefined },
    { what: 'accepts in another group’s name', acceptance: 'of-nobody', result: 'broken', listed: undefined }
  ]

  for (const {
    what,
    deed = () => 'nothing',
    acceptance = 'honest',
    returns = 'this-order',
    result,
    listed,
    untilDeadline,
    isJudgedLater
  } of CASES) {
    test(`${what}: ${result}`, async () => {
      const vendor = await openVendor()
      const carrier = carriers.get(mallory.self)!
      Object.assign(carrier, { deed, acceptance, returns })
      offering = [mallory, bob]
      const added = await add(vendor, what)
      if (untilDeadline === true) await past(added.id, mallory)
      const ended = await over(added.id)
      expect(ended).toMatchObject({ state: 'delivered', outcome: { status: 201, proof: 'receipt' } })
      const by = ended.attempts.map((attempt) => [nameOf(attempt.by?.peer), attempt.result])
      const rest = result === 'delivered' ? [] : [['bob', 'delivered']]
      expect(by).toEqual([['mallory', result], ...rest])
      expect(vendor.stored.filter((content) => content === what)).toHaveLength(1)
      if (isJudgedLater === true) clock.putForward(120_000)
      await eventually(() => {
        const named = listedAt(vendor).map(({ peer, kind }) => [nameOf(peer), kind])
        expect(named).toEqual(listed === undefined ? [] : [['mallory', listed]])
      })
      await vendor.close()
    })
  }

  test('dies when it has accepted: nobody is to blame', async () => {
    const vendor = await openVendor()
    offering = [trudy, bob]
    const added = await add(vendor, 'dies')
    await eventually(() => expect(uploads.get(added.id)).toMatchObject({ state: 'waiting', by: { peer: trudy.self } }))
    await trudysServer.close()
    await trudy.close()
    await eventually(() => expect(alice.graph.present().some(({ peer }) => peer === trudy.self)).toBe(false))
    clock.putForward(61_000)
    const ended = await over(added.id)
    expect(ended.attempts.map(({ by, result }) => [nameOf(by?.peer), result])).toEqual([
      ['trudy', 'gone'],
      ['bob', 'delivered']
    ])
    expect(vendor.stored).toEqual(['dies'])
    expect(blackList.entries().filter(({ peer }) => peer === trudy.self || peer === bob.self)).toEqual([])
    await vendor.close()
  })

  test('has forgotten it, and at its deadline still, is listed', async () => {
    const vendor = await openVendor()
    Object.assign(carriers.get(mallory.self)!, { acceptance: 'honest', deed: () => 'unknown' })
    offering = [mallory]
    const added = await add(vendor, 'forgotten')
    const lost = (): void => expect(uploads.get(added.id)?.attempts.map(({ result }) => result)).toContain('too-late')
    await eventually(lost)
    expect(listedAt(vendor)).toEqual([])
    clock.putForward(60_000)
    await eventually(() => expect(listedAt(vendor)).toMatchObject([{ peer: mallory.self, fault: 'silent' }]))
    offering = [bob]
    clock.putForward(60_000)
    await over(added.id)
    expect(vendor.stored).toEqual(['forgotten'])
    await vendor.close()
  })

  test('delays it beyond its deadline is listed, until the receipt comes all the same', async () => {
    const vendor = await openVendor()
    const carrier = carriers.get(mallory.self)!
    Object.assign(carrier, { acceptance: 'honest', deed: () => 'nothing' })
    offering = [mallory]
    const added = await add(vendor, 'late')
    await past(added.id, mallory)
    const silent = { peer: mallory.self, kind: 'testimony', fault: 'silent' }
    await eventually(() => expect(listedAt(vendor)).toMatchObject([silent]))
    carrier.answerNow(added.id, (taken) => sendOn(taken))
    clock.putForward(60_000)
    await over(added.id)
    expect(vendor.stored).toEqual(['late'])
    expect(listedAt(vendor)).toEqual([])
    await vendor.close()
  })
})

test('what is proved, another member judges by its own keys; the honest one beside is on nobody’s list', async () => {
  const proved = blackList.entries().filter(({ kind }) => kind === 'proved')
  expect(new Set(proved.map(({ peer }) => peer))).toEqual(new Set([mallory.self]))
  const bobs = await bobsBlackList()
  await eventually(() => {
    expect(new Set(bobs.entries().map(({ peer, kind }) => `${nameOf(peer)} ${kind}`))).toEqual(
      new Set(['mallory judged'])
    )
    expect(bobs.entries()).toHaveLength(proved.length)
  })
  expect(blackList.entries().some(({ peer }) => peer === bob.self)).toBe(false)
})

test('who brought what its backend signed wrongly for a moment sends it again by itself, and is on nobody’s list', async () => {
  const vendor = await openVendor()
  const bobs = await bobsBlackList()
  vendor.isMistaken = true
  const mended: Deed = (taken) => {
    vendor.isMistaken = false
    return sendOn(taken)
  }
  Object.assign(carriers.get(mallory.self)!, { deed: mended, acceptance: 'honest', returns: 'this-order' })
  offering = [bob, mallory]
  const { id } = await add(vendor, 'in a bad minute')
  const ended = await over(id)
  expect(ended.attempts.map(({ by, result }) => [nameOf(by?.peer), result])).toEqual([
    ['bob', 'wrong-receipt'],
    ['mallory', 'delivered']
  ])
  expect(listedAt(vendor)).toMatchObject([{ peer: bob.self, kind: 'proved', fault: 'wrong-receipt' }])
  await eventually(() => expect(listedAt(vendor)).toEqual([]))
  expect(vendor.stored).toEqual(['in a bad minute'])
  await bobs.close()
  await vendor.close()
})

/** He judges by his own keys, and answers what he is accused of. */
async function bobsBlackList(): Promise<BlackListService> {
  const home = await mkdtemp(join(folder, 'bob-'))
  const keys = await receiptKeys(home)
  const trustFor = (url: string): ReturnType<ReceiptKeys['trustFor']> => keys.trustFor(url)
  const bobs = await BlackListService.open({ home, trustFor, clock, logger: silentLogger })
  bobs.attach(bob, { again: (...asked) => bobsCarried.again(bob.id, ...asked) })
  closers.push(() => bobs.close())
  return bobs
}

function hostileCarrier(group: Group): HostileCarrier {
  const { idBytes, keyPair } = group
  return new HostileCarrier({ group: idBytes, keyPair }, () => group.peerTimeMs())
}

/** Opens a content port that carries uploads: honestly, or as that door does it. */
async function serve(group: Group, door: MemberService | undefined): Promise<AliasServer> {
  const { keyPair } = group
  const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
  const home = await mkdtemp(join(folder, 'relay-'))
  const blobs = await openBlobStore({ ...components, directory: home, maxBytes: 2 ** 20 })
  const ledger = new Ledger()
  const server = await openAliasServer({ ...components, keyPair, port: 0, hosts: ['127.0.0.1'], blobs, ledger })
  closers.push(
    () => blobs.close(),
    () => server.close()
  )
  server.addGroup(group.id, {
    isMember: (peer) => group.isMember(peer),
    ...{ sharesBlob: () => false, transfer: () => undefined, mayRead: () => true, reachedBy: () => {} }
  })
  if (door !== undefined) server.addService(group.id, 'uploads', door)
  else {
    const trust = createSecureContext({ ca: VENDORS_CA })
    const policy = LOOPBACK_FOR_MEMBERS
    const origins = createOriginAccess({ ...components, policy, ledger }, { trust })
    const carried = await CarriedUploads.open({ ...components, home, carries: true, maxBytes: 2 ** 20 })
    carried.attach({
      ...{ group, server, origins, needs: { onNeed: () => () => {} } },
      ...{ refusal: () => undefined, uplink: () => 'yes' }
    })
    closers.push(() => carried.close())
    bobsCarried = carried
  }
  await group.graph.announce({ contentPort: server.port })
  return server
}

async function receiptKeys(home: string): Promise<ReceiptKeys> {
  await writeFile(join(home, 'vendor.pem'), testKeyPair('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))
  const keys = await ReceiptKeys.open({ home, settings: ['127.0.0.1=vendor.pem'], clock, logger: silentLogger })
  closers.push(() => keys.close())
  return keys
}

async function openUploads(): Promise<void> {
  const home = await mkdtemp(join(folder, 'asker-'))
  const components = { clock, random: systemRandom, logger: silentLogger }
  const keys = await receiptKeys(home)
  blackList = await BlackListService.open({ home, trustFor: (url) => keys.trustFor(url), clock, logger: silentLogger })
  blackList.attach(alice)
  const policy = originPolicy(['127.0.0.0/8'])
  uploads = await UploadService.open({
    ...{ home, settings: { seal: [], direct: false, keepDays: 30 }, keys, blackList, ...components },
    line: { state: 'off' },
    origins: createOriginAccess({ ...components, policy, ledger: new Ledger() }),
    refusal: () => undefined
  })
  const client = createAliasClient({ keyPair: alice.keyPair, clock: systemClock, logger: silentLogger })
  const here = (peer: PeerId) => alice.graph.present().find((presence) => presence.peer === peer)
  uploads.attach({
    id: alice.id,
    group: {
      ...{ self: alice.self, isMember: (peer) => alice.isMember(peer), limitsOf: (peer) => alice.limitsOf(peer) },
      onTold: (type, listener) => alice.onTold(type, listener),
      peerTimeMs: () => alice.peerTimeMs(),
      graph: {
        on: (name, listener) => alice.graph.on(name, listener),
        present: () => offering.flatMap(({ self }) => here(self) ?? [])
      }
    },
    needs: {
      mode: 'off',
      ask: () => {
        throw new Error('nobody is asked')
      }
    },
    client,
    addressOf: (peer) => {
      const presence = here(peer)
      return presence && { groupId: alice.id, peer, hosts: presence.hosts, port: presence.contentPort }
    }
  })
  closers.push(
    () => client.close(),
    () => blackList.close(),
    () => uploads.close()
  )
}

async function openVendor(key = testReceiptKey()): Promise<UploadVendor> {
  return await UploadVendor.open(key, await mkdtemp(join(folder, 'vendor-')))
}

function add({ url }: UploadVendor, content: string): Promise<Upload> {
  return uploads.add({ url, source: [utf8(content)] as never, contentType: 'application/xml' })
}

function listedAt({ url }: UploadVendor): BlackListEntry[] {
  return blackList.entries().filter(({ origin }) => origin === new URL(url).origin)
}

/** Puts the clock beyond the deadline of who has it. */
async function past(id: string, { self }: Group): Promise<void> {
  await eventually(() => expect(uploads.get(id)).toMatchObject({ state: 'waiting', by: { peer: self } }))
  clock.putForward(60_000)
}

/** Nobody waits for looks. */
async function over(id: string): Promise<Upload> {
  await eventually(() => {
    clock.putForward(200)
    const upload = uploads.get(id)
    expect(upload?.state, JSON.stringify(upload?.attempts)).toMatch(/^(delivered|refused)$/)
  })
  return uploads.get(id)!
}

function nameOf(peer: PeerId | undefined): string {
  const names = { bob, mallory, trudy }
  return Object.entries(names).find(([, { self }]) => self === peer)?.[0] ?? String(peer)
}
