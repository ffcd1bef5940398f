// Attributes that nobody can change, neither who gave them nor who gets them.
import type { AttributeValue } from './record.js'

/**
 * Without a prototype, as `Object.create(null)` makes them; of those that a constructor makes the engine keeps the names of many
 * once (40 bytes for two values instead of 220).
 */
const NamedValues = function () {} as unknown as new () => { [name: string]: AttributeValue | null }
Object.defineProperty(NamedValues, 'prototype', { value: Object.create(null) as object })

/** A date's time could be set by whoever holds it: each reader gets one of its own. */
export function frozenAttributes<Value extends AttributeValue | null>(
  values: Iterable<readonly [name: string, value: Value]>
): Readonly<{ [name: string]: Value }> {
  const attributes = new NamedValues() as { [name: string]: Value }
  for (const [name, value] of values) {
    if (value instanceof Date) {
      const timeMs = value.getTime()
      Object.defineProperty(attributes, name, { get: () => new Date(timeMs), enumerable: true })
    } else attributes[name] = value
  }
  return Object.freeze(attributes)
}
