// For `potluck doctor` and `potluck config show`.
import { presenceType } from '../../graph/index.js'
import * as api from '../api/diagnosis.js'
import { route } from '../api-route.js'
import type { NodeGroup } from '../node.js'
import type { Route } from '../router.js'

export const diagnosisRoutes: readonly Route[] = [
  route(api.getDiagnosis, ({ node }) => ({ groups: node.groups().map(diagnose) })),
  route(api.getSettings, ({ node }) => ({ settings: node.settings }))
]

function diagnose({ id, name, group }: NodeGroup): api.GroupDiagnosis {
  const members = group.members()
  const nameOf = (peer: string): string => members.find((member) => member.peer === peer)?.name ?? peer
  const said = new Map(
    group.store.find({ type: presenceType.name }).map(({ creator, modifiedAtMs }) => [creator, modifiedAtMs])
  )
  const { graph } = group
  return {
    id,
    name,
    role: group.role,
    validUntilMs: members.find(({ self }) => self)?.validUntilMs ?? 0,
    synchronised: graph.synchronised,
    members: members.length,
    administrators: members.filter(({ role }) => role === 'administrator').length,
    warnings: group.warnings,
    neighbours: graph.neighbours().map((neighbour) => ({ ...neighbour, name: nameOf(neighbour.peer) })),
    present: graph.present().map(({ hosts, ...presence }) => {
      const self = presence.peer === group.self
      const saidAtMs = self ? undefined : said.get(presence.peer)
      return {
        ...presence,
        hosts: [...hosts],
        name: nameOf(presence.peer),
        self,
        ...(saidAtMs !== undefined && { saidAtMs })
      }
    })
  }
}
