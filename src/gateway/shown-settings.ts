// Settings as they are shown to people and programs: with who set them, and without the passwords in them.
import type { LoadedConfig, SettingOrigin } from './config.js'
import { SETTINGS } from './config-schema.js'

export interface ShownSetting {
  /** For instance `ports.group`. */
  readonly key: string
  /** What it is; undefined where nothing is set. Passwords in it read `***`. */
  readonly value: unknown
  readonly origin: SettingOrigin
}

/** A proxy's URL may hold its password; it may be written without the scheme. */
const CREDENTIALS = /^([a-z][a-z0-9+.-]*:\/\/)?([^/@:\s]*):(?!\/\/)[^\s]*@/i

/** Every setting, in the schema's order. */
export function shownSettings({ config, origins }: LoadedConfig): ShownSetting[] {
  return SETTINGS.map(({ key }) => {
    const [section, name] = key.split('.') as [string, string]
    const value = (config as { [section: string]: { [name: string]: unknown } })[section]?.[name]
    return { key, value: withoutPasswords(value), origin: origins.get(key) ?? { kind: 'default' } }
  })
}

/** `http://alice:secret@proxy:3128` -> `http://alice:***@proxy:3128`; in lists too. */
export function withoutPasswords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPasswords)
  return typeof value === 'string' ? value.replace(CREDENTIALS, '$1$2:***@') : value
}
