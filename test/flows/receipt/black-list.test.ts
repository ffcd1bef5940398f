// Whom the black list lists, row by row of docs/protocols/upload.md, "The black list".
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../src/flows/receipt/blame.js'
import { BlackListRules } from '../../../src/flows/receipt/black-list.js'
import { MAX_INCIDENTS, MAX_JUDGED, MAX_REPORT_TRIES } from '../../../src/flows/receipt/black-list-defaults.js'
import type { BlackListInput, BlackListOutput, JudgedEvidence } from '../../../src/flows/receipt/black-list-events.js'
import { alice, bob, carol, mallory, person } from '../../support/people.js'

const ORIGIN = 'https://vendor.example'
const GROUP = '01'.repeat(32)
const START_MS = 1_700_000_000_000
const MINUTE_MS = 60_000
const DAY = 24 * 60

class Story {
  rules = new BlackListRules()
  readonly outputs: BlackListOutput[] = []
  minutes = 0

  get nowMs(): number {
    return START_MS + this.minutes * MINUTE_MS
  }

  after(minutes: number): this {
    this.minutes += minutes
    return this
  }

  give(input: BlackListInput): this {
    this.outputs.push(...this.rules.handle(input, this.nowMs))
    return this
  }

  /** @param relay undefined: this machine's own line */
  accuse(relay: string | undefined, fault: Fault, given: Given = {}): this {
    const { upload = '1', report = '', keyId = fault === 'wrong-receipt' ? 'k1' : undefined, status = 201 } = given
    const { isProvable = relay !== undefined, origin = ORIGIN } = given
    const groupId = relay === undefined ? undefined : GROUP
    const accusation = {
      relay,
      groupId,
      origin,
      uploadId: upload,
      fault,
      keyId,
      status,
      isProvable,
      reportDigest: report
    }
    return this.give({ type: 'accused', accusation })
  }

  valid(
    relay: string | undefined,
    { upload = '1', keyId = 'k1', report = '', began = this.minutes }: Valid = {}
  ): this {
    const beganMs = START_MS + began * MINUTE_MS
    const receipt = { relay, origin: ORIGIN, uploadId: upload, keyId, beganMs, reported: [], reportDigest: report }
    return this.give({ type: 'receipt', receipt })
  }

  standing(relay: string, origin = ORIGIN): string {
    const entry = this.rules.entries(this.nowMs).find((one) => one.peer === relay && one.origin === origin)
    return [this.rules.standing(relay, origin, this.nowMs), ...(entry === undefined ? [] : [entry.kind])].join(' ')
  }

  said(type: BlackListOutput['type']): number {
    return this.outputs.filter((output) => output.type === type).length
  }
}

interface Given {
  upload?: string
  report?: string
  keyId?: string | undefined
  status?: number
  isProvable?: boolean
  origin?: string
}
interface Valid {
  upload?: string
  report?: string
  keyId?: string
  began?: number
}

const evidence = (id: string, given: Partial<JudgedEvidence> = {}): JudgedEvidence => ({
  ...{ evidence: id, accuser: carol.peer, accused: bob.peer, groupId: GROUP, origin: ORIGIN, uploadId: '7' },
  ...{ createdMs: START_MS, untilMs: START_MS + 30 * DAY * MINUTE_MS },
  ...given
})

const B = bob.peer
const C = carol.peer
const D = person('dave').peer

interface Row {
  readonly name: string
  readonly story: (story: Story) => Story
  /** Of bob, then of carol. */
  readonly stand: readonly [string, string?]
  readonly published?: number
  readonly withdrawn?: number
}

