// Searches from outside: criteria as JSON, the XML search language, patterns; and attributes as XML.
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { sealRecord, type Attributes } from '../../src/record/index.js'
import { StoreError, type RecordEnumeration, type Store } from '../../src/store/index.js'
import { readAttributesXml, writeAttributesXml } from '../../src/store/search/attributes-xml.js'
import { checkCriteria, type Condition, type SearchCriteria } from '../../src/store/search/criteria.js'
import { matches } from '../../src/store/search/matches.js'
import { readPattern } from '../../src/store/search/pattern.js'
import { readSearchXml } from '../../src/store/search/search-xml.js'
import { TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { noteType, openTestStore } from '../support/store-peers.js'
import type { Dice } from './dice.js'
import { fuzz, type Target } from './fuzz.js'
import { bytesText, mutateText, textBytes } from './mutate-text.js'
import { attributesXml, criteriaJson, searchXml } from './search-grammar.js'

const SEARCH_CODES = ['INVALID_SEARCH', 'INVALID_ARGUMENT']
const XML_WORDS = [
  ...[
    '<peersearch>',
    '</peersearch>',
    '<and>',
    '</and>',
    '<or>',
    '</or>',
    '<and/>',
    '<clause ',
    '</clause>',
    '<',
    '>',
    '/'
  ],
  ...[
    'attrib="color"',
    'attrib="size"',
    'attrib="since"',
    'attrib="peerrecordtype"',
    'attrib="__proto__"',
    'attrib=""'
  ],
  ...['type="string"', 'type="int"', 'type="date"', 'compare="less"', 'compare="notequal"', 'compare="greaterorequal"'],
  ...['<attributes>', '</attributes>', '<attribute name="color" type="string">', '</attribute>', 'name="constructor"'],
  ...[
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '&amp;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#x10FFFF;',
    '<![CDATA[',
    ']]>'
  ],
  ...['<!--', '-->', '<?xml version="1.1"?>', '<?a', '?>', 'xmlns="x"', '\r\n', '\u0000', '\ud800', '\ufeff', '\u2028'],
  ...[
    '2004-06-03',
    '2004-02-30',
    '0000-01-01',
    '9999-12-31T23:59:59.999999999-23:59',
    '-1',
    '+7',
    '9007199254740993',
    '007'
  ],
  ...['blue', 'b*e', '?', '\\', '\\*', '*'.repeat(200)]
]
const JSON_WORDS = [
  ...[
    '{"and":[',
    '{"or":[',
    ']}',
    '{"attribute":"color","value":"blue"}',
    '{"attribute":"size","compare":"less","value":5}'
  ],
  ...[
    '"compare":"notequal"',
    '"value":',
    '"attribute":"peerrecordtype"',
    '"attribute":"__proto__"',
    '"value":{"pattern":"b*"}'
  ],
  ...[
    '{"pattern":"a?\\\\*"}',
    '{"date":1100000000000}',
    '{"date":"x"}',
    'null',
    '1e400',
    '-0',
    '9007199254740993',
    '1.5',
    '{}',
    '[]'
  ],
  ...[
    ',',
    '"',
    '{',
    '}',
    '[',
    ']',
    '"and":[{}]',
    '"__proto__":{"and":[]}',
    '"\\ud800"',
    'true',
    '"toString"',
    '"length":9'
  ]
]

const XML_SEARCHES = [
  '<peersearch><clause attrib="color" type="string">b*e</clause></peersearch>',
  '<peersearch>\n <and>\n  <clause attrib="size" type="int" compare="less">5</clause>\n  <or><clause attrib="color" type="string">red</clause>' +
    '<clause attrib="since" type="date" compare="greaterorequal">2004-06-03T14:30Z</clause></or>\n </and>\n</peersearch>',
  '<peersearch><clause attrib="peerrecordtype" type="string" compare="notequal">test.note</clause></peersearch>'
]
const JSON_SEARCHES = [
  { attribute: 'color', value: 'blue' },
  {
    and: [
      { attribute: 'size', compare: 'greater', value: 3 },
      { or: [{ attribute: 'color', value: { pattern: 'b*' } }] }
    ]
  },
  {
    or: [
      { attribute: 'since', compare: 'less', value: { date: FAKE_NOW_MS } },
      { attribute: 'peercreatorid', value: bob.peer }
    ]
  },
  { attribute: 'color', compare: 'notequal', value: { pattern: 'a\\*?' } }
].map((criteria) => JSON.stringify(criteria))

const SEARCHED = { operations: 30_000, operationsPerByte: 60 }

fuzz('searches as XML', SEARCHED, ['INVALID_SEARCH', 'INVALID_ARGUMENT', 'found'], (dice) =>
  searching(dice, XML_SEARCHES, textsLike(searchXml, XML_WORDS), (text) => [text, () => readSearchXml(text)])
)

fuzz('searches as JSON', SEARCHED, ['no JSON', 'INVALID_SEARCH', 'INVALID_ARGUMENT', 'found'], (dice) =>
  searching(dice, JSON_SEARCHES, textsLike(criteriaJson, JSON_WORDS), (text) => {
    const criteria = parsed(text)
    return criteria === undefined ? undefined : [criteria, () => checkCriteria(criteria)]
  })
)

/** By the grammar, and then with words changed or not. */
function textsLike(make: (dice: Dice) => string, words: readonly string[]): NonNullable<Target['mutate']> {
  const mutate = mutateText(words)
  return (bytes, dice, others) => {
    const text = dice.chance(0.6) ? textBytes(make(dice)) : bytes
    return dice.chance(0.5) ? mutate(text, dice, others) : text
  }
}

/** Fifty records; what a search finds is what fits of all of them. */
async function searching(
  dice: Dice,
  honest: readonly string[],
  mutate: NonNullable<Target['mutate']>,
  read: (text: string) => [criteria: SearchCriteria | string, condition: () => Condition] | undefined
): Promise<Target> {
  const { store } = await openTestStore(alice)
  for (let i = 0; i < 50; i++) await store.add(noteType, { data: `${i}`, attributes: someAttributes(dice) })
  const all = store.find({})
  let given: ReturnType<typeof read>
  let found: RecordEnumeration | string
  return {
    honest: honest.map(textBytes),
    mutate: (bytes, own, others) => {
      const mutant = mutate(bytes, own, others)
      given = read(bytesText(mutant))
      return mutant
    },
    read: () => {
      found = given === undefined ? 'no JSON' : search(store, given[0])
    },
    judge: () => {
      if (typeof found === 'string') return found
      const condition = given![1]()
      const fitting = all.filter((record) => matches(condition, record, { steps: 0 })).map(({ id }) => id)
      expect(found.next(100).map(({ id }) => id)).toEqual(fitting)
      return 'found'
    },
    end: async () => {
      for (const text of honest) expect(typeof search(store, read(text)![0])).not.toBe('string')
      expect(store.find({})).toHaveLength(50)
      await store.close()
    }
  }
}

function search(store: Store, criteria: SearchCriteria | string): RecordEnumeration | string {
  try {
    return store.search(criteria)
  } catch (error) {
    return codeOf(error, SEARCH_CODES)
  }
}

function codeOf(error: unknown, codes: readonly string[]): string {
  if (!(error instanceof StoreError) || !codes.includes(error.code)) throw error
  // Said to people: what they gave is not given back to them whole.
  expect(error.message.length).toBeLessThan(1000)
  return error.code
}

function someAttributes(dice: Dice): Attributes {
  return {
    ...(dice.chance(0.8) && { color: dice.pick(['blue', 'red', 'bone', 'b*e', 'a*c', '', '\u{1f332}']) }),
    ...(dice.chance(0.8) && { size: dice.below(9) - 4 }),
    ...(dice.chance(0.5) && { since: new Date(FAKE_NOW_MS + (dice.below(9) - 4) * 86_400_000) })
  }
}

/** A date has no word in JSON: `{"date":5}` stands for one here. */
function parsed(text: string): SearchCriteria | undefined {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      const isDate = typeof value === 'object' && value !== null && Object.keys(value).join() === 'date'
      return isDate ? new Date((value as { date: number }).date) : value
    }) as SearchCriteria
  } catch {
    return undefined
  }
}

