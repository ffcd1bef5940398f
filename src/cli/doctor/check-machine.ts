// The machine: home, settings, clock, disk.
import { formatBytes, formatDuration } from '../units.js'
import { CLOCK_TOLERANCE_MS, MIN_FREE_BYTES, PRESENCE_AGE_MS } from './defaults.js'
import type { Facts, Finding } from './facts.js'

export function checkHome({ home }: Facts): Finding[] {
  const check = 'home'
  if (home.problem !== undefined) return [{ check, level: 'fail', what: home.problem.message }]
  if (!home.foreignOwner) return [{ check, level: 'ok', what: `${home.path}, which only its user can look into` }]
  return [
    {
      check,
      level: 'warn',
      what: `${home.path} is another user's`,
      todo: 'run `potluck` as the user whose node it is'
    }
  ]
}

export function checkSettings({ settingsProblem: problem }: Facts): Finding[] {
  if (problem === undefined) return []
  return [{ check: 'settings', level: 'fail', what: problem.message, todo: 'mend it: `potluck up` would not start' }]
}

/** Own clock against the system's word, and against when members say that they wrote their presence. */
export function checkClock({ clockSynchronised, node, nowMs }: Facts): Finding[] {
  const check = 'clock'
  const todo = 'have the clock set by NTP: `timedatectl set-ntp true`'
  const ages = (node?.groups ?? [])
    .flatMap(({ present }) => present)
    .flatMap(({ self, saidAtMs }) => (self || saidAtMs === undefined ? [] : [nowMs - saidAtMs]))
    .sort((a, b) => a - b)
  const age = ages[Math.floor(ages.length / 2)]
  const members = ages.length === 1 ? 'the one member' : `most of the ${ages.length} members`
  if (age !== undefined && age < -CLOCK_TOLERANCE_MS) {
    const what = `this machine's clock is ${formatDuration(-age)} or more behind that of ${members} that is here`
    return [{ check, level: 'fail', what, todo }]
  }
  if (age !== undefined && age > PRESENCE_AGE_MS) {
    const what = `this machine's clock seems to be ${formatDuration(age - PRESENCE_AGE_MS)} or more ahead of that of ${members} here`
    return [{ check, level: 'warn', what, todo }]
  }
  if (clockSynchronised === false) {
    return [{ check, level: 'warn', what: 'the system says that nothing keeps the clock right', todo }]
  }
  const agrees = age === undefined ? '' : `agrees with ${members} here`
  const kept = clockSynchronised === true ? 'is kept right by NTP' : ''
  const what = [kept, agrees].filter((part) => part !== '').join(', and ') || 'no sign that it is wrong'
  return [{ check, level: 'ok', what }]
}

export function checkDisk({ freeBytes, node, config }: Facts): Finding[] {
  const check = 'disk'
  if (freeBytes === undefined) return []
  const cache = node?.status.cache
  if (cache?.full !== undefined) {
    const since = new Date(cache.full.sinceMs).toISOString()
    const todo = 'make room, or lower cache.maxBytes; nothing needs a restart'
    return [{ check, level: 'fail', what: `takes nothing more since ${since}: ${cache.full.reason}`, todo }]
  }
  const maxBytes = cache?.maxBytes ?? config?.cache.maxBytes ?? 0
  const room = maxBytes - (cache?.bytes ?? 0)
  const free = formatBytes(freeBytes)
  if (freeBytes < MIN_FREE_BYTES) {
    return [{ check, level: 'fail', what: `${free} are free, hardly anything`, todo: 'make room' }]
  }
  if (cache !== undefined && freeBytes < room) {
    const what = `the cache may grow by ${formatBytes(room)}, and ${free} are free`
    return [{ check, level: 'warn', what, todo: 'lower cache.maxBytes, or make room' }]
  }
  return [{ check, level: 'ok', what: `${free} are free, the cache may have ${formatBytes(maxBytes)} in all` }]
}
