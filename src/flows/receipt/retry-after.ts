// When a backend asks to be asked again (RFC 9110 10.2.3).
import type { BackendAnswer } from './statements.js'

/** ms from now, by seconds or a date. Undefined where the answer says neither. @param nowMs this machine's time */
export function retryAfterMs({ headers }: Pick<BackendAnswer, 'headers'>, nowMs: number): number | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].trim()
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  const atMs = Date.parse(value)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}
