// For `potluck doctor` and `potluck config show`.
import { presenceType } from '../../graph/index.js'
import * as api from '../api/diagnosis.js'
import { route } from '../api-route.js'
import type { NodeGroup } from '../node.js'
import type { Route } from '../router.js'

export const diagnosisRoutes: readonly Route[] = [
  route(api.getDiagnosis, ({ node }) => ({ groups: node.groups().map(diagnose) })),
  route(api.getSettings, ({ node }) => ({
    settings: node.settings,
    effective: node.groups().map(({ id, name, settings }) => ({ group: id, name, settings: settings() }))
  }))
]

function diagnose({ id, name, group }: NodeGroup): api.GroupDiagnosis {
  const members = group.members()
  const nameOf = (peer: string): string => members.find((member) => member.peer === peer)?.name ?? peer
  const said = new Map(
    group.store.find({ type: presenceType.name }).map(({ creator, modifiedAtMs }) => [creator, modifiedAtMs])
  )
  const { graph } = group
  const self = members.find((member) => member.self)
  const administrators = members.filter((member) => member.role === 'administrator')
  return {
    id,
    name,
    role: group.role,
    validUntilMs: self?.validUntilMs ?? 0,
    fixedTerm: self?.limits.fixedTerm ?? false,
    synchronised: graph.synchronised,
    members: members.length,
    administrators: administrators.length,
    rootAdministrators: administrators
      .filter(({ depth }) => depth === 1)
      .map(({ peer, name, validUntilMs }) => ({ peer, name, validUntilMs })),
    knocks: group.knocks().length,
    conflicts: [
      ...namesOf(group.propertyConflicts()).map((name) => ({ kind: 'property' as const, name })),
      ...namesOf(group.settingConflicts()).map((name) => ({ kind: 'setting' as const, name }))
    ],
    warnings: group.warnings,
    neighbours: graph.neighbours().map((neighbour) => ({ ...neighbour, name: nameOf(neighbour.peer) })),
    present: graph.present().map(({ peer, hosts, contentPort, uplink, serves, load }) => {
      const self = peer === group.self
      const saidAtMs = self ? undefined : said.get(peer)
      return {
        ...{ peer, contentPort, uplink, serves, load },
        hosts: [...hosts],
        name: nameOf(peer),
        self,
        ...(saidAtMs !== undefined && { saidAtMs })
      }
    })
  }
}

/** Each once: of one value several may have lost. */
const namesOf = (conflicts: readonly { readonly name: string }[]): string[] => [
  ...new Set(conflicts.map(({ name }) => name))
]
