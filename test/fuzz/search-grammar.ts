// Searches and attributes as somebody could write them who knows the languages, right or nearly right.
import { bob } from '../support/people.js'
import type { Dice } from './dice.js'

interface Criteria {
  and?: unknown
  or?: unknown
  attribute?: string
  compare?: string
  value?: unknown
}

const NAMES = ['color', 'size', 'since', 'peerrecordtype', 'peercreatorid', 'peercreationtime', 'peerrecordid']
const COMPARISONS = ['equal', 'notequal', 'less', 'lessorequal', 'greater', 'greaterorequal']
const TEXTS = [
  'blue',
  'red',
  'b*e',
  '?*',
  'a\\*c',
  '\\x',
  '\\',
  '*\\\\\\',
  'test.note',
  bob.peer,
  '',
  ' ',
  '\u{1f332}',
  '*'.repeat(300)
]
const NUMBERS = ['3', '-4', ' 7 ', '+0', '-0', '007', '9007199254740991', '9007199254740992', '1e3', '1.5', '0x10', '']
const DATES = [
  '2004-06-03',
  '2004',
  '2004-02-30',
  '2004-06-03T14:30Z',
  '1969-12-31',
  '9999-12-31T23:59:59.9999-23:59',
  '24'
]

export function criteriaJson(dice: Dice): string {
  return JSON.stringify(criteriaOf(dice, dice.pick([0, 1, 2, 3, 3, 40])))
}

/** @param levels of groups, at most */
function criteriaOf(dice: Dice, levels: number): Criteria {
  if (levels > 0 && dice.chance(levels > 10 ? 1 : 0.7)) {
    const count = levels > 10 ? 1 : dice.pick([0, 1, 2, 2, 3, levels === 1 ? 300 : 4])
    const parts = Array.from({ length: count }, () => criteriaOf(dice, levels - 1))
    return { [dice.chance(0.95) ? dice.pick(['and', 'or']) : 'not']: parts, ...(dice.chance(0.02) && { and: 5 }) }
  }
  const value = (): unknown => {
    switch (dice.below(5)) {
      case 0:
        return dice.pick(TEXTS)
      case 1:
        return dice.pick([0, -4, 3, 1.5, 2 ** 53, null, true, [], {}])
      case 2:
        return { date: dice.pick([0, -1, 1.1e12, 9e15, 'x']) }
      default:
        return { pattern: dice.pick(TEXTS) }
    }
  }
  return {
    ...(dice.chance(0.98) && {
      attribute: dice.chance(0.95) ? dice.pick(NAMES) : dice.pick(['__proto__', '', 'x'.repeat(70)])
    }),
    ...(dice.chance(0.7) && { compare: dice.chance(0.95) ? dice.pick(COMPARISONS) : dice.pick(['Equal', 'toString']) }),
    ...(dice.chance(0.98) && { value: value() })
  }
}

export function searchXml(dice: Dice): string {
  return `<peersearch>${xmlOf(criteriaOf(dice, dice.pick([0, 1, 2, 3, 3, 40])), dice)}</peersearch>`
}

function xmlOf({ and, or, attribute, compare }: Criteria, dice: Dice): string {
  const parts = and ?? or
  if (Array.isArray(parts)) {
    const name = and === undefined ? 'or' : 'and'
    return `<${name}>${parts.map((part) => xmlOf(part as Criteria, dice)).join(dice.pick(['', '\n', '<!-- -->']))}</${name}>`
  }
  const type = dice.pick(['string', 'int', 'date'])
  const compared = compare === undefined ? '' : ` compare="${compare}"`
  return `<clause attrib="${String(attribute)}" type="${type}"${compared}>${valueXml(type, dice)}</clause>`
}

export function attributesXml(dice: Dice): string {
  const count = dice.pick([0, 1, 1, 2, 3, 40])
  const elements = Array.from({ length: count }, (_, i) => {
    const name = dice.chance(0.8)
      ? `name${i}`
      : dice.pick([...NAMES, '__proto__', '', 'a b', 'constructor', 'n'.repeat(65), '\u00e4'])
    const type = dice.pick(['string', 'int', 'date'])
    return `<attribute name="${name}" type="${type}">${valueXml(type, dice)}</attribute>`
  })
  return `<attributes>${elements.join(dice.pick(['', '\n']))}</attributes>`
}

function valueXml(type: string, dice: Dice): string {
  if (dice.chance(0.05))
    return dice.pick(['<b/>', '&#0;', '&#xD800;', '&#13;', '<![CDATA[ ]]>', '&x;', 'x'.repeat(5000), '\ufffe'])
  if (type === 'int') return dice.pick(NUMBERS)
  return type === 'date' ? dice.pick(DATES) : dice.pick(TEXTS)
}
