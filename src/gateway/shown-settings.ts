// Settings as they are shown to people and programs: with who set them, and without the passwords in them.
import type { LoadedConfig, SettingOrigin } from './config.js'
import { SETTINGS } from './config-schema.js'

export interface ShownSetting {
  /** For instance `ports.group`. */
  readonly key: string
  /** Empty where nothing is set. Passwords in it read `***`. */
  readonly value: SettingValue
  readonly origin: SettingOrigin
}

export type SettingValue = string | number | boolean | readonly string[]

/** A proxy's URL may hold its password; it may be written without the scheme. */
const CREDENTIALS = /^([a-z][a-z0-9+.-]*:\/\/)?([^/@:\s]*):(?!\/\/)[^\s]*@/i

/** Every setting, in the schema's order. */
export function shownSettings({ config, origins }: LoadedConfig): ShownSetting[] {
  return SETTINGS.map(({ key }) => {
    const [section, name] = key.split('.') as [string, string]
    const value = (config as { [section: string]: { [name: string]: SettingValue } })[section]?.[name]
    return { key, value: withoutPasswords(value ?? ''), origin: origins.get(key) ?? { kind: 'default' } }
  })
}

/** `http://alice:secret@proxy:3128` -> `http://alice:***@proxy:3128`; in lists too. */
export function withoutPasswords(value: SettingValue): SettingValue {
  if (typeof value === 'string') return value.replace(CREDENTIALS, '$1$2:***@')
  return Array.isArray(value) ? (value as readonly string[]).map((text) => String(withoutPasswords(text))) : value
}