const ROWS: readonly Row[] = [
  { name: 'who brought valid receipts is fine', story: (s) => s.valid(B), stand: ['fine'] },
  {
    name: 'a wrong receipt lists at once, without more',
    story: (s) => s.accuse(B, 'wrong-receipt'),
    stand: ['listed suspected']
  },
  {
    name: 'and lapses where no valid one comes within 10 minutes: then it is asked last',
    story: (s) => s.accuse(B, 'wrong-receipt').after(10),
    stand: ['doubted']
  },
  {
    name: 'and is forgotten after a day',
    story: (s) => s.accuse(B, 'wrong-receipt').after(DAY),
    stand: ['fine']
  },
  {
    name: 'it is proved by a valid receipt of the same key for the same file',
    story: (s) => s.accuse(B, 'wrong-receipt').after(1).valid(C, { began: 0 }),
    stand: ['listed proved', 'fine'],
    published: 1
  },
  {
    name: 'also by this machine itself',
    story: (s) => s.accuse(B, 'wrong-receipt').after(1).valid(undefined),
    stand: ['listed proved'],
    published: 1
  },
  {
    name: 'that lasts 30 days',
    story: (s) =>
      s
        .accuse(B, 'wrong-receipt')
        .valid(C)
        .after(30 * DAY - 1),
    stand: ['listed proved'],
    published: 1
  },
  {
    name: 'and no longer',
    story: (s) =>
      s
        .accuse(B, 'wrong-receipt')
        .valid(C)
        .after(30 * DAY),
    stand: ['fine'],
    published: 1
  },
  {
    name: 'for another file, begun later, it is testimony',
    story: (s) => s.accuse(B, 'wrong-receipt').after(1).valid(C, { upload: '2' }),
    stand: ['listed testimony', 'fine']
  },
  {
    name: 'for another file, begun before, the receipt may be from when all was right: it shows nothing',
    story: (s) => s.after(1).accuse(B, 'wrong-receipt').valid(C, { upload: '2', began: 0 }).after(10),
    stand: ['doubted', 'fine']
  },
  {
    name: 'nor does one that seems to have begun in the future, before the clock was set back',
    story: (s) => s.accuse(B, 'wrong-receipt').valid(C, { upload: '2', began: 60 }).after(10),
    stand: ['doubted', 'fine']
  },
  {
    name: 'of another key of that backend it is testimony: the one may be in order and the other not',
    story: (s) => s.accuse(B, 'wrong-receipt', { keyId: 'k2' }).valid(C),
    stand: ['listed testimony', 'fine']
  },
  {
    name: 'without statements that show it to others it is testimony',
    story: (s) => s.accuse(B, 'wrong-receipt', { isProvable: false }).valid(C),
    stand: ['listed testimony', 'fine']
  },
  {
    name: 'a request without a report is no control for one with: backends may not sign what they do not know',
    story: (s) => s.accuse(B, 'wrong-receipt', { report: 'r' }).valid(C).after(10),
    stand: ['doubted', 'fine']
  },
  {
    name: 'with another report it is testimony: others could not verify both',
    story: (s) => s.accuse(B, 'wrong-receipt', { report: 'r' }).valid(C, { report: 's' }),
    stand: ['listed testimony', 'fine']
  },
  {
    name: 'with the same report it is proved',
    story: (s) => s.accuse(B, 'wrong-receipt', { report: 'r' }).valid(C, { report: 'r' }),
    stand: ['listed proved', 'fine'],
    published: 1
  },
  {
    name: 'what could not be published is testimony',
    story: (s) => s.accuse(B, 'wrong-receipt').valid(C).give({ type: 'unprovable', relay: B, uploadId: '1' }),
    stand: ['listed testimony', 'fine'],
    published: 1
  },
  {
    name: 'after 10 minutes the backend may have been mended: nothing is confirmed',
    story: (s) => s.accuse(B, 'wrong-receipt').after(10).valid(C),
    stand: ['doubted', 'fine']
  },
  {
    name: 'its own valid receipt for another file does not clear it, nor confirm it',
    story: (s) => s.accuse(B, 'wrong-receipt').valid(B, { upload: '2' }),
    stand: ['listed suspected']
  },
  {
    name: 'two members with wrong receipts and no valid one: the backend or our keys may be wrong',
    story: (s) => s.accuse(B, 'wrong-receipt').after(1).accuse(C, 'wrong-receipt'),
    stand: ['doubted', 'doubted']
  },
  {
    name: 'two members with wrong receipts of one upload and then a valid one: the backend was wrong for a while',
    story: (s) => s.accuse(B, 'wrong-receipt').after(1).accuse(C, 'wrong-receipt').valid(D),
    stand: ['doubted', 'doubted']
  },
  {
    name: 'also where one of the two delivers then: the other is not blamed for it',
    story: (s) => s.accuse(B, 'wrong-receipt').accuse(C, 'wrong-receipt').after(2).valid(C, { upload: '2' }),
    stand: ['doubted', 'fine']
  },
  {
    name: 'also where a third brought another upload’s in between',
    story: (s) =>
      s
        .accuse(B, 'wrong-receipt')
        .accuse(C, 'wrong-receipt')
        .accuse(D, 'wrong-receipt', { upload: '2' })
        .after(1)
        .valid(D, { upload: '3' }),
    stand: ['doubted', 'doubted']
  },
  {
    name: 'of two uploads, and then a valid one: both, for a day, since they may be one, and not published',
    story: (s) =>
      s
        .accuse(B, 'wrong-receipt')
        .after(1)
        .accuse(C, 'wrong-receipt', { upload: '2' })
        .after(1)
        .valid(D, { upload: '3' }),
    stand: ['listed testimony', 'listed testimony']
  },
  {
    name: 'who brings a wrong one again once the backend is right is listed',
    story: (s) =>
      s
        .accuse(B, 'wrong-receipt')
        .accuse(C, 'wrong-receipt')
        .after(1)
        .valid(D)
        .after(1)
        .accuse(B, 'wrong-receipt', { upload: '2' }),
    stand: ['listed suspected', 'doubted']
  },
  {
    name: 'and each by itself, where a valid one came in between',
    story: (s) => s.accuse(B, 'wrong-receipt').after(1).valid(D).accuse(C, 'wrong-receipt', { upload: '2' }),
    stand: ['listed proved', 'listed suspected'],
    published: 1
  },
  {
    name: 'this machine itself had a wrong one: nobody is to blame',
    story: (s) => s.accuse(B, 'wrong-receipt').accuse(undefined, 'wrong-receipt').valid(D),
    stand: ['doubted', 'fine']
  },
  {
    name: 'also where it has it first',
    story: (s) => s.accuse(undefined, 'wrong-receipt').accuse(B, 'wrong-receipt').valid(D),
    stand: ['doubted', 'fine']
  },
  {
    name: 'even what was proved is taken back then: the backend answers now so and now so',
    story: (s) => s.accuse(B, 'wrong-receipt').valid(D).after(60).accuse(undefined, 'wrong-receipt', { upload: '2' }),
    stand: ['doubted'],
    published: 1,
    withdrawn: 1
  },
  {
    name: 'an answer without a receipt only makes it asked last',
    story: (s) => s.accuse(B, 'no-receipt'),
    stand: ['doubted']
  },
  {
    name: 'until a valid one comes by another way: then it is testimony',
    story: (s) => s.accuse(B, 'no-receipt').valid(C),
    stand: ['listed testimony', 'fine']
  },
  {
    name: 'that lasts a day',
    story: (s) => s.accuse(B, 'no-receipt').valid(C).after(DAY),
    stand: ['fine', 'fine']
  },
  {
    name: 'the same of a key that nobody here knows',
    story: (s) => s.accuse(B, 'no-receipt', { keyId: 'strange' }).valid(C),
    stand: ['listed testimony', 'fine']
  },
  {
    name: 'two members with the same strange key: it may be the backend’s second one',
    story: (s) => s.accuse(B, 'no-receipt', { keyId: 's' }).accuse(C, 'no-receipt', { keyId: 's' }).valid(D),
    stand: ['doubted', 'doubted']
  },
  {
    name: 'also where the first was listed for it before',
    story: (s) =>
      s
        .accuse(B, 'no-receipt', { keyId: 's' })
        .valid(D)
        .after(60)
        .accuse(C, 'no-receipt', { keyId: 's', upload: '2' })
        .valid(D, { upload: '2' }),
    stand: ['doubted', 'doubted']
  },
  {
    name: 'a strange key that is known later was the backend’s next one: nobody is to blame',
    story: (s) => s.accuse(B, 'no-receipt', { keyId: 's' }).valid(C, { keyId: 's' }),
    stand: ['fine', 'fine']
  },
  {
    name: 'also where one of the old key came in between',
    story: (s) => s.accuse(B, 'no-receipt', { keyId: 's' }).valid(C).valid(C, { upload: '2', keyId: 's' }),
    stand: ['fine', 'fine']
  },
  {
    name: 'two members with a strange key each: each has made its own',
    story: (s) => s.accuse(B, 'no-receipt', { keyId: 's' }).accuse(C, 'no-receipt', { keyId: 't' }).valid(D),
    stand: ['listed testimony', 'listed testimony']
  },
  {
    name: 'this machine itself had an answer without a receipt: nobody is to blame',
    story: (s) => s.accuse(B, 'no-receipt').valid(D).accuse(undefined, 'no-receipt', { upload: '2' }),
    stand: ['doubted', 'fine']
  },
  {
    name: 'a 502 of a load balancer, a 407 of a proxy: asked last for an hour, and never listed',
    story: (s) => s.accuse(B, 'no-receipt', { status: 502 }).valid(C),
    stand: ['doubted', 'fine']
  },
  {
    name: 'and no longer',
    story: (s) => s.accuse(B, 'no-receipt', { status: 502 }).after(60),
    stand: ['fine', 'fine']
  },
  {
    name: 'and no excuse for who says success without a receipt',
    story: (s) => s.accuse(C, 'no-receipt', { status: 502 }).accuse(B, 'no-receipt').valid(D),
    stand: ['listed testimony', 'doubted']
  },
  {
    name: 'silence past the deadline is testimony',
    story: (s) => s.accuse(B, 'silent'),
    stand: ['listed testimony']
  },
  {
    name: 'a receipt that comes late clears it',
    story: (s) => s.accuse(B, 'silent').after(60).valid(B, { began: 0 }),
    stand: ['fine']
  },
  {
    name: 'one for another file does not',
    story: (s) => s.accuse(B, 'silent').after(60).valid(B, { upload: '2' }),
    stand: ['listed testimony']
  },
  {
    name: 'a late valid receipt for the same file clears even what was proved',
    story: (s) => s.accuse(B, 'wrong-receipt').valid(C).after(60).valid(B, { began: 0 }),
    stand: ['fine', 'fine'],
    published: 1,
    withdrawn: 1
  },
  {
    name: 'what was only doubted is settled by any later delivery',
    story: (s) => s.accuse(B, 'no-receipt').after(11).valid(B, { upload: '2' }),
    stand: ['fine']
  },
  {
    name: 'an answer that other members would believe clears what we published',
    story: (s) => s.accuse(B, 'wrong-receipt').valid(C).give({ type: 'answered', relay: B, uploadId: '1' }),
    stand: ['fine', 'fine'],
    published: 1,
    withdrawn: 1
  },
  {
    name: 'another member’s evidence that holds here lists',
    story: (s) => s.give({ type: 'judged', judged: evidence('e1') }),
    stand: ['listed judged', 'fine']
  },
  {
    name: 'until it is answered or taken back',
    story: (s) => s.give({ type: 'judged', judged: evidence('e1') }).give({ type: 'judged-gone', evidence: 'e1' }),
    stand: ['fine']
  },
  {
    name: 'or is over',
    story: (s) => s.give({ type: 'judged', judged: evidence('e1') }).after(30 * DAY),
    stand: ['fine']
  },
  {
    name: 'who is pardoned is asked again',
    story: (s) =>
      s
        .accuse(B, 'wrong-receipt')
        .valid(C)
        .give({ type: 'judged', judged: evidence('e1') })
        .after(1)
        .give({ type: 'pardoned', peer: B, origin: undefined })
        .give({ type: 'judged', judged: evidence('e1') }),
    stand: ['fine', 'fine'],
    published: 1,
    withdrawn: 1
  },
  {
    name: 'until it does it again',
    story: (s) =>
      s
        .accuse(B, 'silent')
        .give({ type: 'pardoned', peer: B, origin: ORIGIN })
        .after(1)
        .give({ type: 'judged', judged: evidence('e2', { createdMs: START_MS + MINUTE_MS }) }),
    stand: ['listed judged']
  },
  {
    name: 'a pardon for one backend says nothing of another',
    story: (s) => s.accuse(B, 'silent').give({ type: 'pardoned', peer: B, origin: 'https://other.example' }),
    stand: ['listed testimony']
  }
]

