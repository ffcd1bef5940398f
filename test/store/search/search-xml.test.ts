import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_XML_CHARACTERS, MAX_XML_TAGS } from '../../../src/store/defaults.js'
import { StoreError } from '../../../src/store/errors.js'
import { readSearchXml } from '../../../src/store/search/search-xml.js'

const search = (inner: string): string => `<peersearch>${inner}</peersearch>`
const clause = (value: string, fields = 'type="string"'): string => `<clause attrib="a" ${fields}>${value}</clause>`
const A = {
  ...{ type: 'clause', attribute: 'a', kind: 'string', compare: 'equal', value: 'x', pattern: undefined },
  read: expect.any(Function) as unknown
}

describe('what the language has', () => {
  test.each<[string, string, object]>([
    ['a clause', clause('x', 'type="string" compare="equal"'), A],
    ['a clause without compare', clause('x'), A],
    ['each comparison', clause('x', 'type="string" compare="lessorequal"'), { ...A, compare: 'lessorequal' }],
    ['a whole number', clause(' -42\n', 'type="int"'), { ...A, kind: 'int', value: -42 }],
    ['a day', clause('2004-06-03', 'type="date"'), { ...A, kind: 'date', value: Date.UTC(2004, 5, 3) }],
    [
      'a reserved attribute',
      '<clause attrib="peercreatorid" type="string">x</clause>',
      { ...A, attribute: 'peercreatorid' }
    ],
    [
      'a name that XML attributes could not have',
      '<clause attrib="a-b" type="string">x</clause>',
      { ...A, attribute: 'a-b' }
    ],
    ['white space of a text', clause(' x '), { ...A, value: ' x ' }],
    ['nothing', '<clause attrib="a" type="string"/>', { ...A, value: '' }],
    ['escapes of XML', clause('&lt;&#65;&amp;<![CDATA[<b>]]>'), { ...A, value: '<A&<b>' }],
    ['escapes of patterns', clause('\\*\\?\\\\'), { ...A, value: '*?\\' }],
    ['comments and instructions', `<!-- one -->${clause('x<!-- two --><?three?>')}<?four?>`, A],
    [
      'and, or, nested',
      ` <and>\n<or>${clause('x')}</or>${clause('x')}</and> `,
      { type: 'and', parts: [{ type: 'or', parts: [A] }, A] }
    ]
  ])('%s', (_, inner, condition) => {
    expect(readSearchXml(search(inner))).toEqual(condition)
  })

  test('an XML declaration stands before it', () => {
    expect(readSearchXml(`<?xml version="1.0" encoding="utf-8" ?>\r\n${search(clause('x'))}\r\n`)).toEqual(A)
  })

  test('a pattern', () => {
    const read = readSearchXml(search(clause('x*y?')))
    expect(read).toMatchObject({ ...A, pattern: { isPrefix: false } })
  })
})

