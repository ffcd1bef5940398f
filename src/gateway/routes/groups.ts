// Groups, their members, codes with which others come in.
import { renderSVG } from 'uqr'
import type { Group } from '../../group/index.js'
import { route } from '../api-route.js'
import * as settingsApi from '../api/group-settings.js'
import * as api from '../api/groups.js'
import type { Route } from '../router.js'

export const groupRoutes: readonly Route[] = [
  route(api.listGroups, ({ node }) => ({
    groups: node.groups().map(({ group }) => {
      const { friendlyName } = group.properties()
      return { id: group.id, name: group.name, friendlyName, role: group.role }
    })
  })),
  route(api.listMembers, ({ node, params }) => {
    const { group } = node.group(params.group)
    return { group: group.id, name: group.name, members: group.members() }
  }),
  route(api.getProperties, ({ node, params }) => propertiesOf(node.group(params.group).group)),
  route(api.setProperties, async ({ node, params, body }) => {
    const { group } = node.group(params.group)
    await group.setProperties(body) // Names and values are judged there.
    return propertiesOf(group)
  }),
  route(settingsApi.getGroupSettings, ({ node, params }) => settingsOf(node.group(params.group).group)),
  route(settingsApi.setGroupSettings, async ({ node, params, body }) => {
    const { group } = node.group(params.group)
    await group.setSettings(body) // Names and values are judged there.
    return settingsOf(group)
  }),
  route(api.listAddresses, ({ node, params }) => ({ addresses: node.group(params.group).group.graph.addresses() })),
  route(api.listCodes, ({ node, params }) => {
    const { group } = node.group(params.group)
    return { group: group.id, name: group.name, codes: group.codes.list() }
  }),
  route(api.makeCode, async ({ node, params, query: { uses = 1, role = 'member', ttlMs } }) => {
    const { group } = node.group(params.group)
    const made = await group.codes.make({ uses, role, ttlMs })
    return { group: group.id, name: group.name, ...made, qrSvg: qrSvg(made.text) }
  }),
  route(api.revokeCode, async ({ node, params }) => {
    const { group } = node.group(params.group)
    await group.codes.revoke(params.code)
    return { group: group.id, id: params.code }
  })
]

function propertiesOf(group: Group): api.GroupPropertiesAnswer {
  const { id, name } = group
  return { group: id, name, properties: group.properties(), conflicts: group.propertyConflicts() }
}

function settingsOf(group: Group): settingsApi.GroupSettingsAnswer {
  const { id, name } = group
  return {
    ...{ group: id, name, settings: group.settings() },
    setBy: group.settingsBy(),
    conflicts: group.settingConflicts()
  }
}

/** The text means the same in upper case, which a QR code holds in fewer modules. */
function qrSvg(text: string): string {
  return renderSVG(text.toUpperCase(), { ecc: 'L', border: 2 })
}
