// Asking members who takes an upload: who is asked, once for how many, and what those who wait hear.
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PeerId } from '../../../src/base/index.js'
import type { NeedQuery } from '../../../src/flows/need/needs.js'
import { KnownRelays } from '../../../src/flows/receipt/known-relays.js'
import { RelayAsks } from '../../../src/flows/receipt/relay-asks.js'
import {
  ASKED_AGAIN_MS,
  ENOUGH_RELAYS,
  FOUND_AFTER_MS,
  MAX_ORIGINS_REMEMBERED
} from '../../../src/flows/receipt/upload-defaults.js'
import type { UploadGroup } from '../../../src/flows/receipt/upload-service-init.js'
import { NO_LIMITS } from '../../../src/group/index.js'
import { FakeClock, settle } from '../../support/fake-clock.js'

const SELF = 'alice'
const ORIGIN = 'https://vendor.example'
const URL_OF_VENDOR = `${ORIGIN}/reports`

/** A need that lives until it is found, or nobody answers any more. */
class Need {
  readonly query: NeedQuery
  founds = 0
  isOver = false
  readonly #answers: { holder: PeerId; alias: string; pairs: { key: string; value: string }[] }[] = []
  #wake = (): void => {}

  constructor(query: NeedQuery) {
    this.query = query
  }

  answer(holder: PeerId, alias: string, pairs: { key: string; value: string }[] = []): void {
    if (this.isOver) return
    this.#answers.push({ holder, alias, pairs })
    this.#wake()
  }

  found(): void {
    this.founds++
    this.end()
  }

  end(): void {
    this.isOver = true
    this.#wake()
  }

