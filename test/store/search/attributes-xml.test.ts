import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Attributes } from '../../../src/record/index.js'
import { readAttributesXml, writeAttributesXml } from '../../../src/index.js'
import { readDate } from '../../../src/store/search/values.js'

const all = (inner: string): string => `<attributes>${inner}</attributes>`

test('the example of the reference', () => {
  const text = all(
    '<attribute name="contenthash" type="string">abc</attribute><attribute name="size" type="int">42</attribute>'
  )
  const attributes = { contenthash: 'abc', size: 42 }
  expect(readAttributesXml(text)).toEqual(attributes)
  expect(writeAttributesXml(attributes)).toBe(text)
})

test('none at all', () => {
  expect(readAttributesXml('<attributes/>')).toEqual({})
  expect(writeAttributesXml({})).toBe('<attributes></attributes>')
})

test('what is written is read again as it was', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((one) => one.replace(/[\p{Cc}\ufffe\uffff]/gu, '\r'))
  const value = fc.oneof(
    text,
    fc.maxSafeInteger(),
    fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
  )
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[A-Za-z0-9]{1,12}$/), value, { maxKeys: 32 }), (attributes) => {
      expect(readAttributesXml(writeAttributesXml(attributes as Attributes))).toEqual(attributes)
    })
  )
})

test.each<[string, string, RegExp]>([
  ['another root', '<attribute/>', /^line 1, column 1: the root is <attributes>/],
  ['another element', all('\n<field/>'), /^line 2, column 1: <attribute> stands here/],
  ['text between', all('x'), /text stands in <attributes>/],
  ['no name', all('<attribute type="int">1</attribute>'), /"" is no name/],
  ['a hyphen', all('<attribute name="a-b" type="int">1</attribute>'), /"a-b" is no name of letters and digits/],
  ['a long name', all(`<attribute name="${'a'.repeat(65)}" type="int">1</attribute>`), /more than 64/],
  ['a reserved name', all('<attribute name="peercreatorid" type="string">x</attribute>'), /peercreatorid is reserved/],
  [
    'a name twice',
    all('<attribute name="a" type="int">1</attribute>\n<attribute name="a" type="int">1</attribute>'),
    /^line 2, column 1: a stands there twice/
  ],
  ['no type', all('<attribute name="a">1</attribute>'), /of type=""/],
  ['another type', all('<attribute name="a" type="float">1</attribute>'), /of type="float"/],
  ['no number', all('<attribute name="a" type="int">one</attribute>'), /of type="int"/],
  ['no date', all('<attribute name="a" type="date">2004-02-30</attribute>'), /of type="date"/],
  ['a date before 1970', all('<attribute name="a" type="date">1969-12-31</attribute>'), /of type="date"/],
  ['a long text', all(`<attribute name="a" type="string">${'ä'.repeat(2049)}</attribute>`), /more than 4096 bytes/],
  [
    'too many',
    all(Array.from({ length: 33 }, (_, i) => `<attribute name="a${i}" type="int">1</attribute>`).join('')),
    /more than 32/
  ],
  ['another field', all('<attribute name="a" type="int" x="1">1</attribute>'), /name, type, not x/],
  [
    'another field of any length',
    all(`<attribute name="a" type="int" ${'x'.repeat(9999)}="1">1</attribute>`),
    /^.{1,300}$/
  ],
  ['an element inside', all('<attribute name="a" type="string"><b/></attribute>'), /holds text, not <b>/]
])('%s is refused', (_, text, message) => {
  expect(() => readAttributesXml(text)).toThrow(
    expect.objectContaining({
      name: 'StoreError',
      code: 'INVALID_ATTRIBUTES',
      message: expect.stringMatching(message) as string
    })
  )
})

test.each<[string, Attributes]>([
  ['a name with a hyphen', { 'a-b': 1 }],
  ['a reserved name', { peerrecordid: 'x' }],
  ['a control character', { a: 'x\u0001' }],
  ['half of a pair', { a: 'x\ud800' }],
  ['a date after the year 9999', { a: new Date(Date.UTC(9999, 11, 31, 24)) }]
])('%s cannot be written', (_, attributes) => {
  expect(() => writeAttributesXml(attributes)).toThrow(expect.objectContaining({ code: 'INVALID_ATTRIBUTES' }))
})

describe('dates', () => {
  test.each([
    ['2004', '2004-01-01T00:00:00.000Z'],
    ['2004-06', '2004-06-01T00:00:00.000Z'],
    [' 2004-06-03\n', '2004-06-03T00:00:00.000Z'],
    ['2004-06-03T14:30Z', '2004-06-03T14:30:00.000Z'],
    ['2004-06-03T14:30:15+02:00', '2004-06-03T12:30:15.000Z'],
    ['2004-06-03T14:30:15.5-00:30', '2004-06-03T15:00:15.500Z'],
    ['2004-06-03T14:30:15.123999Z', '2004-06-03T14:30:15.123Z'],
    ['2004-02-29', '2004-02-29T00:00:00.000Z'],
    ['0050-01-01', '0050-01-01T00:00:00.000Z']
  ])('%j is %s', (text, expected) => {
    expect(readDate(text)?.toISOString()).toBe(expected)
  })

  test.each([
    '',
    '04',
    '2004-6-3',
    '2004-13',
    '2003-02-29',
    '2004-06-03T14:30',
    '2004-06-03T24:00Z',
    '2004-06-03T14:60Z',
    '2004-06-03T14Z',
    '2004-06-03T14:30+24:00',
    '2004-06-03 14:30Z',
    '+2004',
    '12004-01-01',
    // In UTC in years that have no four digits: they could not be written again.
    '9999-12-31T23:59-00:01',
    '0000-01-01T00:00+00:01'
  ])('%j is none', (text) => expect(readDate(text)).toBeUndefined())
})
