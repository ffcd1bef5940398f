// What the settings of a group mean on this machine, whose own configuration can be stricter.
import { networkInterfaces } from 'node:os'
import {
  groupOriginPolicy,
  urlPrivacyOf,
  type OriginAccess,
  type OriginPolicy,
  type UrlPrivacy
} from '../content/index.js'
import { isInsideMachine } from '../graph/index.js'
import type { Group } from '../group/index.js'
import type { Config } from './config-schema.js'
import { localAddresses } from './local-addresses.js'
import type { Machine } from './machine.js'
import type { ShownSetting } from './shown-settings.js'

/** Where this machine goes for one group, and what its members may hear; as the settings are at the time. */
export interface GroupRules {
  readonly policy: OriginPolicy
  readonly origins: OriginAccess
  readonly privacy: UrlPrivacy
}

export function groupRules(
  group: Pick<Group, 'settings' | 'on'>,
  { policy: own, origins }: Pick<Machine, 'policy' | 'origins'>,
  { uplink, privacy }: Config,
  interfaces = networkInterfaces,
  unlisted = localAddresses
): GroupRules {
  const policy = groupOriginPolicy(own, {
    isInsideMachine: (address) => isInsideMachine(address, interfaces(), unlisted()),
    allowed: () => (uplink.groupPrivateOrigins ? group.settings().allowPrivateOrigins : []),
    denied: uplink.denyPrivateOrigins
  })
  return { policy, origins: origins.under(policy), privacy: urlPrivacyOf(group, privacy) }
}

/** What the group's settings add to this machine's own now, and who set it. */
export function groupSettingsShown(
  group: Pick<Group, 'id' | 'settings' | 'settingsBy'>,
  { uplink }: Config
): ShownSetting[] {
  const { allowPrivateOrigins, neverShare, doNotName } = group.settings()
  const by = group.settingsBy()
  const rows = [
    ['uplink.allowPrivateOrigins', uplink.groupPrivateOrigins ? allowPrivateOrigins : [], by.allowPrivateOrigins],
    ['privacy.neverShare', neverShare, by.neverShare],
    ['privacy.doNotName', doNotName, by.doNotName]
  ] as const
  return rows.flatMap(([key, value, author]) => {
    if (author === undefined || value.length === 0) return []
    return [{ key, value, origin: { kind: 'group', group: group.id, by: author } }]
  })
}