describe('the black list', () => {
  test.each(ROWS)('$name', ({ story, stand, published = 0, withdrawn = 0 }) => {
    const told = story(new Story())
    expect([told.standing(B), told.standing(C)].slice(0, stand.length)).toEqual(stand)
    expect([told.said('publish'), told.said('withdraw')]).toEqual([published, withdrawn])
  })

  test('lists for that backend alone', () => {
    const told = new Story().accuse(B, 'silent')
    expect(told.standing(B, 'https://other.example')).toBe('fine')
  })

  test('says when anybody is listed otherwise, also by time alone, and when nothing changed it does not', () => {
    const told = new Story().accuse(B, 'wrong-receipt')
    expect(told.said('change')).toBe(1)
    expect(told.rules.nextMs(told.nowMs)).toBe(told.nowMs + 10 * MINUTE_MS)
    told.after(9).give({ type: 'time' })
    expect(told.said('change')).toBe(1)
    told.after(1).give({ type: 'time' })
    expect(told.said('change')).toBe(2)
    expect(told.rules.entries(told.nowMs)).toEqual([])
  })

  test('doubts a backend until a valid receipt comes', () => {
    const told = new Story().accuse(B, 'wrong-receipt').accuse(C, 'wrong-receipt')
    expect(told.rules.doubts(told.nowMs)).toMatchObject([{ origin: ORIGIN, fault: 'wrong-receipt' }])
    told.valid(D)
    expect(told.rules.doubts(told.nowMs)).toEqual([])
  })

  test('outlasts a restart, and proves nothing by statements that did not', () => {
    const told = new Story().accuse(B, 'wrong-receipt').accuse(C, 'silent')
    told.rules = new BlackListRules(structuredClone(told.rules.kept()))
    expect([told.standing(B), told.standing(C)]).toEqual(['listed suspected', 'listed testimony'])
    told.valid(D)
    expect([told.standing(B), told.said('publish')]).toEqual(['listed testimony', 0])
  })

  test('lasts no longer because the clock was ahead and is set back', () => {
    const told = new Story().after(400 * DAY).accuse(B, 'silent')
    told.after(-400 * DAY).give({ type: 'time' })
    expect(told.standing(B)).toBe('listed testimony')
    expect(told.after(DAY).standing(B)).toBe('fine')
  })

  test('stays small, and keeps what weighs most', () => {
    const told = new Story().accuse(B, 'silent', { upload: 'kept' })
    for (let i = 0; i < 20; i++) told.accuse(C, 'no-receipt', { upload: `${i}` })
    expect(told.rules.kept().incidents.length).toBeLessThan(10)
    for (let i = 0; i < MAX_INCIDENTS + 5; i++) told.accuse(C, 'no-receipt', { origin: `https://${i}.example` })
    expect(told.rules.kept().incidents.length).toBe(MAX_INCIDENTS)
    expect(told.standing(B)).toBe('listed testimony')
    for (let i = 0; i < MAX_JUDGED + 5; i++)
      told.give({ type: 'judged', judged: evidence(`e${i}`, { origin: `https://${i}.example` }) })
    expect(told.rules.entries(told.nowMs).filter(({ kind }) => kind === 'judged').length).toBe(MAX_JUDGED)
    for (let i = 0; i < 70; i++) told.give({ type: 'pardoned', peer: person(`p${i}`).peer, origin: undefined })
    expect(told.rules.kept().pardons.length).toBe(64)
  })
})

