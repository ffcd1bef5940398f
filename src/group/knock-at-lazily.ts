// What other rooms call to come in by knocking.
import type { findGroups as find, knockAt as knock } from './knock-at.js'
export { chooseFound, idEnd, isIdEnd } from './found-group.js'
export type { FindGroupsInit, KnockInit } from './knock-at.js'

/** See knock-at.ts, which loads libp2p, so only when it is called. */
export const findGroups: typeof find = async (home, init) => (await import('./knock-at.js')).findGroups(home, init)

/** The same. */
export const knockAt: typeof knock = async (home, group, init) =>
  (await import('./knock-at.js')).knockAt(home, group, init)
