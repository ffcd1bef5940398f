// Numbers, times and addresses as people read them.

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
const DAY_MS = 86_400_000
const UNITS_OF_TIME = [
  ['d', DAY_MS],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000]
] as const

/** `33554432` -> `32.0 MiB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024
    unit++
  }
  // 1023.96 KiB would be written as 1024.0 KiB.
  if (unit > 0 && unit < BYTE_UNITS.length - 1 && value >= 1023.95) return `1.0 ${BYTE_UNITS[unit + 1]}`
  return unit === 0
    ? `${Math.round(value)} B`
    : `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${BYTE_UNITS[unit]}`
}

/** `2097152` a second -> `2.0 MiB/s`. */
export function formatRate(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`
}

/** `10800000` -> `3 h`, `90000` -> `1 min 30 s`: the largest unit, with the next one where it matters. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000)) * 1000
  const at = UNITS_OF_TIME.findIndex(([, unitMs]) => seconds >= unitMs)
  const [unit, unitMs] = UNITS_OF_TIME[at] ?? ['s', 1000]
  const count = Math.floor(seconds / unitMs)
  const next = UNITS_OF_TIME[at + 1]
  const rest = next === undefined || count >= 10 ? 0 : Math.floor((seconds % unitMs) / next[1])
  return rest > 0 && next !== undefined ? `${count} ${unit} ${rest} ${next[0]}` : `${count} ${unit}`
}

/** How long ago, roughly: `just now`, `5 min ago`, `3 d ago`. */
export function formatAgo(atMs: number, nowMs: number): string {
  const agoMs = nowMs - atMs
  if (agoMs < 60_000) return 'just now'
  const [unit, unitMs] = UNITS_OF_TIME.find(([, lengthMs]) => agoMs >= lengthMs) ?? ['min', 60_000]
  return `${Math.floor(agoMs / unitMs)} ${unit} ago`
}

/** A share of 0 to 1 as whole percent. What is not quite all is never called 100, what is not quite nothing never 0. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share) || share <= 0) return '0 %'
  if (share >= 1) return '100 %'
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`
}

/** `1` -> `1 file`, `2` -> `2 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** What a URL is called in a list: the last part of its path, and its host. */
export function nameOfUrl(url: string): { name: string; host: string } {
  if (!URL.canParse(url)) return { name: url, host: '' }
  const { pathname, host } = new URL(url)
  const last = pathname.split('/').findLast((part) => part !== '')
  return { name: last === undefined ? host : decoded(last), host }
}

/** A name to save content under: what the address says, without what file systems or eyes take amiss. */
export function fileNameOf(url: string): string {
  const { name } = nameOfUrl(url)
  const cleaned = [...name]
    .map((character) => (isUnfit(character) ? '_' : character))
    .join('')
    .replace(/^\.+/, '')
  return cleaned.slice(0, 120) || 'download'
}

/** Control characters, what Windows forbids, and what turns the direction of writing. */
function isUnfit(character: string): boolean {
  return character < ' ' || /[\u007f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(character)
}

/** A day, as the browser writes one: `3 Mar 2027`. */
export function dateWords(atMs: number): string {
  return new Date(atMs).toLocaleDateString([], { dateStyle: 'medium' })
}

/** `12D3KooWPjce…` -> `…` and its last eight characters: the first ones are the same for everybody. */
export function shortPeer(peer: string): string {
  return `…${peer.slice(-8)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
