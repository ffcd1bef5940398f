// What other rooms call for the records of a group while no node runs.
import type { openOfflineStore as open } from './open-offline.js'
export type { OfflineStore } from './open-offline.js'

/** See open-offline.ts, which loads Automerge, so only when it is called. */
export const openOfflineStore: typeof open = async (components, home, groupId) => {
  const room = await import('./open-offline.js')
  return room.openOfflineStore(components, home, groupId)
}
