// What holds of the black list whatever backend, keys, relays, delays and clocks do. What is not covered stands in docs/protocols/upload.md:
// a backend that signs wrongly for one and, within ten minutes, rightly for another.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BlackListRules } from '../../../src/flows/receipt/black-list.js'
import { CONTROL_MS, TESTIMONY_MS } from '../../../src/flows/receipt/black-list-defaults.js'
import type { BlackListEntry } from '../../../src/flows/receipt/blame.js'
import type { BlackListInput } from '../../../src/flows/receipt/black-list-events.js'
import { person } from '../../support/people.js'

const RUNS = 60
const ORIGIN = 'https://vendor.example'
const GROUP = '01'.repeat(32)
const MINUTE_MS = 60_000
const START_MS = 1_700_000_000_000

/** What the backend says to one who forwards honestly. `wrong`: in the name of a key that is known here. */
type Said = { receipt: string } | { wrong: string } | { strange: string | undefined; status: number } | 'nothing'

const RIGHT: Said[] = [{ receipt: 'k1' }]
const PHASES: { readonly [Name: string]: readonly Said[] } = {
  right: RIGHT,
  'the other key': [{ receipt: 'k2' }],
  'both keys, by its load balancer': [{ receipt: 'k1' }, { receipt: 'k2' }],
  'a key that is not known here': [{ strange: 'k3', status: 201 }],
  'a known and an unknown key': [{ receipt: 'k1' }, { strange: 'k3', status: 201 }],
  'no signature': [{ strange: undefined, status: 200 }],
  'wrong signatures': [{ wrong: 'k1' }],
  'wrong and none': [{ wrong: 'k2' }, { strange: undefined, status: 200 }],
  'its load balancer, in its place': [{ strange: undefined, status: 502 }],
  nothing: ['nothing']
}
const IN_ORDER = [
  'right',
  'the other key',
  'both keys, by its load balancer',
  'its load balancer, in its place',
  'nothing'
]

/** What a bad relay does instead. */
const DEEDS = ['replays', 'signs its own', 'throws away', 'says nothing', 'accuses nobody'] as const

const relays = fc.record({
  honest: fc.integer({ min: 1, max: 4 }),
  bad: fc.array(fc.constantFrom(...DEEDS), { maxLength: 3 })
})
const steps = fc.array(
  fc.record({
    /** How long nothing happens first, minutes; then how long each attempt takes. */
    pause: fc.constantFrom(0, 0, 0, 1, 9, 11, 60, 1_500),
    takes: fc.constantFrom<number[]>(0, 0, 0.1, 1, 9, 30),
    chance: fc.nat(1_000),
    direct: fc.boolean(),
    /** Receipts of this day come only after the next day's upload. */
    isLate: fc.boolean(),
    restart: fc.constantFrom(false, false, false, true),
    clockMinutes: fc.constantFrom(0, 0, 0, 0, 30, -30)
  }),
  { minLength: 5, maxLength: 40 }
)
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never

function receiptOf(relay: string | undefined, uploadId: string, beganMs: number, keyId: string): BlackListInput {
  return {
    type: 'receipt',
    receipt: { relay, origin: ORIGIN, uploadId, keyId, beganMs, reported: [], reportDigest: '' }
  }
}

class World {
  rules = new BlackListRules()
  nowMs = START_MS
  readonly honest: string[]
  readonly bad: Map<string, (typeof DEEDS)[number]>
  readonly published: (string | undefined)[] = []
  #uploads = 0
  #late: BlackListInput[] = []

  constructor(given: { honest: number; bad: readonly (typeof DEEDS)[number][] }) {
    this.honest = Array.from({ length: given.honest }, (_, i) => person(`honest ${i}`).peer)
    this.bad = new Map(given.bad.map((deed, i) => [person(`bad ${i}`).peer, deed]))
  }

  give(input: BlackListInput): void {
    for (const output of this.rules.handle(input, this.nowMs))
      if (output.type === 'publish') this.published.push(output.incident.relay)
  }

  standing(relay: string): string {
    return this.rules.standing(relay, ORIGIN, this.nowMs)
  }

  entries(): Map<string, BlackListEntry> {
    return new Map(this.rules.entries(this.nowMs).map((entry) => [entry.peer, entry]))
  }

  /** One upload, by one way after another until a receipt is there, as the uploader does it. */
  upload(step: Step, said: readonly Said[], check: () => void): void {
    const id = `${this.#uploads++}`
    const beganMs = this.nowMs
    const late: BlackListInput[] = []
    const rank = { fine: 0, doubted: 1, listed: 2 }
    const members = [...this.honest, ...this.bad.keys()]
    const turned = members.map((_, i) => members[(i + step.chance) % members.length]!)
    const chosen = turned
      .filter((one) => this.standing(one) !== 'listed')
      .sort((a, b) => rank[this.rules.standing(a, ORIGIN, beganMs)] - rank[this.rules.standing(b, ORIGIN, beganMs)])
    for (const [i, relay] of [...(step.direct ? [undefined] : []), ...chosen].entries()) {
      this.nowMs += step.takes * MINUTE_MS
      const answer = said[(step.chance + i) % said.length]!
      const deed = relay === undefined ? undefined : this.bad.get(relay)
      if (deed === undefined && step.isLate && relay !== undefined && typeof answer === 'object' && 'receipt' in answer)
        late.push(receiptOf(relay, id, beganMs, answer.receipt))
      else if (deed === undefined ? this.#came(relay, id, beganMs, answer) : this.#did(relay!, deed, id)) break
      check()
    }
    for (const receipt of this.#late) this.give(receipt)
    this.#late = late
    check()
  }

  /** @returns whether it was a receipt */
  #came(relay: string | undefined, uploadId: string, beganMs: number, said: Said): boolean {
    if (said === 'nothing') return false // Given back, or away.
    if ('receipt' in said) {
      this.give(receiptOf(relay, uploadId, beganMs, said.receipt))
      return true
    }
    if ('wrong' in said) this.#accuse(relay, 'wrong-receipt', uploadId, said.wrong, 201)
    else this.#accuse(relay, 'no-receipt', uploadId, said.strange, said.status)
    return false
  }

  #did(relay: string, deed: (typeof DEEDS)[number], uploadId: string): boolean {
    if (deed === 'replays') this.#accuse(relay, 'wrong-receipt', uploadId, 'k1', 201)
    if (deed === 'signs its own') this.#accuse(relay, 'no-receipt', uploadId, `of ${relay}`, 201)
    if (deed === 'throws away') this.#accuse(relay, 'no-receipt', uploadId, undefined, 200)
    if (deed === 'says nothing') this.#accuse(relay, 'silent', uploadId, undefined, undefined)
    return false
  }

