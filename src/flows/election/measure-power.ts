// Whether this machine hangs on the mains, by what Linux says of its power supplies (Documentation/ABI/testing/sysfs-class-power).
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_POWER_SUPPLIES, MAX_POWER_WORD_BYTES } from './measure-defaults.js'

export type Power = 'mains' | 'battery' | 'unknown'

/**
 * `mains` also where there is no battery at all: a machine that runs has power from somewhere. `unknown` on other systems, and where what
 * is said makes no sense. Never rejects.
 */
export async function measurePower(folder = '/sys/class/power_supply'): Promise<Power> {
  let names: string[]
  try {
    names = await readdir(folder)
  } catch {
    return 'unknown'
  }
  const supplies = await Promise.all(names.slice(0, MAX_POWER_SUPPLIES).map((name) => readSupply(join(folder, name))))
  return judgePower(supplies)
}

export interface PowerSupply {
  /** `Mains`, `Battery`, `USB`, `UPS`, `Wireless`. */
  readonly type: string
  /** `Device`: of a mouse, say. */
  readonly scope: string
  /** `1`: something is plugged in. */
  readonly online: string
  /** Of a battery: `Charging`, `Discharging`, `Not charging`, `Full`, `Unknown`. */
  readonly status: string
}

export function judgePower(supplies: readonly PowerSupply[]): Power {
  const own = supplies.filter(({ scope }) => scope !== 'Device')
  const batteries = own.filter(({ type }) => type === 'Battery' || type === 'UPS')
  if (batteries.some(({ status }) => status === 'Discharging')) return 'battery'
  if (batteries.length === 0 || own.some((supply) => !batteries.includes(supply) && supply.online === '1'))
    return 'mains'
  return batteries.every(({ status }) => status === 'Charging' || status === 'Full') ? 'mains' : 'unknown'
}

async function readSupply(folder: string): Promise<PowerSupply> {
  const [type, scope, online, status] = await Promise.all(
    ['type', 'scope', 'online', 'status'].map((name) => readWord(join(folder, name)))
  )
  return { type: type ?? '', scope: scope ?? '', online: online ?? '', status: status ?? '' }
}

/** Empty where there is none. */
async function readWord(path: string): Promise<string> {
  try {
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_POWER_WORD_BYTES))
      return buffer.toString('latin1', 0, bytesRead).trim()
    } finally {
      await file.close()
    }
  } catch {
    return ''
  }
}
