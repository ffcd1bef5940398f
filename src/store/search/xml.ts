// XML text from outside, as elements with places: a library reads it; size and nesting are bounded before that. It defines no
// entities, and a document type is refused.
import {
  parseXml,
  XmlDocumentType,
  XmlElement,
  XmlError,
  XmlText,
  type XmlDocument,
  type XmlNode
} from '@rgrove/parse-xml'
import { MAX_XML_CHARACTERS, MAX_XML_TAGS } from '../defaults.js'
import { StoreError, type StoreErrorCode } from '../errors.js'

/** Of what is said about text that was given, which may repeat it: enough for a person. */
const MAX_SAID_CHARACTERS = 200

/** Comments and processing instructions are left out. */
export interface Xml {
  readonly root: XmlElement
  /** As `line 3, column 5`. */
  placeOf(node: XmlNode): string
  /** For what is well formed but not what is wanted. */
  refuse(node: XmlNode, what: string): StoreError
}

/** @throws {StoreError} `code`, with the place */
export function readXml(given: string, code: StoreErrorCode): Xml {
  if (given.length > MAX_XML_CHARACTERS) {
    throw new StoreError(code, `${given.length} characters of XML, the limit is ${MAX_XML_CHARACTERS}`)
  }
  // Each level needs a tag of its own, and the library follows them by recursion.
  const tags = given.split('<', MAX_XML_TAGS + 2).length - 1
  if (tags > MAX_XML_TAGS) throw new StoreError(code, `more than ${MAX_XML_TAGS} tags of XML`)
  const text = given.replace(/\r\n?/g, '\n') // As XML reads it, so that places are right.
  const document = parse(text, code)
  const placeOf = ({ start }: XmlNode): string => {
    const before = text.slice(0, start)
    return `line ${before.split('\n').length}, column ${start - before.lastIndexOf('\n')}`
  }
  const refuse = (node: XmlNode, what: string): StoreError =>
    new StoreError(code, `${placeOf(node)}: ${what.slice(0, MAX_SAID_CHARACTERS)}`)
  const type = document.children.find((node) => node instanceof XmlDocumentType)
  if (type !== undefined) throw refuse(type, 'a document type is not allowed')
  return { root: document.root!, placeOf, refuse }
}

function parse(text: string, code: StoreErrorCode): XmlDocument {
  try {
    return parseXml(text, { includeOffsets: true, preserveDocumentType: true })
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    const [what = ''] = error.message.split(' (line ')
    const place = `line ${error.line}, column ${error.column}`
    throw new StoreError(code, `${place}: not well-formed XML: ${what.slice(0, MAX_SAID_CHARACTERS)}`, { cause: error })
  }
}

/** Its elements; text between them must be white space. @throws {StoreError} */
export function elementsOf(element: XmlElement, xml: Xml): XmlElement[] {
  return element.children.filter((child): child is XmlElement => {
    if (child instanceof XmlElement) return true
    if (child instanceof XmlText && /[^ \t\n]/.test(child.text)) {
      throw xml.refuse(child, `text stands in <${element.name}> outside of any element`)
    }
    return false
  })
}

/** Its text; an element in it is refused. @throws {StoreError} */
export function textOf(element: XmlElement, xml: Xml): string {
  let text = ''
  for (const child of element.children) {
    if (child instanceof XmlText) text += child.text
    else if (child instanceof XmlElement) throw xml.refuse(child, `<${element.name}> holds text, not <${child.name}>`)
  }
  return text
}

/** Its attributes, of which it may have no others. @throws {StoreError} */
export function fieldsOf<Name extends string>(
  element: XmlElement,
  names: readonly Name[],
  xml: Xml
): { readonly [Field in Name]?: string } {
  for (const name of Object.keys(element.attributes)) {
    if ((names as readonly string[]).includes(name)) continue
    const known = names.length === 0 ? 'no attributes' : `the attributes ${names.join(', ')}`
    throw xml.refuse(element, `<${element.name}> has ${known}, not ${name}`)
  }
  return element.attributes as { readonly [Field in Name]?: string }
}
