// A record's attributes as XML (reference section 1.13), both directions.
import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_ATTRIBUTE_TEXT_BYTES,
  MAX_ATTRIBUTES,
  type Attributes,
  type AttributeValue
} from '../../record/index.js'
import { StoreError } from '../errors.js'
import { kindOf, RESERVED_ATTRIBUTES } from './fields.js'
import { hasFourDigitYear, readDate, readInteger } from './values.js'
import { elementsOf, fieldsOf, readXml, textOf } from './xml.js'

/** Names in XML have letters and digits of ASCII only; a record's own may have others. */
const NAME = /^[A-Za-z0-9]+$/

/** @throws {StoreError} `INVALID_ATTRIBUTES`, with the line and column */
export function readAttributesXml(text: string): Attributes {
  const xml = readXml(text, 'INVALID_ATTRIBUTES')
  const { root } = xml
  if (root.name !== 'attributes') throw xml.refuse(root, `the root is <attributes>, not <${root.name}>`)
  fieldsOf(root, [], xml)
  const attributes = new Map<string, AttributeValue>()
  for (const element of elementsOf(root, xml)) {
    if (element.name !== 'attribute') throw xml.refuse(element, `<attribute> stands here, not <${element.name}>`)
    const { name = '', type } = fieldsOf(element, ['name', 'type'], xml)
    const problem = problemOf(name)
    if (problem !== undefined) throw xml.refuse(element, problem)
    if (attributes.has(name)) throw xml.refuse(element, `${name} stands there twice`)
    if (attributes.size === MAX_ATTRIBUTES) throw xml.refuse(element, `more than ${MAX_ATTRIBUTES} attributes`)
    const value = readValue(type, textOf(element, xml))
    if (value === undefined) throw xml.refuse(element, `${name} is not a string, int or date of type="${type ?? ''}"`)
    if (typeof value === 'string' && Buffer.byteLength(value) > MAX_ATTRIBUTE_TEXT_BYTES) {
      throw xml.refuse(element, `${name} has more than ${MAX_ATTRIBUTE_TEXT_BYTES} bytes`)
    }
    attributes.set(name, value)
  }
  return Object.fromEntries(attributes)
}

/** @throws {StoreError} `INVALID_ATTRIBUTES` where a name or a text cannot stand in such XML */
export function writeAttributesXml(attributes: Attributes): string {
  const written = Object.entries(attributes).map(([name, value]) => {
    const problem = problemOf(name)
    if (problem !== undefined) throw new StoreError('INVALID_ATTRIBUTES', problem)
    if (value instanceof Date && !hasFourDigitYear(value)) {
      throw new StoreError('INVALID_ATTRIBUTES', `the date of ${name} lies after the year 9999`)
    }
    const text = value instanceof Date ? value.toISOString() : String(value)
    // eslint-disable-next-line no-control-regex -- these, and halves of pairs, cannot stand in XML 1.0
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || /\p{Surrogate}/u.test(text)) {
      throw new StoreError('INVALID_ATTRIBUTES', `the text of ${name} has a character that XML does not allow`)
    }
    return `<attribute name="${name}" type="${kindOf(value)}">${escape(text)}</attribute>`
  })
  return `<attributes>${written.join('')}</attributes>`
}

function problemOf(name: string): string | undefined {
  if (!NAME.test(name)) return `${JSON.stringify(name)} is no name of letters and digits`
  if (name.length > MAX_ATTRIBUTE_NAME_BYTES) return `a name has more than ${MAX_ATTRIBUTE_NAME_BYTES} characters`
  return Object.hasOwn(RESERVED_ATTRIBUTES, name) ? `${name} is reserved: no application sets it` : undefined
}

function readValue(type: string | undefined, text: string): AttributeValue | undefined {
  if (type === 'string') return text
  if (type === 'int') return readInteger(text)
  const date = type === 'date' ? readDate(text) : undefined
  return date !== undefined && date.getTime() >= 0 ? date : undefined // Records have none before 1970.
}

/** Carriage returns would be read as line feeds. */
function escape(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
