// Structured fields (RFC 9651) by the library, whose types name one of the browser's (`BufferSource`) that Node's do not have.
import * as library from 'structured-headers'

export { Token } from 'structured-headers'

/** Byte sequences are read as ArrayBuffer, and written from any bytes. */
export type BareItem =
  string | number | boolean | Date | library.Token | library.DisplayString | ArrayBuffer | Uint8Array
export type Parameters = Map<string, BareItem>
export type Item = [value: BareItem, parameters: Parameters]
export type InnerList = [items: Item[], parameters: Parameters]

/* Each throws on what is none. */
export const parseItem = library.parseItem as (text: string) => Item
export const parseList = library.parseList as (text: string) => (Item | InnerList)[]
export const parseDictionary = library.parseDictionary as (text: string) => Map<string, Item | InnerList>
export const serializeItem = library.serializeItem as (item: Item) => string
export const serializeList = library.serializeList as (list: (Item | InnerList)[]) => string
export const serializeDictionary = library.serializeDictionary as (members: Map<string, Item | InnerList>) => string
export const isInnerList = library.isInnerList as (member: Item | InnerList) => member is InnerList
export const { serializeString, serializeByteSequence } = library as {
  serializeString: (text: string) => string
  serializeByteSequence: (bytes: Uint8Array) => string
}