describe('reports', () => {
  const receipt = { relay: undefined, origin: ORIGIN, uploadId: '5', keyId: 'k1', beganMs: START_MS, reportDigest: '' }

  test('name who is listed and not yet reported to that backend, the newest first', () => {
    const told = new Story().accuse(B, 'silent').after(1).accuse(C, 'silent').accuse(D, 'wrong-receipt')
    const unreported = told.rules.unreported(ORIGIN, told.nowMs)
    expect(unreported.map(({ relay }) => relay)).toEqual([C, B])
    expect(told.rules.unreported('https://other.example', told.nowMs)).toEqual([])
    told.give({ type: 'receipt', receipt: { ...receipt, reported: [{ peer: C, upload: '1' }] } })
    expect(told.rules.unreported(ORIGIN, told.nowMs).map(({ relay }) => relay)).not.toContain(C)
    expect(told.rules.entries(told.nowMs).find(({ peer }) => peer === C)?.reportedMs).toBe(told.nowMs)
    expect(told.rules.entries(told.nowMs).find(({ peer }) => peer === B)?.reportedMs).toBeUndefined()
  })

  test('go along so often, and are left then', () => {
    const told = new Story().accuse(mallory.peer, 'silent').accuse(alice.peer, 'silent', { upload: '2' })
    for (let i = 0; i < MAX_REPORT_TRIES; i++) {
      const incidents = told.rules.unreported(ORIGIN, told.nowMs)
      expect(incidents.length).toBe(2)
      told.give({ type: 'goes-along', incidents })
    }
    expect(told.rules.unreported(ORIGIN, told.nowMs)).toEqual([])
  })
})
