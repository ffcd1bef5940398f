// A member that says "I am downloading this" to every need at once, and never has any of it: others who have it are asked all the same.
import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/index.js'
import { aliasPath, NOTHING_SAID, PLAIN_NEED, type NeedData } from '../../../src/content/index.js'
import type { Have } from '../../../src/flows/need/have.js'
import { OwnNeeds } from '../../../src/flows/need/own-needs.js'
import { ANNOUNCER_DISTRUST_MS, COPY_SILENCE_MS } from '../../../src/flows/need/source-defaults.js'
import { FakeClock, settle } from '../../support/fake-clock.js'
import { person } from '../../support/people.js'

const GROUP = 'ab'.repeat(32)
const DIGEST = 'cd'.repeat(32)
const BOB = person('bob').peer
const MALLORY = person('mallory').peer
/** After which bob, who has it, answers where he was asked and heard no "I found". */
const BOB_ANSWERS_MS = 400

/** @param growth what mallory says that it is further, each time @returns what comes of needs one after the other, and how long each took */
async function askOften(growth: number, times: number): Promise<{ outcome: string; ms: number }[]> {
  const clock = new FakeClock()
  let latest: NeedData | undefined
  const say = (need: NeedData, holder: string, said: Partial<Have>): boolean =>
    needs.hear({
      ...{ holder, recordId: '02'.repeat(32), writtenAtMs: 1, needId: need.needId, id: need.id, type: 'response' },
      ...{ alias: '', content: undefined, downloading: undefined, version: '', pairs: [] },
      ...said
    })
  const publish = async (_id: string, data: NeedData): Promise<void> => {
    latest = data
    if (data.type !== 'request') return
    const lie = (verifiedBytes: number): void => {
      const downloading = { transferId: data.needId, verifiedBytes, expectedBytes: 1_000_000, bytesBefore: 0 }
      say(data, MALLORY, { downloading })
      clock.setTimer(2_000, () => lie(verifiedBytes + growth))
    }
    if (!data.excluded.includes(MALLORY)) clock.setTimer(5, () => lie(0))
    clock.setTimer(BOB_ANSWERS_MS, () => {
      if (latest !== data) return // He heard "I found".
      const location = { ...NOTHING_SAID, bytes: 3, leafRoot: new Uint8Array(32) }
      const alias = aliasPath({ groupId: GROUP, kind: 'blob', digest: DIGEST })
      say(data, BOB, { alias, content: { digest: DIGEST, location, asOfMs: 0 } })
    })
  }
  const host = { clock, groupId: GROUP, publish, heard: () => {}, runningClaims: () => [] }
  const waits = { maxDelayMs: 2_000, transmissionMs: 200 }
  const needs = new OwnNeeds({ ...host, times: () => waits }, seededRandom(1))
  const results: { outcome: string; ms: number }[] = []
  for (let i = 0; i < times; i++) {
    const beganMs = clock.monotonicMs()
    let outcome = ''
    const said = {
      ...{ ...PLAIN_NEED, url: `http://files.example/${i}` },
      ...{ excluded: [], newerThanMs: 0, refusesRedirects: false }
    }
    const init = { said, urlKey: `${i}`, recordId: '01'.repeat(32), isContent: true, waitsForDownload: true }
    const need = needs.make(init, (output) => {
      if (output.type === 'take') outcome = `take from ${output.holder === BOB ? 'bob' : 'another'}`
      if (output.type === 'retrieve') outcome = 'retrieve'
    })
    need.start()
    while (outcome === '') {
      await clock.advanceAsync(50)
      await settle()
    }
    results.push({ outcome, ms: clock.monotonicMs() - beganMs })
    need.end()
    await clock.advanceAsync(ANNOUNCER_DISTRUST_MS / 20)
  }
  return results
}

test.each([
  ['is no further ever', 0],
  ['says that it gets on', 1]
])('one that %s delays few fetches by some seconds, and keeps nobody from who has it', async (_what, growth) => {
  const results = await askOften(growth, 6)
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['take from bob']))
  const [late, soon] = [COPY_SILENCE_MS + BOB_ANSWERS_MS + 100, BOB_ANSWERS_MS + 100]
  expect(Math.max(...results.map(({ ms }) => ms))).toBeLessThanOrEqual(late)
  expect(results.filter(({ ms }) => ms > soon)).toHaveLength(2)
})
