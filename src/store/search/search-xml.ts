// The XML search language of reference section 1.14, read into criteria. What that leaves open is decided in docs/store.md.
import type { XmlElement, XmlNode } from '@rgrove/parse-xml'
import { checkCriteria, COMPARISONS, type Comparison, type Condition, type SearchCriteria } from './criteria.js'
import { readDate, readInteger } from './values.js'
import { elementsOf, fieldsOf, readXml, textOf, type Xml } from './xml.js'

/** @throws {StoreError} `INVALID_SEARCH`; `INVALID_ARGUMENT` for a bad escape; each with the line and column */
export function readSearchXml(text: string): Condition {
  const xml = readXml(text, 'INVALID_SEARCH')
  const { root } = xml
  if (root.name !== 'peersearch') throw xml.refuse(root, `the root is <peersearch>, not <${root.name}>`)
  fieldsOf(root, [], xml)
  const children = elementsOf(root, xml)
  const [only] = children
  if (only === undefined || children.length > 1) {
    throw xml.refuse(children[1] ?? root, '<peersearch> holds exactly one element: put several into <and> or <or>')
  }
  const nodes = new Map<unknown, XmlNode>()
  const criteria = readOne(only, xml, nodes)
  return checkCriteria(criteria, (given, path) => {
    const node = nodes.get(given)
    return node === undefined ? path : xml.placeOf(node)
  })
}

function readOne(element: XmlElement, xml: Xml, nodes: Map<unknown, XmlNode>): SearchCriteria {
  const criteria = read(element, xml, nodes)
  nodes.set(criteria, element)
  return criteria
}

function read(element: XmlElement, xml: Xml, nodes: Map<unknown, XmlNode>): SearchCriteria {
  switch (element.name) {
    case 'and':
    case 'or': {
      fieldsOf(element, [], xml)
      const parts = elementsOf(element, xml).map((child) => readOne(child, xml, nodes))
      return element.name === 'and' ? { and: parts } : { or: parts }
    }
    case 'clause':
      return readClause(element, xml)
    default:
      throw xml.refuse(element, `<and>, <or> or <clause> stands here, not <${element.name}>`)
  }
}

function readClause(element: XmlElement, xml: Xml): SearchCriteria {
  const { attrib, type, compare = 'equal' } = fieldsOf(element, ['attrib', 'type', 'compare'], xml)
  if (attrib === undefined || attrib === '') throw xml.refuse(element, '<clause> names an attribute in attrib')
  if (!isComparison(compare)) throw xml.refuse(element, `compare is one of ${COMPARISONS.join(', ')}`)
  const text = textOf(element, xml)
  const clause = { attribute: attrib, compare }
  switch (type) {
    case 'string':
      return { ...clause, value: { pattern: text } }
    case 'int': {
      const value = readInteger(text)
      if (value === undefined) throw xml.refuse(element, 'the value is no whole number within 2^53')
      return { ...clause, value }
    }
    case 'date': {
      const value = readDate(text)
      if (value === undefined) throw xml.refuse(element, 'the value is no date such as 2004-06-03 or 2004-06-03T14:30Z')
      return { ...clause, value }
    }
    default:
      throw xml.refuse(element, 'type is string, int or date')
  }
}

function isComparison(text: string): text is Comparison {
  return (COMPARISONS as readonly string[]).includes(text)
}
