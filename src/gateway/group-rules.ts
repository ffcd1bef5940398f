// What the settings of a group mean on this machine, whose own configuration can be stricter.
import {
  groupOriginPolicy,
  urlPrivacyOf,
  type OriginAccess,
  type OriginPolicy,
  type UrlPrivacy
} from '../content/index.js'
import type { Group } from '../group/index.js'
import type { Config } from './config-schema.js'
import type { Machine } from './machine.js'

/** Where this machine goes for one group, and what its members may hear; as the settings are at the time. */
export interface GroupRules {
  readonly policy: OriginPolicy
  readonly origins: OriginAccess
  readonly privacy: UrlPrivacy
}

export function groupRules(
  group: Pick<Group, 'settings' | 'on'>,
  { policy: own, origins }: Pick<Machine, 'policy' | 'origins'>,
  { uplink, privacy }: Config
): GroupRules {
  const policy = groupOriginPolicy(own, {
    allowed: () => (uplink.groupPrivateOrigins ? group.settings().allowPrivateOrigins : []),
    denied: uplink.denyPrivateOrigins
  })
  return { policy, origins: origins.under(policy), privacy: urlPrivacyOf(group, privacy) }
}
