// Needs of programs, over members of a group in memory: what is asked reaches all, and who has it answers who asks.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from '../../../src/base/index.js'
import { needType, readNeed, type NeedPair } from '../../../src/content/index.js'
import type { AskedNeed, LocalSource, NeedAnswer, NeedQuery } from '../../../src/flows/index.js'
import { createTestGroup, type TestGroup } from '../../../src/testing/index.js'
import type { TestMember } from '../../../src/testing/test-member.js'

const CONTENT = utf8('what lies in a folder')

let group: TestGroup
let alice: TestMember
let bob: TestMember
let carol: TestMember
/** To be taken back. */
let added: (() => void)[] = []
let count = 0

beforeAll(async () => {
  group = await createTestGroup(['alice', 'bob', 'carol'])
  ;[alice, bob, carol] = group.members as unknown as [TestMember, TestMember, TestMember]
})
afterAll(() => group.close())

/** One that nobody asked for before. */
function freshUrl(): string {
  return `http://files.example/${++count}.iso`
}

function shelf(url: string, { clock } = group): LocalSource {
  return {
    name: 'a shelf',
    find: async (wanted) => {
      if (wanted !== url) return undefined
      const open = async function* (): AsyncGenerator<Uint8Array> {
        yield CONTENT
      }
      return { bytes: CONTENT.byteLength, version: '1', asOfMs: clock.nowMs(), open }
    }
  }
}

/** All of it, while time passes. */
async function heard(asked: AskedNeed, { clock } = group): Promise<{ outcome: string; answers: NeedAnswer[] }> {
  const outcome = await clock.run(asked.outcome)
  const answers: NeedAnswer[] = []
  for await (const answer of asked.answers) answers.push(answer)
  return { outcome, answers }
}

/** Types of the needs that somebody sees of another now, the last first. */
function seen(at: TestMember, asker: TestMember): unknown[] {
  const records = at.records.find({ type: needType.name, creator: asker.identity.peer })
  const newestFirst = [...records].sort((a, b) => b.modifiedAtMs - a.modifiedAtMs)
  return newestFirst.flatMap((record) => readNeed(record)?.type ?? [])
}