const PATTERNS = ['b*e', '?', 'a\\*b*?c', '*'.repeat(9), `${'?'.repeat(40)}*x*${'y'.repeat(70)}*`, 'plain']
const TEXTS = ['', 'b', 'blue', 'a*b\u{1f332}c', 'x'.repeat(80), `${'z'.repeat(60)}x${'y'.repeat(90)}`, '\ud800\\?*']

fuzz('patterns', { operations: 10_000, operationsPerByte: 120 }, ['refused', 'fits none', 'fits'], () => {
  let found: boolean[] | undefined
  return {
    honest: PATTERNS.map(textBytes),
    mutate: mutateText([
      '*',
      '?',
      '\\',
      '\\\\',
      '\\*',
      '\\?',
      'x',
      'y'.repeat(40),
      '?'.repeat(33),
      '*?',
      '\ud83c',
      '\u{1f332}'
    ]),
    read: (bytes) => {
      const pattern = readPattern(bytesText(bytes))
      found = undefined
      if (!pattern.ok) return void expect(pattern.reason.length).toBeLessThan(200)
      const work = { steps: 0 }
      found = TEXTS.map((text) => pattern.pattern?.matches(text, work) ?? text === pattern.literal)
      expect(work.steps).toBeLessThan(10_000)
    },
    judge: (bytes) => {
      if (found === undefined) return 'refused'
      expect(found).toEqual(TEXTS.map((text) => slowlyMatches(bytesText(bytes), text)))
      return found.includes(true) ? 'fits' : 'fits none'
    }
  }
})

