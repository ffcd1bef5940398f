// Properties of a group, the same for all its members (PEER_GRAPH_PROPERTIES and PEER_GROUP_PROPERTIES, reference sections
// 1.4 and 3.2): what administrators say of it.
import type { Store } from '../store/index.js'
import {
  DEFAULT_PRESENCE_LIFETIME_MS,
  MAX_COMMENT_BYTES,
  MAX_PRESENCE_LIFETIME_MS,
  MIN_PRESENCE_LIFETIME_MS
} from './defaults.js'
import { nameProblem, textProblem } from './names.js'
import {
  SharedValues,
  sharedValuesType,
  type ValueChanges,
  type ValueConflict,
  type ValueRule,
  type ValueRules
} from './shared-values.js'

export interface GroupProperties {
  /** What members show beside the name that the group has at each. @default that name */
  readonly friendlyName: string
  /** A few words about the group, at most 512 bytes. @default empty */
  readonly comment: string
  /** How long a member counts as present after it was last heard of, ms: 60,000 to 600,000. @default 180,000 */
  readonly presenceLifetimeMs: number
  /** Records do not expire from view where a member has no neighbour, until it has one again. @default false */
  readonly deferExpiration: boolean
}

export type PropertyName = keyof GroupProperties
export type PropertyChanges = ValueChanges<GroupProperties>
export type PropertyConflict = ValueConflict<GroupProperties>

export const propertiesType = sharedValuesType('group.properties')

const text = (problem: (value: string) => string | undefined): ValueRule<string> => ({
  problem: (value) => (typeof value === 'string' ? problem(value) : 'must be text'),
  store: (value) => value,
  read: (value) => (typeof value === 'string' ? value : undefined)
})

const RULES: ValueRules<GroupProperties> = {
  friendlyName: text(nameProblem),
  comment: text((value) => textProblem(value, MAX_COMMENT_BYTES)),
  presenceLifetimeMs: {
    problem: (value) =>
      Number.isInteger(value) && Number(value) >= MIN_PRESENCE_LIFETIME_MS && Number(value) <= MAX_PRESENCE_LIFETIME_MS
        ? undefined
        : `must be a whole number from ${MIN_PRESENCE_LIFETIME_MS} to ${MAX_PRESENCE_LIFETIME_MS}`,
    store: (value) => value,
    read: (value) => (typeof value === 'number' ? value : undefined)
  },
  deferExpiration: {
    problem: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
    store: (value) => (value ? 1 : 0),
    read: (value) => (value === 1 ? true : value === 0 ? false : undefined)
  }
}

export const PROPERTY_NAMES = Object.keys(RULES) as readonly PropertyName[]

export class PropertiesRecord extends SharedValues<GroupProperties> {
  /** @param root the group root's public key, 32 bytes @param defaultName what the group is called here */
  constructor(store: Store, root: Uint8Array, defaultName: string) {
    super({
      ...{ store, root, type: propertiesType, rules: RULES, word: 'property', badCode: 'BAD_PROPERTY' },
      defaults: {
        friendlyName: defaultName,
        comment: '',
        presenceLifetimeMs: DEFAULT_PRESENCE_LIFETIME_MS,
        deferExpiration: false
      }
    })
  }
}

export function isPropertyName(name: string): name is PropertyName {
  return Object.hasOwn(RULES, name)
}