test.each<[string, string, string, RegExp]>([
  ['nothing', '', 'INVALID_SEARCH', /^line 1, column 1: not well-formed XML: Root element is missing/],
  ['no XML', 'tag=todo', 'INVALID_SEARCH', /^line 1, column 1: not well-formed/],
  ['an element that is not closed', search('<and>'), 'INVALID_SEARCH', /^line 1, column 18: not well-formed/],
  ['an unknown entity', search(clause('&x;')), 'INVALID_SEARCH', /Named entity isn't defined: &x;$/],
  [
    'a document type',
    `<!DOCTYPE peersearch [<!ENTITY x "y">]>\n${search(clause('x'))}`,
    'INVALID_SEARCH',
    /^line 1, column 1: a document type/
  ],
  ['an entity of its own', `<!DOCTYPE p [<!ENTITY x "y">]>${search(clause('&x;'))}`, 'INVALID_SEARCH', /isn't defined/],
  ['another root', '<search/>', 'INVALID_SEARCH', /^line 1, column 1: the root is <peersearch>, not <search>/],
  ['an empty search', search(''), 'INVALID_SEARCH', /exactly one element/],
  [
    'two elements',
    `<peersearch>\r\n  ${clause('x')}\r\n  ${clause('x')}</peersearch>`,
    'INVALID_SEARCH',
    /^line 3, column 3: .*exactly one/
  ],
  [
    'text outside of clauses',
    search(`<and>${clause('x')}and</and>`),
    'INVALID_SEARCH',
    /^line 1, column 61: text stands in <and>/
  ],
  ['an empty and', search('<and/>'), 'INVALID_SEARCH', /^line 1, column 13: and needs at least one part/],
  ['an unknown element', search('<not/>'), 'INVALID_SEARCH', /<clause> stands here, not <not>/],
  ['upper case', search('<AND/>'), 'INVALID_SEARCH', /not <AND>/],
  ['and in a clause', search(clause('<and/>')), 'INVALID_SEARCH', /^line 1, column 46: <clause> holds text, not <and>/],
  ['an attribute too many', search('<and x="1"/>'), 'INVALID_SEARCH', /<and> has no attributes, not x/],
  [
    'one of a clause',
    search(clause('x', 'type="string" case="no"')),
    'INVALID_SEARCH',
    /attrib, type, compare, not case/
  ],
  ['no name', search('<clause type="string">x</clause>'), 'INVALID_SEARCH', /names an attribute/],
  ['no type', search('<clause attrib="a">x</clause>'), 'INVALID_SEARCH', /type is string, int or date/],
  ['another type', search(clause('x', 'type="guid"')), 'INVALID_SEARCH', /type is string, int or date/],
  ['another comparison', search(clause('x', 'type="string" compare="like"')), 'INVALID_SEARCH', /compare is one of/],
  ['a word for a number', search(clause('x', 'type="int"')), 'INVALID_SEARCH', /no whole number/],
  ['half a number', search(clause('0.5', 'type="int"')), 'INVALID_SEARCH', /no whole number/],
  ['a large number', search(clause('9007199254740992', 'type="int"')), 'INVALID_SEARCH', /no whole number/],
  ['a wildcard in a number', search(clause('4*', 'type="int"')), 'INVALID_SEARCH', /no whole number/],
  ['a word for a date', search(clause('today', 'type="date"')), 'INVALID_SEARCH', /no date/],
  [
    'a pattern in an order',
    search(clause('x*', 'type="string" compare="less"')),
    'INVALID_SEARCH',
    /^line 1, column 13: less cannot/
  ],
  [
    'a bad escape',
    search(`<or>${clause('a\\b')}</or>`),
    'INVALID_ARGUMENT',
    /^line 1, column 17: the backslash at character 2/
  ],
  ['a backslash at the end', search(clause('a\\', 'type="string" compare="less"')), 'INVALID_ARGUMENT', /character 2/],
  [
    'too long a text',
    search(clause('x'.repeat(MAX_XML_CHARACTERS))),
    'INVALID_SEARCH',
    /characters of XML, the limit is/
  ],
  ['too many tags', search('<and>'.repeat(MAX_XML_TAGS)), 'INVALID_SEARCH', /more than 2048 tags/],
  [
    'as deep as tags allow',
    search(`${'<and>'.repeat(1020)}${'</and>'.repeat(1020)}`),
    'INVALID_SEARCH',
    /^line 1, column 173: nested deeper than 32/
  ]
])('%s is refused', (_, text, code, message) => {
  expect(() => readSearchXml(text)).toThrow(
    expect.objectContaining({ name: 'StoreError', code, message: expect.stringMatching(message) as string })
  )
})

describe('whatever comes', () => {
  const read = (text: string): void => {
    try {
      readSearchXml(text)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
    }
  }

  test('a search is read or refused with a code', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        '<peersearch>',
        '</peersearch>',
        '<and>',
        '</and>',
        '<clause attrib="a" type="string">',
        '</clause>'
      ),
      fc.constantFrom('&#x', ';', '&amp;', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE', '"', '\\', '*', '\ud800')
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20, size: 'max' }).map((all) => all.join('')),
        read
      ),
      { numRuns: 1000 }
    )
    const whole = search(`<and>${clause('x')}<or>${clause('7', 'type="int"')}</or></and>`)
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(10), piece, (at, removed, added) =>
        read(whole.slice(0, at) + added + whole.slice(at + removed))
      ),
      { numRuns: 1000 }
    )
  })

  test.each([
    ['character references', clause('&#65;'.repeat(50_000))],
    ['ampersands', clause('&'.repeat(200_000))],
    ['white space', clause(' '.repeat(200_000), 'type="int"')],
    ['white space about to end', clause(`1${' '.repeat(200_000)}1`, 'type="date"')],
    ['fields', `<and ${Array.from({ length: 20_000 }, (_, i) => `a${i}=""`).join(' ')}/>`],
    ['comments that do not end', '<!--'.repeat(2000)],
    ['lines', `<and>${'\n'.repeat(200_000)}x</and>`]
  ])(
    '%s by the thousand are worked off at once',
    (_, inner) => {
      read(search(inner))
    },
    1000
  )
})