  #accuse(
    relay: string | undefined,
    fault: 'wrong-receipt' | 'no-receipt' | 'silent',
    uploadId: string,
    keyId: string | undefined,
    status: number | undefined
  ): void {
    const groupId = relay === undefined ? undefined : GROUP
    const what = {
      relay,
      groupId,
      origin: ORIGIN,
      uploadId,
      fault,
      keyId,
      status,
      isProvable: relay !== undefined,
      reportDigest: ''
    }
    this.give({ type: 'accused', accusation: what })
  }

  pass(step: Step): void {
    this.nowMs += step.pause * MINUTE_MS
    if (step.restart) this.rules = new BlackListRules(structuredClone(this.rules.kept()))
    if (step.clockMinutes !== 0) {
      this.nowMs += step.clockMinutes * MINUTE_MS
      this.give({ type: 'time' })
    }
  }
}

test('an honest relay is never proved, and listed for no more than ten minutes, or a day where the backend signs by no known key', () => {
  fc.assert(
    fc.property(relays, steps, fc.array(fc.constantFrom(...Object.keys(PHASES))), (given, days, phases) => {
      const world = new World(given)
      const listedSince = new Map<string, number>()
      let wasWrong = false
      days.forEach((step, i) => {
        const phase = phases.length === 0 ? 'right' : phases[Math.floor((i * phases.length) / days.length)]!
        const signsWrongly = phase.startsWith('wrong')
        if (wasWrong && !signsWrongly) world.nowMs += CONTROL_MS // What mends it takes so long.
        wasWrong = signsWrongly
        // The clock stays as it is here: nobody says how long a day is else.
        world.pass({ ...step, clockMinutes: 0 })
        const check = (): void => {
          const entries = world.entries()
          for (const relay of world.honest) {
            const entry = entries.get(relay)
            if (entry === undefined) listedSince.delete(relay)
            else if (!listedSince.has(relay)) listedSince.set(relay, world.nowMs)
            if (entry === undefined) continue
            const isSuspected = entry.fault === 'wrong-receipt'
            expect(entry.kind).toBe(isSuspected ? 'suspected' : 'testimony')
            // Seen again while it is listed, it lasts so much longer.
            const lastsMs = isSuspected ? CONTROL_MS : TESTIMONY_MS
            expect(world.nowMs - listedSince.get(relay)!).toBeLessThan(lastsMs + CONTROL_MS)
          }
        }
        check()
        world.upload(step, PHASES[phase]!, check)
        check()
      })
      expect(world.published.filter((relay) => world.honest.includes(relay!))).toEqual([])
    }),
    { numRuns: RUNS }
  )
})

test('an honest relay is never listed while the backend signs by known keys, or is away, or its load balancer answers', () => {
  fc.assert(
    fc.property(relays, steps, fc.array(fc.constantFrom(...IN_ORDER), { minLength: 1 }), (given, days, phases) => {
      const world = new World(given)
      days.forEach((step, i) => {
        world.pass(step)
        const check = (): void => {
          const listed = world.honest.filter((relay) => world.standing(relay) === 'listed')
          if (listed.length > 0) expect(listed).toEqual([])
        }
        world.upload(step, PHASES[phases[i % phases.length]!]!, check)
        check()
      })
    }),
    { numRuns: RUNS }
  )
})

test('a relay that brings wrong receipts while the backend is in order is listed once another way has brought the file', () => {
  fc.assert(
    fc.property(relays, steps, (given, days) => {
      const world = new World(given)
      /** Two of them brought wrong receipts of the same upload, as a backend that is out of order would: asked last. */
      const doubted = new Set<string>()
      for (const step of days) {
        // What takes longer than a control is waited for only lapses: it is asked last then.
        world.pass({ ...step, clockMinutes: 0 })
        const before = new Set([...world.bad.keys()].filter((relay) => world.standing(relay) !== 'listed'))
        const tried = new Set<string>()
        const takes = Math.min(step.takes, 1)
        world.upload({ ...step, takes, isLate: false }, RIGHT, () => {
          for (const one of before) if (world.standing(one) !== 'fine') tried.add(one)
        })
        for (const relay of doubted) if (world.standing(relay) === 'fine') doubted.delete(relay)
        const replaying = [...tried].filter((relay) => world.bad.get(relay) === 'replays')
        if (replaying.length > 1) for (const relay of replaying) doubted.add(relay)
        for (const relay of tried) {
          const deed = world.bad.get(relay)
          const isAlone = deed === 'replays' && !doubted.has(relay)
          if (isAlone || deed === 'says nothing' || deed === 'signs its own')
            expect(world.standing(relay)).toBe('listed')
          else expect(world.standing(relay)).not.toBe('fine')
        }
      }
    }),
    { numRuns: RUNS }
  )
})
