// Where a machine keeps its identity and its groups.
import { join } from 'node:path'

export function identityKeyPath(home: string): string {
  return join(home, 'identity.key')
}

export function identityNamePath(home: string): string {
  return join(home, 'identity.json')
}

export function groupsPath(home: string): string {
  return join(home, 'groups')
}

export function groupPath(home: string, groupId: string): string {
  return join(groupsPath(home), groupId)
}
