// What time it is, for what others signed: a machine that starts without a battery or a time server has a clock that is behind.
import type { Clock } from '../../base/index.js'
import type { UploadGroup } from './upload-service-init.js'

export type UploadGroups = ReadonlyMap<string, UploadGroup>

/** ms since 1970: the latest that the own clock and the members of open groups say (docs/graph.md, "Time"). */
export function groupTimeMs(clock: Clock, groups: UploadGroups): number {
  return Math.max(clock.nowMs(), ...[...groups.values()].map(({ group }) => group.peerTimeMs()))
}
