// Which group a command means: the one of this home, or the one that --group names.
import { chooseGroup, requireHome } from '../gateway/index.js'
import type { GroupFolder } from '../group/index.js'

/** @throws {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS`; those of `requireHome`: without a home there is no group either */
export async function findGroup(home: string, wanted: string | undefined): Promise<GroupFolder> {
  await requireHome(home)
  const { listGroups, readGroupFolder } = await import('../group/index.js')
  const ids = await listGroups(home)
  return chooseGroup(await Promise.all(ids.map((id) => readGroupFolder(home, id))), wanted)
}

/** This machine's own name for it, and what administrators call it for all, where that differs. */
export function groupTitle({ name, friendlyName }: { name: string; friendlyName: string | null }): string {
  return friendlyName === null || friendlyName === name ? name : `${name} (friendly name "${friendlyName}")`
}
