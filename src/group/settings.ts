// Settings of a group, the same for all its members (design section 5): what administrators have every machine of the place do, so
// that nobody edits forty files. The local configuration can be stricter: docs/operations.md.
import { isRangePrivate, parseAddressRange, parseUrlPattern } from '../base/index.js'
import type { Store } from '../store/index.js'
import { MAX_SETTING_ENTRIES, MAX_SETTING_TEXT_BYTES } from './defaults.js'
import {
  SharedValues,
  sharedValuesType,
  type ValueChanges,
  type ValueConflict,
  type ValueRule,
  type ValueRules
} from './shared-values.js'

export interface GroupSettings {
  /**
   * Private networks whose origins members fetch from for this group, as `10.0.0.0/8` (ports 80 and 443), `10.0.0.0/8:8080` or
   * `[fd00::/8]:8080`: at most 256, and 4,096 bytes together. Each machine's own addresses and bridges, loopback, link-local and clouds' metadata are opened by none. @default none
   */
  readonly allowPrivateOrigins: readonly string[]
  /**
   * URLs of which no member tells the group anything: `host`, `*.host` (every name below it), either with `/path` or `/path*`; as many
   * as above. @default none
   */
  readonly neverShare: readonly string[]
  /** URLs that members ask the group for by their hashes alone: who does not know them cannot read them; as above. @default none */
  readonly doNotName: readonly string[]
  /** Whether administrators' nodes hear strangers who ask to be let in. @default 'off' */
  readonly knock: 'off' | 'on'
}

export type SettingName = keyof GroupSettings
export type SettingChanges = ValueChanges<GroupSettings>
export type SettingConflict = ValueConflict<GroupSettings>

export const settingsType = sharedValuesType('group.settings')

/** One a line in one attribute, so that two administrators who were apart see both lists. */
const list = (entryProblem: (entry: string) => string | undefined): ValueRule<readonly string[]> => ({
  problem: (value) => {
    if (!Array.isArray(value)) return 'must be a list'
    if (value.length > MAX_SETTING_ENTRIES) return `must have at most ${MAX_SETTING_ENTRIES} entries`
    for (const entry of value as unknown[]) {
      const problem = typeof entry === 'string' ? entryProblem(entry) : 'must be a list of text'
      if (problem !== undefined) return problem
    }
    const bytes = Buffer.byteLength(value.join('\n'))
    return bytes > MAX_SETTING_TEXT_BYTES
      ? `must have at most ${MAX_SETTING_TEXT_BYTES} bytes together, these have ${bytes}`
      : undefined
  },
  store: (value) => value.join('\n'),
  // What a later version knows more of stands beside what we understand.
  read: (value) => {
    if (typeof value !== 'string') return undefined
    const entries = value.split('\n').filter((entry) => entryProblem(entry) === undefined)
    return entries.slice(0, MAX_SETTING_ENTRIES)
  }
})

const pattern = (entry: string): string | undefined =>
  parseUrlPattern(entry) === undefined
    ? `${JSON.stringify(entry)} is not a pattern such as example.com, *.example.com or example.com/private/*`
    : undefined

const RULES: ValueRules<GroupSettings> = {
  allowPrivateOrigins: list((entry) => {
    const range = parseAddressRange(entry)
    if (range === undefined) return `${JSON.stringify(entry)} is not a range such as 10.0.0.0/8 or [fd00::/8]:8080`
    return isRangePrivate(range) ? undefined : `${entry} is not within a private network`
  }),
  neverShare: list(pattern),
  doNotName: list(pattern),
  knock: {
    problem: (value) => (value === 'on' || value === 'off' ? undefined : 'must be on or off'),
    store: (value) => value,
    read: (value) => (value === 'on' || value === 'off' ? value : undefined)
  }
}

export const SETTING_NAMES = Object.keys(RULES) as readonly SettingName[]

export class SettingsRecord extends SharedValues<GroupSettings> {
  /** @param root the group root's public key, 32 bytes */
  constructor(store: Store, root: Uint8Array) {
    super({
      ...{ store, root, type: settingsType, rules: RULES, word: 'setting', badCode: 'BAD_SETTING' },
      defaults: { allowPrivateOrigins: [], neverShare: [], doNotName: [], knock: 'off' }
    })
  }
}