/** By a table of which beginnings fit. */
function slowlyMatches(pattern: string, text: string): boolean {
  const wanted = [...pattern.matchAll(/\\(.)|([^])/gsu)].map(([, literal, other]) => ({ literal, other }))
  const characters = [...text]
  let fits = [true, ...characters.map(() => false)]
  for (const { literal, other } of wanted) {
    const next = fits.map(() => false)
    for (let i = 0; i <= characters.length; i++) {
      if (literal === undefined && other === '*') next[i] = fits[i]! || (i > 0 && next[i - 1]!)
      else if (i > 0) {
        const isAny = literal === undefined && other === '?'
        next[i] = fits[i - 1]! && (isAny || characters[i - 1] === (literal ?? other))
      }
    }
    fits = next
  }
  return fits.at(-1)!
}

const ATTRIBUTES = [
  '<attributes><attribute name="color" type="string">blue &amp; green</attribute><attribute name="size" type="int"> -7 </attribute></attributes>',
  '<attributes>\n  <attribute name="since" type="date">2004-06-03T14:30:05.123+02:00</attribute>\n</attributes>',
  '<attributes/>'
]

fuzz('attributes as XML', { operations: 4000, operationsPerByte: 40 }, ['INVALID_ATTRIBUTES', 'read'], () => {
  let attributes: Attributes | string
  return {
    honest: ATTRIBUTES.map(textBytes),
    mutate: textsLike(attributesXml, XML_WORDS),
    read: (bytes) => {
      try {
        attributes = readAttributesXml(bytesText(bytes))
      } catch (error) {
        attributes = codeOf(error, ['INVALID_ATTRIBUTES'])
      }
    },
    judge: () => {
      if (typeof attributes === 'string') return attributes
      // A record takes them, and they are written as they were read.
      sealRecord(testRecord(alice, 'with attributes', { attributes }), TEST_GROUP, alice.keyPair)
      expect(isDeepStrictEqual(readAttributesXml(writeAttributesXml(attributes)), attributes)).toBe(true)
      return 'read'
    }
  }
})
