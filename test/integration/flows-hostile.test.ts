// A hostile member of a group against its flows, over real connections: it says what is not so, what is another's, and far too much.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  peerIdFromPublicKey,
  silentLogger,
  systemClock,
  systemRandom,
  toHex,
  type KeyPair,
  type PeerId
} from '../../src/base/index.js'
import {
  aliasPath,
  claimType,
  needRecordId,
  needType,
  NOTHING_SAID,
  PLAIN_NEED,
  readNeed,
  urlKey,
  type Location,
  type Need,
  type NeedData,
  type Question
} from '../../src/content/index.js'
import { MAX_REQUESTS_OF_ASKER } from '../../src/flows/need/defaults.js'
import { haveType, type HaveData } from '../../src/flows/need/have.js'
import { NeedService } from '../../src/flows/need/need-service.js'
import { NO_LIMITS, readGroupFolder, type Group } from '../../src/group/index.js'
import { toldContext } from '../../src/group/told.js'
import { createRecordId, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { decodeItem } from '../../src/store/store-item.js'
import { somebody } from '../support/attacked-office.js'
import { eventually } from '../support/eventually.js'
import { HandWrittenPeer } from '../support/hand-written-peer.js'
import { keyOf, RealGroup } from '../support/real-group.js'

const URL = 'http://files.example/1.iso'
const DIGEST = 'ab'.repeat(32)

let office: RealGroup
let alice: Group
let bob: Group
let mallory: Group
/** A member without the right to serve. */
let victor: Group

beforeAll(async () => {
  office = await RealGroup.found()
  alice = await office.open(office.founder)
  bob = await office.open(await office.join('bob'), [alice])
  mallory = await office.open(await office.join('mallory'), [alice, bob])
  victor = await office.open(await office.join('victor', { limits: { ...NO_LIMITS, mayServe: false } }), [alice, bob])
  const all = [alice, bob, mallory, victor]
  await eventually(() => {
    for (const group of all) expect(group.graph.present()).toHaveLength(all.length)
    expect(alice.limitsOf(victor.self).mayServe).toBe(false)
  })
})
afterAll(() => office.close())

describe('of the need flow', () => {
  let alices: NeedService
  let bobs: NeedService
  /** What bob was asked for. */
  let asked: string[]

  beforeAll(() => {
    asked = []
    alices = needsOf(alice, () => undefined)
    bobs = needsOf(bob, (need) => {
      asked.push(need.url)
      return {
        ...NOTHING_SAID,
        ...{ bytes: 1_000, leafRoot: new Uint8Array(32), recordId: '', holder: bob.self },
        ...{ digest: DIGEST, urlKey: need.urlKey, writtenAtMs: bob.peerTimeMs() }
      }
    })
    for (const { store } of [mallory, victor]) for (const type of [needType, claimType, haveType]) store.declare(type)
  })

  /** Who has it answers after 600 ms. */
  function needsOf(group: Group, offer: (need: Need) => Location | undefined): NeedService {
    const service = new NeedService({
      ...{ group, clock: systemClock, random: { ...systemRandom, fraction: () => 0.3 }, logger: silentLogger },
      ...{ mode: 'ask-first', delay: 'uniform', answers: 'direct', servedBytes: () => 0 }
    })
    for (const type of [needType, claimType]) group.store.declare(type)
    service.serve({
      offer: (question) => offer(question as Need),
      hold: () => Promise.reject(new Error('no')),
      privacy: () => 'share'
    })
    office.closing(async () => service.close())
    return service
  }

  function question(url: string): Question {
    const key = urlKey(alice.urlHashKey, url)
    return { url, urlKey: key, excluded: [], newerThanMs: 0, refusesRedirects: false, cachedOnly: true }
  }

  /** What alice hears until the time for answers is over. */
  function ask(url: string): Promise<{ outcome: string; holders: PeerId[] }> {
    const holders: PeerId[] = []
    return new Promise((resolve) => {
      const asking = alices.asker.ask(question(url), {
        have: ({ holder }) => holders.push(holder),
        answered: (outcome) => {
          asking.end()
          resolve({ outcome, holders })
        }
      })
    })
  }

  /** The next need of alice that somebody hears. */
  function nextNeed(group: Group): Promise<Need> {
    return new Promise((resolve) => {
      const forget = [group.store.on('record:add', heard), group.store.on('record:update', heard)]
      function heard(record: Parameters<typeof readNeed>[0]): void {
        const need = record.creator === alice.self ? readNeed(record) : undefined
        if (need?.type !== 'request') return
        for (const stop of forget) stop()
        resolve(need)
      }
    })
  }

  /** What an honest holder would answer. */
  function honest({ needId, id }: Need): HaveData {
    const location = { ...NOTHING_SAID, bytes: 7, leafRoot: new Uint8Array(32) }
    const alias = aliasPath({ groupId: office.id, kind: 'blob', digest: DIGEST })
    const content = { digest: DIGEST, location }
    return { needId, id, type: 'response', alias, content, downloading: undefined, version: '', pairs: [] }
  }

  test('answers that nobody asked for, to another need, without the right or in a form that means nothing do not count', async () => {
    const lies = (async () => {
      const need = await nextNeed(mallory)
      const good = honest(need)
      const told: Partial<HaveData>[] = [
        { needId: toHex(systemRandom.bytes(16)) },
        { id: (good.id + 1) >>> 0 },
        { type: 16 },
        { alias: '/elsewhere' },
        { alias: aliasPath({ groupId: 'cd'.repeat(32), kind: 'blob', digest: DIGEST }) },
        { content: undefined },
        { content: { ...good.content!, digest: 'cd'.repeat(32) } }
      ]
      for (const lie of told) await mallory.tell(alice.self, haveType, { data: { ...good, ...lie } })
      await victor.tell(alice.self, haveType, { data: good })
      await victor.store.add(haveType, { data: good })
      return told.length + 1
    })()
    const { outcome, holders } = await ask(URL)
    expect([outcome, holders]).toEqual(['found', [bob.self]])
    expect(alice.toldCounts.get('taken')).toBe((await lies) + 1)
    expect(alices.counts.answersHeard).toBe(1)
  })

  test('I-found of another member, and one of an earlier need, keep nobody from answering', async () => {
    const items: Uint8Array[] = []
    const forget = alice.store.on('item:local', (item) => items.push(item))
    await ask(URL)
    const earlier = items.filter((item) => decodeItem(item)?.type === 'ephemeral')
    forget()
    const sent = bobs.counts.answersSent
    const lies = (async () => {
      const { urlKey, needId, id } = await nextNeed(mallory)
      const data = { ...PLAIN_NEED, url: '', excluded: [], newerThanMs: 0, refusesRedirects: false, needId, id }
      const found: NeedData = { ...data, type: 'end-request' }
      await mallory.store.add(needType, { id: needRecordId(mallory.self, urlKey), attributes: { urlKey }, data: found })
      for (const item of earlier) expect(await bob.store.receive(item)).toEqual({ outcome: 'known' })
      await eventually(() => expect(bob.store.get(needRecordId(mallory.self, urlKey))).toBeDefined())
    })()
    expect(await ask(URL)).toEqual({ outcome: 'found', holders: [bob.self] })
    await lies
    expect(earlier.length).toBeGreaterThanOrEqual(2)
    expect(bobs.counts.answersSent).toBe(sent + 1)
  })

  test('what was told to another, was signed by another, or for another group counts nowhere, and its teller is left alone', async () => {
    const trudy = somebody('trudy')
    const chains = [await office.issue(trudy.publicKey)]
    const { secret: groupSecret } = await readGroupFolder(office.founder, office.id)
    const peer = await HandWrittenPeer.start({ keyPair: trudy, chains, groupId: office.idBytes, groupSecret })
    office.closing(() => peer.close())
    const lies = (async () => {
      const need = await nextNeed(mallory)
      const sealed = (keyPair: KeyPair, group: Uint8Array, addressee: Uint8Array): Uint8Array =>
        sealRecord(haveRecord(keyPair, honest(need)), toldContext(group, addressee), keyPair)
      return [
        // Bob's own words, told to mallory: to be told on.
        await peer.say(alice, sealed(bob.keyPair, office.idBytes, keyOf(mallory))),
        await peer.say(alice, sealed(trudy, somebody('root of another group').publicKey, keyOf(alice))),
        await peer.say(alice, sealed(trudy, office.idBytes, keyOf(alice)))
      ]
    })()
    expect((await ask(URL)).holders).toEqual([bob.self])
    expect(await lies).toEqual(['cut', 'cut', 'cut'])
    expect(alice.toldCounts.get('broken')).toBe(2)
  })

  test('one that asks and answers without end is worked on in part, and delays nobody else', async () => {
    const sent = bobs.counts.answersSent
    const many = Array.from({ length: MAX_REQUESTS_OF_ASKER + 20 }, (_, i) => `http://flood.example/${i}`)
    for (const url of many) {
      const data = { ...question(url), ...PLAIN_NEED, needId: toHex(systemRandom.bytes(16)), id: 7 }
      const key = urlKey(mallory.urlHashKey, url)
      await mallory.store.add(needType, { id: needRecordId(mallory.self, key), attributes: { urlKey: key }, data })
    }
    await eventually(() => expect(asked.filter((url) => url.startsWith('http://flood')).length).toBeGreaterThan(0))
    const flood = nextNeed(mallory).then((need) => {
      const data = honest(need)
      return Promise.allSettled(Array.from({ length: 30 }, () => mallory.tell(alice.self, haveType, { data })))
    })
    const { outcome, holders } = await ask(URL)
    expect([outcome, holders.filter((peer) => peer === mallory.self).length <= 1]).toEqual(['found', true])
    await flood
    const worked = new Set(asked.filter((url) => url.startsWith('http://flood')))
    expect(worked.size).toBe(MAX_REQUESTS_OF_ASKER)
    expect(bobs.counts.answersSent - sent).toBeLessThanOrEqual(MAX_REQUESTS_OF_ASKER + 1)
  })
})

/** A record that somebody writes by hand. */
function haveRecord({ publicKey }: KeyPair, data: HaveData): GroupRecord {
  const self = peerIdFromPublicKey(publicKey)
  const nowMs = alice.peerTimeMs()
  return {
    ...{ id: createRecordId(self, systemRandom), type: haveType.name, creator: self, lastModifiedBy: self },
    ...{ version: nowMs, createdAtMs: nowMs, modifiedAtMs: nowMs, expiresAtMs: nowMs + 60_000, deleted: false },
    ...{ attributes: {}, data: haveType.codec.encode(data), autoRefresh: false, renewals: 0, renewedAtMs: 0 }
  }
}
