// One need of this node: which answers count, and until when.
import { expect, test } from 'vitest'
import { aliasPath, NOTHING_SAID, PLAIN_NEED, type Location, type NeedData } from '../../../src/content/index.js'
import type { Have } from '../../../src/flows/need/have.js'
import type { NeedClientOutput } from '../../../src/flows/need/need-client.js'
import { COPY_SILENCE_MS } from '../../../src/flows/need/source-defaults.js'
import { OwnNeed, type HeardAnswer, type OwnNeedInit } from '../../../src/flows/need/own-need.js'
import { FakeClock, settle } from '../../support/fake-clock.js'
import { person } from '../../support/people.js'

const GROUP = 'ab'.repeat(32)
const DIGEST = 'cd'.repeat(32)
const BOB = person('bob').peer
const CAROL = person('carol').peer
const DATA: NeedData = {
  ...{ ...PLAIN_NEED, needId: '5a'.repeat(16), id: 7, url: 'http://files.example/a' },
  ...{ excluded: [], newerThanMs: 0, refusesRedirects: false }
}

function opened(given: Partial<OwnNeedInit> = {}) {
  const clock = new FakeClock()
  const published: NeedData[] = []
  const outputs: NeedClientOutput<HeardAnswer>[] = []
  let ended = 0
  const init = {
    data: DATA,
    urlKey: 'ef'.repeat(32),
    recordId: '01'.repeat(32),
    isContent: true,
    waitsForDownload: true,
    times: { maxDelayMs: 2_000, transmissionMs: 200 }
  }
  const host = {
    ...{ clock, groupId: GROUP },
    publish: async (_id: string, data: NeedData): Promise<void> => void published.push(data),
    ended: () => void ended++,
    renumber: () => ({ needId: '0b'.repeat(16), id: DATA.id + 1 }),
    copyFailed: (peer: string) => void failed.push(peer)
  }
  const failed: string[] = []
  const need = new OwnNeed({ ...init, ...given }, host, (output) => outputs.push(output))
  need.start()
  return { clock, need, published, outputs, failed, endings: () => ended }
}

function have(holder: string, given: Partial<Have> = {}): Have {
  const location = { ...NOTHING_SAID, bytes: 3, leafRoot: new Uint8Array(32) }
  return {
    ...{ holder, recordId: '02'.repeat(32), writtenAtMs: 1, needId: DATA.needId, id: DATA.id, type: 'response' },
    ...{
      alias: aliasPath({ groupId: GROUP, kind: 'blob', digest: DIGEST }),
      content: { digest: DIGEST, location, asOfMs: 0 }
    },
    ...{ downloading: undefined, version: '', pairs: [] },
    ...given
  }
}

test('the first answer is taken and ends the asking of others; the next stands in', () => {
  const { need, published, outputs } = opened()
  expect(need.hear(have(BOB))).toBe(true)
  expect(need.hear(have(CAROL))).toBe(true)
  expect(need.hear(have(CAROL))).toBe(false) // One of each counts.
  expect(published.map(({ type }) => type)).toEqual(['request', 'end-request'])
  const found = outputs.flatMap((output) =>
    output.type === 'take' || output.type === 'alternative' ? [output.type] : []
  )
  expect(found).toEqual(['take', 'alternative'])
})

test('an answer that was under way when the asking ended still stands in, until all have had their time', () => {
  const late: Location[] = []
  const { clock, need, endings } = opened({ onLate: (offer) => late.push(offer) })
  need.hear(have(BOB))
  need.end()
  expect(need.hear(have(CAROL))).toBe(true)
  expect(late).toMatchObject([{ holder: CAROL, digest: DIGEST }])
  expect(endings()).toBe(0)
  clock.advance(2_200)
  expect(endings()).toBe(1)
  expect(clock.pendingTimers).toBe(0)
})

test('in a large group, where holders delay longer, it waits longer for them', () => {
  const { clock, need, published } = opened({ times: { maxDelayMs: 3_509, transmissionMs: 432 } })
  clock.advance(3_940)
  expect(published.map(({ type }) => type)).toEqual(['request'])
  expect(need.hear(have(BOB))).toBe(true)
  expect(published.map(({ type }) => type)).toEqual(['request', 'end-request'])
})

test('of late ones there are 16 at most', () => {
  const late: Location[] = []
  const { need } = opened({ onLate: (offer) => late.push(offer) })
  need.end()
  for (let at = 0; at < 20; at++) need.hear(have(`${CAROL}${at}`))
  expect(late).toHaveLength(16)
})

test.each<[string, Partial<Have>]>([
  ['another number', { id: 8 }],
  ['no content', { content: undefined }],
  ['an alias elsewhere', { alias: `/v1/groups/${'00'.repeat(32)}/blobs/${DIGEST}` }],
  ['an alias of other content', { alias: `/v1/groups/${GROUP}/blobs/${'00'.repeat(32)}` }],
  ['an alias that leads out', { alias: `//evil.example/v1/groups/${GROUP}/blobs/${DIGEST}` }],
  ['the type of an application', { type: 16 }]
])('an answer with %s counts for nothing', (_, given) => {
  const { need, outputs } = opened()
  expect(need.hear(have(BOB, given))).toBe(false)
  expect(outputs.map(({ type }) => type)).not.toContain('take')
})

test('who just failed us answers in vain', () => {
  const { need } = opened({ data: { ...DATA, excluded: [BOB] } })
  expect(need.hear(have(BOB))).toBe(false)
  expect(need.hear(have(CAROL))).toBe(true)
})

test('who took its record says nothing more of the one before', () => {
  const { need, published } = opened()
  need.drop()
  need.end()
  expect(published.map(({ type }) => type)).toEqual(['request'])
})

test('where an announced copy does not come all others are asked by another need; answers to either count', async () => {
  const announced = have(BOB, {
    content: undefined,
    downloading: { transferId: DATA.needId, verifiedBytes: 0, expectedBytes: 3, bytesBefore: 0 }
  })
  for (const answer of [have(CAROL, { needId: '0b'.repeat(16), id: DATA.id + 1 }), have(BOB)]) {
    const { clock, need, published, outputs, failed } = opened()
    need.hear(announced)
    need.hear(announced)
    await clock.advanceAsync(COPY_SILENCE_MS)
    await settle()
    expect(failed).toEqual([BOB])
    expect(need.isDownloaded).toBe(false)
    expect(published.map(({ type, needId, excluded }) => [type, needId.slice(0, 2), excluded])).toEqual([
      ['request', DATA.needId.slice(0, 2), DATA.excluded],
      ['end-request', DATA.needId.slice(0, 2), []],
      ['request', '0b', [...DATA.excluded, BOB]]
    ])
    expect(need.hear(have(CAROL))).toBe(true)
    expect(published.at(-1)).toMatchObject({ type: 'end-request', needId: '0b'.repeat(16) })
    expect(need.hear({ ...answer, holder: 'dave' })).toBe(true)
    expect(outputs.filter(({ type }) => type === 'take')).toMatchObject([{ holder: CAROL }])
    need.close()
    expect(clock.pendingTimers).toBe(0)
  }
})
