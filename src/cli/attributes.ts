// Attributes of records as people type them: `name=text`, `name:=7`, `name:=2026-11-21`.
import type { NewRecord } from '../gateway/index.js'
import { CliError } from './errors.js'

export type AttributeValue = NonNullable<NewRecord['attributes']>[string]

/** @throws {CliError} `USAGE` */
export function parseAttribute(text: string): { name: string; value: AttributeValue } {
  const [, name = '', typed, value = ''] = /^(\p{L}[^:=<>]{0,63})(:?)=(.*)$/su.exec(text) ?? []
  if (name === '')
    throw new CliError('USAGE', `"${text}" is not an attribute: write name=text, name:=7 or name:=2026-11-21`)
  if (typed === '') return { name, value }
  if (/^-?\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value))) return { name, value: Number(value) }
  const dateMs = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN
  if (dateMs >= 0) return { name, value: { dateMs } }
  throw new CliError('USAGE', `"${value}" is neither a whole number nor a date from 1970 on, such as 2026-11-21`)
}

/** The node judges it further. @throws {CliError} `USAGE` */
export function checkAttributeName(name: string): string {
  if (/^\p{L}[^:=<>]{0,63}$/u.test(name)) return name
  throw new CliError('USAGE', `"${name}" is not the name of an attribute`)
}

/** For people. */
export function showAttributeValue(value: AttributeValue): string | number {
  return typeof value === 'object' ? new Date(value.dateMs).toISOString() : value
}

/** As the API looks attributes up: `name:value`. @throws {CliError} `USAGE` */
export function attributeFilter(text: string): string {
  const { name, value } = parseAttribute(text)
  return `${name}:${typeof value === 'object' ? value.dateMs : value}`
}

/** @throws {CliError} `USAGE` */
export function parseAttributes(texts: readonly string[]): NonNullable<NewRecord['attributes']> {
  const attributes = new Map<string, AttributeValue>()
  for (const { name, value } of texts.map(parseAttribute)) {
    if (attributes.has(name)) throw new CliError('USAGE', `"${name}" stands there twice`)
    attributes.set(name, value)
  }
  return Object.fromEntries(attributes)
}