  async *answers(): AsyncGenerator<unknown> {
    for (let at = 0; ; at++) {
      while (at >= this.#answers.length) {
        if (this.isOver) return
        await new Promise<void>((resolve) => (this.#wake = resolve))
      }
      yield this.#answers[at]
    }
  }
}

class TestGroup {
  readonly id: string
  readonly needs: Need[] = []
  mode: 'alongside' | 'off' = 'alongside'
  mayUseUplinks = true
  /** That URL may not be told, or too many needs live. */
  isRefused = false
  present: { peer: PeerId; uplink: 'yes' | 'no' | 'unknown' }[] = []

  constructor(id: string) {
    this.id = id
  }

  get parts(): UploadGroup {
    const group: unknown = {
      id: this.id,
      group: {
        self: SELF,
        isMember: (peer: PeerId) => peer !== 'mallory',
        limitsOf: () => ({ ...NO_LIMITS, mayUseUplinks: this.mayUseUplinks }),
        graph: { present: () => this.present }
      },
      needs: { mode: this.mode, ask: (query: NeedQuery) => this.#ask(query) }
    }
    return group as UploadGroup
  }

  get alias(): string {
    return `/v1/groups/${this.id}/uploads`
  }

  get living(): Need[] {
    return this.needs.filter(({ isOver }) => !isOver)
  }

  #ask(query: NeedQuery): unknown {
    if (this.isRefused) throw new Error('PRIVATE_URL')
    const need = new Need(query)
    this.needs.push(need)
    return { answers: need.answers(), found: () => need.found(), told: Promise.reject(new Error('nobody is here')) }
  }
}

let clock: FakeClock
let known: KnownRelays
let groups: [TestGroup, TestGroup]
let asks: RelayAsks
/** What each who asked heard: whether that was all. */
let heard: boolean[][]

function open(): void {
  clock = new FakeClock()
  known = new KnownRelays()
  groups = [new TestGroup('a'), new TestGroup('b')]
  asks = new RelayAsks({ clock, known, groups: new Map(groups.map((group) => [group.id, group.parts])) })
  heard = []
}

/** With the groups as they are now. */
function changed(change: (home: TestGroup, other: TestGroup) => void): void {
  change(...groups)
  asks = new RelayAsks({ clock, known, groups: new Map(groups.map((group) => [group.id, group.parts])) })
}

function ask(url = URL_OF_VENDOR, groupId?: string): () => void {
  const mine: boolean[] = []
  heard.push(mine)
  return asks.ask(url, new URL(url).origin, groupId, (isAll) => mine.push(isAll))
}

/** By default what is to be done in a moment is done. */
async function passed(ms = 1): Promise<void> {
  await settle()
  clock.advance(ms)
  await settle()
}

function relays(origin = ORIGIN): string[] {
  return known.of(origin, 1, clock.monotonicMs()).map(({ by }) => `${by.groupId}/${by.peer}`)
}

beforeEach(open)

describe('who is asked', () => {
  test.each<[string, (home: TestGroup, other: TestGroup) => void, string | undefined, number[]]>([
    ['all groups', () => {}, undefined, [1, 1]],
    ['one that was named', () => {}, 'b', [0, 1]],
    ['nobody in a group that is not open', () => {}, 'c', [0, 0]],
    ['nobody by who may use no uplinks of others', (home) => (home.mayUseUplinks = false), undefined, [0, 1]],
    ['nobody where this node asks nobody', (home) => (home.mode = 'off'), undefined, [0, 1]],
    ['nobody where the need is refused', (home, other) => (home.isRefused = other.isRefused = true), undefined, [0, 0]]
  ])('%s, and who waits hears when that is all', async (_who, change, groupId, asked) => {
    changed(change)
    ask(URL_OF_VENDOR, groupId)
    expect(heard).toEqual([[]]) // Not before it could come from somebody.
    await passed()
    expect(groups.map(({ needs }) => needs.length)).toEqual(asked)
    for (const { needs } of groups) needs[0]?.end()
    await passed()
    expect(heard[0]!.filter((isAll) => isAll)).toHaveLength(1)
    expect(heard[0]!.at(-1)).toBe(true)
  })

  test('by POST, all who may, at once', async () => {
    ask()
    expect(groups[0].needs[0]!.query).toEqual({ uri: URL_OF_VENDOR, method: 'POST', all: true, wait: false })
  })

  test('where nobody is asked, who is here and may have a line counts: no stranger, and not this node', async () => {
    changed((home, other) => {
      home.mode = 'off'
      other.isRefused = true
      home.present = [
        { peer: SELF, uplink: 'yes' },
        { peer: 'bob', uplink: 'yes' },
        { peer: 'carol', uplink: 'unknown' },
        { peer: 'dave', uplink: 'no' },
        { peer: 'mallory', uplink: 'yes' }
      ]
    })
    ask()
    await passed()
    expect(relays().sort()).toEqual(['a/bob', 'a/carol'])
    expect(heard.flat().at(-1)).toBe(true)
  })
})

describe('once', () => {
  test('for all that ask while it goes on, of one origin and group', async () => {
    ask()
    ask(`${ORIGIN}/other`)
    ask('https://second.example/', 'a')
    expect(groups.map(({ needs }) => needs.length)).toEqual([2, 1])
    groups[0].needs[0]!.answer('bob', groups[0].alias)
    await passed()
    expect(heard).toEqual([[false], [false], []])
  })

  test('in a while: who asks again too soon hears that this is all', async () => {
    ask(URL_OF_VENDOR, 'a')
    groups[0].needs[0]!.end()
    await passed(ASKED_AGAIN_MS - 2)
    ask(URL_OF_VENDOR, 'a')
    await passed()
    expect([groups[0].needs.length, heard]).toEqual([1, [[true], [true]]])
    await passed(1)
    ask(URL_OF_VENDOR, 'a')
    expect(groups[0].needs).toHaveLength(2)
  })

  test('remembers only so many origins', async () => {
    for (let i = 0; i <= MAX_ORIGINS_REMEMBERED; i++) {
      ask(`https://${i}.example/`, 'a')
      groups[0].needs.at(-1)!.end()
      await settle()
    }
    ask(`https://${MAX_ORIGINS_REMEMBERED}.example/`, 'a')
    expect(groups[0].needs).toHaveLength(MAX_ORIGINS_REMEMBERED + 1)
    ask('https://0.example/', 'a')
    expect(groups[0].needs).toHaveLength(MAX_ORIGINS_REMEMBERED + 2)
  })
})

describe('an answer', () => {
  test('is remembered for the origin, with what it says, and heard by all who wait', async () => {
    ask()
    ask()
    groups[1].needs[0]!.answer('bob', groups[1].alias, [{ key: 'queued', value: '7' }])
    await passed()
    expect(relays()).toEqual(['b/bob'])
    expect(known.of(ORIGIN, 1, 0)[0]?.queuedBytes).toBe(7)
    expect(heard).toEqual([[false], [false]])
  })

  test.each(['/v1/groups/b/uploads', '/v1/groups/a/content', ''])('that leads to %j is none', async (alias) => {
    ask(URL_OF_VENDOR, 'a')
    groups[0].needs[0]!.answer('bob', alias)
    await passed()
    expect([relays(), heard]).toEqual([[], [[]]])
  })

  test('of the last that is needed ends the asking', async () => {
    ask(URL_OF_VENDOR, 'a')
    const [need] = groups[0].needs
    for (let i = 1; i < ENOUGH_RELAYS; i++) need!.answer(`relay${i}`, groups[0].alias)
    await passed()
    expect(need!.founds).toBe(0)
    need!.answer('last', groups[0].alias)
    await passed()
    expect(need!.founds).toBe(1)
    expect(heard[0]).toEqual([...Array.from({ length: ENOUGH_RELAYS }, () => false), true])
  })
})

describe('who has found somebody', () => {
  test('hears no more, and the members are told soon, once', async () => {
    const leave = [ask(URL_OF_VENDOR, 'a'), ask(URL_OF_VENDOR, 'a')]
    const [need] = groups[0].needs
    need!.answer('bob', groups[0].alias)
    await passed()
    for (const one of leave) one()
    need!.answer('carol', groups[0].alias)
    await passed(FOUND_AFTER_MS - 1)
    expect([need!.founds, relays()]).toEqual([0, ['a/bob', 'a/carol']])
    await passed(1)
    expect(need!.founds).toBe(1)
    expect(heard).toEqual([[false], [false]])
  })

  test('is not who leaves before anybody answered: others may wait for the answer', async () => {
    ask(URL_OF_VENDOR, 'a')()
    ask(URL_OF_VENDOR, 'a')
    await passed(FOUND_AFTER_MS)
    const [need] = groups[0].needs
    expect(need!.founds).toBe(0)
    need!.answer('bob', groups[0].alias)
    await passed()
    expect(heard).toEqual([[], [false]])
  })

  test('in the middle of hearing it hears no more, nor does who left before', async () => {
    const mine: boolean[] = []
    const leaves: (() => void)[] = []
    for (let i = 0; i < 2; i++) {
      const leave = asks.ask(URL_OF_VENDOR, ORIGIN, 'a', (isAll) => {
        mine.push(isAll)
        for (const end of leaves) end()
      })
      leaves.push(leave)
    }
    groups[0].needs[0]!.answer('bob', groups[0].alias)
    await passed(FOUND_AFTER_MS)
    expect(mine).toEqual([false])
  })
})

test('closing ends what is asked', async () => {
  ask()
  asks.close()
  await passed()
  expect(groups.flatMap(({ living }) => living)).toEqual([])
})

type Step = readonly ['ask' | 'leave' | 'answer' | 'end' | 'pass', number, number]

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(fc.constantFrom('ask', 'leave', 'answer', 'end', 'pass'), fc.nat(5), fc.nat(20_000)),
  { maxLength: 60 }
)

test('whatever happens in whatever order: all is heard once, by who still waits, and nothing is asked twice', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      open()
      const asked: { hears: boolean[]; leave: () => void; hasLeft: boolean; heardThen: number }[] = []
      const step = async ([what, which, ms]: Step): Promise<void> => {
        const needs = groups.flatMap((group) => group.living.map((need) => ({ need, group })))
        const one = needs[which % Math.max(1, needs.length)]
        if (what === 'ask') {
          const leave = ask(`https://${which % 3}.example/x`, [undefined, 'a', 'b'][ms % 3])
          asked.push({ hears: heard.at(-1)!, leave, hasLeft: false, heardThen: 0 })
        } else if (what === 'leave' && asked.length > 0) {
          const who = asked[which % asked.length]!
          who.leave()
          if (!who.hasLeft) Object.assign(who, { hasLeft: true, heardThen: who.hears.length })
        } else if (what === 'answer') one?.need.answer(`relay${ms % 7}`, one.group.alias)
        else if (what === 'end') one?.need.end()
        await passed(what === 'pass' ? ms : 1)
      }
      for (const one of all) {
        await step(one)
        for (const { living } of groups) {
          const uris = living.map(({ query }) => query.uri)
          expect(new Set(uris).size).toBe(uris.length)
        }
      }
      for (const { living } of groups) for (const need of living) need.end()
      await passed(FOUND_AFTER_MS)
      for (const { hears, hasLeft, heardThen } of asked) {
        expect(hears.indexOf(true)).toBe(hasLeft && !hears.includes(true) ? -1 : hears.length - 1)
        if (hasLeft) expect(hears).toHaveLength(heardThen)
      }
    }),
    { numRuns: 100 }
  )
})
