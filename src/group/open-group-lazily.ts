// What other rooms call to open a group.
import type { openGroup as open } from './open-group.js'
export type { GroupComponents, GroupInit, GroupStorages } from './open-group.js'

/** See open-group.ts, which loads libp2p and Automerge, so only when it is called: `init` and `join` must not wait for them. */
export const openGroup: typeof open = async (components, init) => {
  const room = await import('./open-group.js')
  return room.openGroup(components, init)
}