describe('content', () => {
  test('what lies in a source that nobody advertised is found, by its alias, and others hear that it is', async () => {
    const url = freshUrl()
    alice.needs.addSource(shelf(url))
    expect(bob.locate({ url })).toEqual([])
    const asked = bob.needs.ask({ uri: `${url}#top` })
    const { outcome, answers } = await heard(asked)
    expect(outcome).toBe('found')
    expect(answers).toMatchObject([{ holder: alice.identity.peer, content: { bytes: CONTENT.byteLength }, pairs: [] }])
    const [{ alias, content, afterMs }] = answers as [NeedAnswer]
    expect(alias).toBe(`/v1/groups/${bob.id}/blobs/${content?.digest}`)
    expect(afterMs).toBeLessThanOrEqual(asked.waitMs)
    expect(seen(carol, bob)).toEqual(['end-request'])
    expect(bob.needs.counts).toMatchObject({ asked: 1, answersHeard: 1 })
    expect(alice.needs.counts).toMatchObject({ heard: 1, answersSent: 1 })
  })

  test('every answer within the time is kept in order, where all are wanted', async () => {
    const uri = freshUrl()
    for (const member of [alice, carol]) member.needs.addSource(shelf(uri))
    const { outcome, answers } = await heard(bob.needs.ask({ uri, all: true }))
    expect(outcome).toBe('found')
    expect(new Set(answers.map(({ holder }) => holder))).toEqual(new Set([alice.identity.peer, carol.identity.peer]))
    const times = answers.map(({ afterMs }) => afterMs)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test('nobody has it: that is known after the longest delay and the way', async () => {
    const startMs = group.clock.monotonicMs()
    expect(await heard(alice.needs.ask({ uri: freshUrl() }))).toEqual({ outcome: 'none', answers: [] })
    expect(group.clock.monotonicMs() - startMs).toBe(2_200)
    expect(seen(bob, alice)).toContain('end-request')
  })

  test('who has found it, or has left, ends the asking: nobody need answer', async () => {
    const uri = freshUrl()
    bob.needs.addSource(shelf(uri))
    const before = bob.needs.counts
    const asked = carol.needs.ask({ uri })
    asked.found()
    asked.found()
    expect(await heard(asked)).toEqual({ outcome: 'ended', answers: [] })
    const leave = new AbortController()
    const left = carol.needs.ask({ uri }, { signal: leave.signal })
    leave.abort(new Error('left'))
    expect(await heard(left)).toEqual({ outcome: 'ended', answers: [] })
    expect(() => carol.needs.ask({ uri }, { signal: leave.signal })).toThrow('left')
    await group.advance(3_000)
    expect(new Set(seen(bob, carol))).toEqual(new Set(['end-request']))
    expect(bob.needs.counts.answersSent).toBe(before.answersSent)
  })

  test('patterns are kept to: what members may not hear of is not asked', async () => {
    const uri = freshUrl()
    const before = alice.needs.counts.asked
    await group.clock.run(alice.setSettings({ doNotName: ['files.example'] }))
    expect(() => alice.needs.ask({ uri })).toThrow(expect.objectContaining({ code: 'PRIVATE_URL' }))
    await group.clock.run(alice.setSettings({ doNotName: [] }))
    expect(alice.needs.counts.asked).toBe(before)
  })
})

describe('applications', () => {
  const onNeed = (member: TestMember, ...given: Parameters<TestMember['needs']['onNeed']>): void =>
    void added.push(member.needs.onNeed(...given))
  const takeBack = (): void => {
    for (const forget of added) forget()
    added = []
  }

  test('one answers what it alone understands, and the answer carries its pairs', async () => {
    const pairs: NeedPair[] = [{ key: 'format', value: 'a4' }]
    const needs: unknown[] = []
    onNeed(bob, (need) => {
      needs.push(need)
      return need.method === 'POST' ? { alias: '/print/7', pairs: [{ key: 'queue', value: '3' }] } : undefined
    })
    const query: NeedQuery = { uri: 'printer:colour', method: 'POST', type: 4711, pairs, version: '2' }
    const { outcome, answers } = await heard(alice.needs.ask(query))
    expect(outcome).toBe('found')
    const answer = { alias: '/print/7', pairs: [{ key: 'queue', value: '3' }], content: undefined }
    expect(answers).toMatchObject([{ holder: bob.identity.peer, ...answer }])
    expect(needs).toMatchObject([{ ...query, protocol: 'printer', asker: alice.identity.peer }])
    expect(bob.transfers()).toEqual([]) // Nobody took it for a need of content.
    takeBack()
  })

  test('one that throws, answers nonsense or is slow is as if it had nothing to say', async () => {
    onNeed(bob, () => {
      throw new Error('oops')
    })
    onNeed(bob, () => ({ alias: 7 }) as never)
    onNeed(bob, () => new Promise(() => {}))
    expect(await heard(alice.needs.ask({ uri: 'app:x', type: 16 }))).toEqual({ outcome: 'none', answers: [] })
    added.pop()?.()
    onNeed(bob, async () => ({ alias: 'here' }))
    expect((await heard(alice.needs.ask({ uri: 'app:x', type: 16 }))).answers).toMatchObject([{ alias: 'here' }])
    takeBack()
  })
})

describe('what is asked is looked at first', () => {
  test.each<[NeedQuery, string]>([
    [{ uri: '' }, 'BAD_URL'],
    [{ uri: 'no url' }, 'BAD_URL'],
    [{ uri: `http://files.example/${'a'.repeat(9_000)}` }, 'BAD_URL'],
    [{ uri: 'http://me:secret@files.example/' }, 'PRIVATE_URL'],
    [{ uri: 'ftp://me:secret@files.example/' }, 'PRIVATE_URL'],
    [{ uri: 'git+https://token@files.example/repo' }, 'PRIVATE_URL'],
    [{ uri: 'app://:secret@files.example/', type: 16 }, 'PRIVATE_URL'],
    [{ uri: 'jdbc:postgresql://me:secret@db.example/x' }, 'PRIVATE_URL'],
    [{ uri: 'view:ftp://token@files.example/' }, 'PRIVATE_URL'],
    [{ uri: 'app://files.example/ftp://me:secret@files.example/', type: 16 }, 'PRIVATE_URL'],
    [{ uri: 'ssh+x:me:secret@files.example' }, 'PRIVATE_URL'],
    [{ uri: 'app:x', type: 3 }, 'BAD_NEED'],
    [{ uri: 'app:x', type: 2 ** 32 }, 'BAD_NEED'],
    [{ uri: 'app:x', type: 16, protocol: 'p'.repeat(17) }, 'BAD_NEED'],
    [{ uri: 'app:x', type: 16, pairs: [{ key: '', value: '' }] }, 'BAD_NEED'],
    [{ uri: 'app:x', type: 16, pairs: [{ key: 'a', value: 'v'.repeat(2_000) }] }, 'BAD_NEED'],
    [{ uri: 'app:x', typo: 1 } as never, 'INVALID_ARGUMENT'],
    [{ uri: 5 } as never, 'INVALID_ARGUMENT'],
    [undefined as never, 'INVALID_ARGUMENT']
  ])('%j: %s', (query, code) => {
    expect(() => alice.needs.ask(query)).toThrow(expect.objectContaining({ code }))
  })

  test.each(['mailto:me@files.example', 'docker://files.example/image:1.2@sha256:ab', 'app:x?mail=me:a@b'])(
    '%s has neither user nor password',
    async (uri) => {
      const asked = alice.needs.ask({ uri, type: 16 })
      asked.found()
      expect(await asked.outcome).toBe('ended')
    }
  )

  test('who answers, and sources, too', () => {
    expect(() => alice.needs.onNeed(5 as never)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
    expect(() => alice.needs.addSource({} as never)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })

  test('so many at a time, and no more', async () => {
    const asked = Array.from({ length: 64 }, () => alice.needs.ask({ uri: freshUrl() }))
    expect(() => alice.needs.ask({ uri: freshUrl() })).toThrow(expect.objectContaining({ code: 'TOO_MANY_NEEDS' }))
    expect(new Set(asked.map(({ id }) => id)).size).toBe(64)
    for (const one of asked) one.found()
    await Promise.all(asked.map(({ outcome }) => outcome))
    alice.needs.ask({ uri: freshUrl() }).found()
  })
})

test('a member that may not serve answers nothing; an answer that all hear is one for who asked', async () => {
  const other = await createTestGroup(['dave', 'erin'], { need: { answers: 'broadcast' } })
  try {
    const [dave, erin] = other.members as unknown as [TestMember, TestMember]
    const uri = freshUrl()
    erin.needs.addSource(shelf(uri, other))
    expect((await heard(dave.needs.ask({ uri }), other)).answers).toMatchObject([{ holder: erin.identity.peer }])
    expect(dave.records.find({ type: 'need.have' })).toHaveLength(1)
    erin.needs.onNeed(() => ({ alias: 'here' }))
    await other.clock.run(dave.setLimits(erin.identity.peer, { mayServe: false }))
    await other.settle()
    const sent = erin.needs.counts.answersSent
    expect((await heard(dave.needs.ask({ uri }), other)).outcome).toBe('none')
    expect((await heard(dave.needs.ask({ uri: 'app:x', type: 16 }), other)).outcome).toBe('none')
    expect(erin.needs.counts.answersSent).toBe(sent)
  } finally {
    await other.close()
  }
})

test('where needs are off nobody is asked', async () => {
  const other = await createTestGroup(['frank'], { need: { mode: 'off' } })
  try {
    const [frank] = other.members as unknown as [TestMember]
    expect(frank.needs.mode).toBe('off')
    expect(() => frank.needs.ask({ uri: freshUrl() })).toThrow(expect.objectContaining({ code: 'NEEDS_OFF' }))
  } finally {
    await other.close()
  }
})
