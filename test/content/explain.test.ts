// What would happen if a URL were asked for, with doubles of what the group's content knows.
import { beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import type { ContentGroup, NeedMode } from '../../src/content/ports.js'
import { claimRecordId, claimType } from '../../src/content/claims.js'
import type { OwnUplink } from '../../src/content/crossing-events.js'
import type { CrossingView } from '../../src/content/crossing-view.js'
import { explainUrl, type Explanation } from '../../src/content/explain.js'
import { currentLocations, NOTHING_SAID, type Location } from '../../src/content/location.js'
import type { LocationBook } from '../../src/content/location-book.js'
import { Ledger } from '../../src/content/ledger.js'
import { createOriginAccess } from '../../src/content/origin-access.js'
import { originPolicy } from '../../src/content/origin-policy.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import type { UrlVerdict } from '../../src/content/url-privacy.js'
import type { UpstreamProxySettings } from '../../src/content/upstream-proxy.js'
import type { Presence } from '../../src/graph/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'

const urlKey = '5a'.repeat(32)
const URL = 'http://192.0.2.7/file'

let present: Presence[]
let locations: Location[]
let claims: object[]
let silent: Set<string>
let distrusted: Set<string>
let uplink: OwnUplink
let privacy: UrlVerdict
let proxies: UpstreamProxySettings
let provider: string | undefined
let needMode: NeedMode | undefined
beforeEach(() => {
  present = [alice, bob, carol].map(({ peer }) => presence(peer))
  locations = []
  claims = []
  silent = new Set()
  distrusted = new Set()
  uplink = 'yes'
  privacy = 'share'
  provider = needMode = undefined
  proxies = { httpProxy: '', httpsProxy: '', noProxy: [] }
})

function presence(peer: string, change: Partial<Presence> = {}): Presence {
  return { peer, hosts: ['127.0.0.1'], contentPort: 6515, uplink: 'yes', serves: 'yes', load: 0, merit: 0, ...change }
}

function locationOf(holder: string, digest: string, fetchedFromOriginAtMs: number | undefined): Location {
  const name = { recordId: `${holder}/${digest}`, holder, digest, urlKey, writtenAtMs: 1 }
  return { ...NOTHING_SAID, ...name, bytes: 100, leafRoot: new Uint8Array(32), fetchedFromOriginAtMs }
}

/** As alice's node sees it. */
function explain(url = URL): Promise<Explanation> {
  const isOut = (peer: string): boolean => silent.has(peer) || distrusted.has(peer)
  const view = {
    had: () => currentLocations(locations, new FakeClock().nowMs()),
    heldHere: () => locations.find(({ holder }) => holder === alice.peer),
    presentPeers: () => new Set(present.map(({ peer }) => peer)),
    isSilent: (peer: string) => silent.has(peer),
    isDistrusted: (peer: string) => distrusted.has(peer),
    locations: () => locations,
    of: () => ({
      provider,
      candidates: present.filter((one) => one.uplink !== 'no' && !isOut(one.peer)).map(({ peer }) => peer),
      holders: locations.filter(({ holder }) => holder !== alice.peer && !isOut(holder))
    })
  } as unknown as CrossingView
  const book = {
    byUrlKey: () => locations,
    readRightAtMs: () => undefined
  } as unknown as LocationBook
  const group = {
    self: alice.peer,
    graph: { present: () => present },
    store: { find: () => claims }
  } as unknown as ContentGroup
  const origins = createOriginAccess(
    { clock: new FakeClock(), random: seededRandom(1), policy: originPolicy([]), ledger: new Ledger() },
    { proxies }
  )
  const parts = { group, view, book, origins, policy: originPolicy([]), clock: new FakeClock() }
  const aliasClient = { roundTripMs: () => 7 }
  return explainUrl({ ...parts, aliasClient, uplink, needMode, transfer: undefined, privacy }, url, urlKey)
}

function claimOf(peer: string, verifiedBytes: number): object {
  const data = claimType.codec.encode({
    transferId: '11'.repeat(16),
    verifiedBytes,
    end: undefined,
    startedAtMs: 1,
    expectedBytes: undefined
  })
  const id = claimRecordId(peer, urlKey)
  return { id, type: claimType.name, creator: peer, lastModifiedBy: peer, attributes: { urlKey }, data }
}

describe('the next step', () => {
  test('what is here is answered from here', async () => {
    locations = [locationOf(alice.peer, 'ab'.repeat(32), 5)]
    expect((await explain()).next).toEqual({ step: 'cache' })
  })

  test('whom the group elected is first of those who may go, and said to be elected', async () => {
    provider = rankPeers(
      urlKey,
      [alice, bob, carol].map(({ peer }) => peer)
    ).at(-1)!
    const { next, candidates, provider: said } = await explain()
    expect([candidates[0], said]).toEqual([provider, provider])
    expect(next).toEqual(provider === alice.peer ? { step: 'lead' } : { step: 'ask', first: provider })
    present = present.filter(({ peer }) => peer !== provider)
    expect((await explain()).provider).toBeUndefined()
  })

  test('where members are asked first, a download that runs changes nothing yet', async () => {
    needMode = 'ask-first'
    claims = [claimOf(bob.peer, 10)]
    expect((await explain()).next).toEqual({ step: 'ask-all' })
    locations = [locationOf(bob.peer, 'ab'.repeat(32), 5)]
    expect((await explain()).next).toEqual({ step: 'copy', from: [bob.peer] })
  })

  test('where nobody is asked this node goes, if it may', async () => {
    needMode = 'off'
    expect((await explain()).next).toEqual({ step: 'lead' })
    uplink = 'no'
    present = present.map((one) => (one.peer === alice.peer ? { ...one, uplink: 'no' } : one))
    expect((await explain()).next).toEqual({ step: 'lead' })
    uplink = 'off'
    expect((await explain()).next).toEqual({ step: 'nowhere' })
  })

  test('what a member holds is copied, but not from one that failed', async () => {
    locations = [bob, carol].map(({ peer }) => locationOf(peer, 'ab'.repeat(32), 5))
    distrusted.add(bob.peer)
    expect((await explain()).next).toEqual({ step: 'copy', from: [carol.peer] })
  })

  test('whom a living claim names is followed, the one with more bytes first', async () => {
    claims = [claimOf(bob.peer, 10), claimOf(carol.peer, 20)]
    const { next, downloaders } = await explain()
    expect(next).toEqual({ step: 'follow', from: carol.peer })
    expect(downloaders).toEqual([
      { peer: carol.peer, verifiedBytes: 20 },
      { peer: bob.peer, verifiedBytes: 10 }
    ])
  })

  test('else the first in rank goes: this node, or another that is asked', async () => {
    const peers = [alice, bob, carol].map(({ peer }) => peer)
    const { next, candidates } = await explain()
    expect(candidates).toEqual(rankPeers(urlKey, peers))
    const [first] = candidates
    expect(next).toEqual(first === alice.peer ? { step: 'lead' } : { step: 'ask', first })
    present = [presence(alice.peer)]
    expect((await explain()).next).toEqual({ step: 'lead' })
  })

  test('where nobody may, this node goes alone', async () => {
    present = [presence(alice.peer, { uplink: 'no' })]
    expect((await explain()).next).toEqual({ step: 'alone' })
    uplink = 'off'
    expect((await explain()).next).toEqual({ step: 'nowhere' })
  })

  test('what is not named nobody else goes for; what is never shared is fetched for who asks alone', async () => {
    privacy = 'unnamed'
    expect(await explain()).toMatchObject({ privacy, next: { step: 'lead' }, candidates: [alice.peer] })
    locations = [locationOf(bob.peer, 'ab'.repeat(32), 5)]
    expect((await explain()).next).toEqual({ step: 'copy', from: [bob.peer] })
    privacy = 'never'
    expect(await explain()).toMatchObject({ privacy, next: { step: 'direct' } })
    uplink = 'off'
    expect((await explain()).next).toEqual({ step: 'nowhere' })
  })
})

test('who is out is said with every reason', async () => {
  present = [presence(alice.peer), presence(bob.peer, { uplink: 'no', serves: 'no' }), presence(carol.peer)]
  silent.add(carol.peer)
  distrusted.add(carol.peer)
  expect((await explain()).out).toEqual([
    { peer: bob.peer, reasons: ['uplink: no', 'serves: no'] },
    { peer: carol.peer, reasons: ['silent lately', 'failed lately'] }
  ])
})

test('of two contents for one URL, the one fetched last counts', async () => {
  locations = [locationOf(bob.peer, 'ab'.repeat(32), 5), locationOf(carol.peer, 'cd'.repeat(32), 6)]
  expect((await explain()).holders).toMatchObject([
    { holder: bob.peer, counts: false, present: true },
    { holder: carol.peer, counts: true }
  ])
})

test.each([
  ['http://93.184.215.14/file', undefined],
  ['http://192.168.1.1/file', 'not named in uplink.allowPrivateOrigins'],
  ['http://93.184.215.14:8080/file', 'neither 80 nor 443']
])('the policy on %s', async (url, refusal) => {
  const { origin } = await explain(url)
  if (refusal === undefined) expect(origin.addresses).toEqual([{ address: '93.184.215.14', refusal: undefined }])
  else expect(origin.addresses[0]?.refusal).toContain(refusal)
})

describe('an upstream proxy', () => {
  beforeEach(() => {
    proxies = { httpProxy: 'http://me:s3cret@proxy.example:3128', httpsProxy: '', noProxy: ['198.51.100.7'] }
  })

  test.each([
    ['http://192.0.2.7/file', 'http://proxy.example:3128'],
    ['https://192.0.2.7/file', undefined],
    ['http://198.51.100.7/file', undefined]
  ])('of %s is named, without its password: %s', async (url, proxy) => {
    const { origin } = await explain(url)
    expect(origin.proxy).toBe(proxy)
    expect(JSON.stringify(origin)).not.toContain('s3cret')
  })

  test('looks up what this node cannot', async () => {
    const tooLong = 'a'.repeat(64) // For a name: no resolver is asked.
    const { origin } = await explain(`http://${tooLong}.invalid/file`)
    expect(origin).toMatchObject({ proxy: 'http://proxy.example:3128', addresses: [], error: undefined })
  })
})
