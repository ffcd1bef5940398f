// What certificates keep this machine from.
import type { NodeStatus } from '../gateway/index.js'

/** Whether it may not, in any of its groups. */
export function isKept({ groups }: Pick<NodeStatus, 'groups'>, from: 'mayServe' | 'mayUseUplinks'): boolean {
  return groups.length > 0 && groups.every(({ limits }) => !limits[from])
}
