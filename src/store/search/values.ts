// Values as they are spelled in XML: whole numbers, and dates in the profile of ISO 8601 of the W3C NOTE-datetime.

/** Within 2^53; white space around it does not count. Undefined where it is none. */
export function readInteger(text: string): number | undefined {
  const trimmed = trim(text)
  const value = /^[+-]?\d{1,20}$/.test(trimmed) ? Number(trimmed) : NaN
  return Number.isSafeInteger(value) ? value + 0 : undefined // -0 is 0.
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d))?)?)?$/

/**
 * The instant at which what is named begins: `2004` and `2004-06` and `2004-06-03` in UTC; a time of day has a zone, `Z` or
 * `+02:00`. What is finer than a millisecond is cut. Undefined where there is no such date.
 */
export function readDate(text: string): Date | undefined {
  const fields = DATE.exec(trim(text))
  if (fields === null) return undefined
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    fields
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`
  const atUtc = new Date(`${written}Z`)
  // 30 February would be taken for 1 March, and 24:00 for the next day.
  if (Number.isNaN(atUtc.getTime()) || atUtc.toISOString() !== `${written}Z`) return undefined
  if (zone === 'Z') return atUtc
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))]
  if (hours > 23 || minutes > 59) return undefined
  const aheadMs = (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  const date = new Date(atUtc.getTime() - aheadMs)
  return hasFourDigitYear(date) ? date : undefined
}

/** Only such can be spelled here. */
export function hasFourDigitYear(date: Date): boolean {
  return date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999
}

/** What XML has as white space. */
function trim(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '')
}
