// Groups that who wants in has found here, and which of them is meant.
import type { PeerId } from '../base/index.js'
import { GroupError } from './errors.js'
import type { Door } from './knock-search.js'

/** A group that hears strangers. Names are anybody's word: people compare ids. */
export interface FoundGroup {
  /** 64 hex characters. */
  readonly id: string
  readonly name: string
  readonly administrators: readonly FoundAdministrator[]
}

export interface FoundAdministrator {
  readonly peer: PeerId
  readonly name: string
  /** Multiaddr. */
  readonly address: string
}

/**
 * The one that is meant.
 * @param wanted an id, its first or last 8 characters or more, or a name; undefined: the only one
 * @throws {GroupError} `NOBODY_FOUND`, `SEVERAL_FOUND`
 */
export function chooseFound(found: readonly FoundGroup[], wanted: string | undefined): FoundGroup {
  const isMeant = ({ id, name }: FoundGroup): boolean =>
    wanted === undefined || name === wanted || (wanted.length >= 8 && (id.startsWith(wanted) || id.endsWith(wanted)))
  const [group, ...others] = found.filter(isMeant)
  const listed = found.map(({ id, name }) => `${name} (…${id.slice(-8)})`).join(', ')
  if (group === undefined) {
    const what = found.length === 0 ? 'no group here hears who knocks' : `none here is ${wanted}, but ${listed}`
    throw new GroupError('NOBODY_FOUND', `${what}: ask an administrator to turn knocking on, or for a code`)
  }
  if (others.length > 0) throw new GroupError('SEVERAL_FOUND', `say which of these, by the end of its id: ${listed}`)
  return group
}

export function groupsBehind(doors: readonly Door[]): FoundGroup[] {
  return [...new Set(doors.map(({ groupId }) => groupId))].map((id) => {
    const own = doors.filter(({ groupId }) => groupId === id)
    const byPeer = new Map(own.map((door) => [door.administrator, door]))
    const administrators = [...byPeer.values()].map(({ administrator: peer, administratorName: name, address }) => {
      return { peer, name, address }
    })
    return { id, name: own[0]?.groupName ?? '', administrators }
  })
}
