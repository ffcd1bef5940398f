// Attributes that nobody can change, neither who gave them nor who gets them.
import type { AttributeValue } from './record.js'

/** A date's time could be set by whoever holds it: each reader gets one of its own. */
export function frozenAttributes<Value extends AttributeValue | null>(
  values: Iterable<readonly [name: string, value: Value]>
): Readonly<{ [name: string]: Value }> {
  const attributes = Object.create(null) as { [name: string]: Value }
  for (const [name, value] of values) {
    if (value instanceof Date) {
      const timeMs = value.getTime()
      Object.defineProperty(attributes, name, { get: () => new Date(timeMs), enumerable: true })
    } else attributes[name] = value
  }
  return Object.freeze(attributes)
}
