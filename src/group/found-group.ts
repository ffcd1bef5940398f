// Groups that who wants in has found here, and which of them is meant.
import type { PeerId } from '../base/index.js'
import { MIN_ID_END_CHARACTERS } from './defaults.js'
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

/** Whether somebody who says this has read it where the group is: a name is anybody's word, and a shorter end of an id can be ground. */
export function isIdEnd(wanted: string | undefined): boolean {
  return wanted !== undefined && isHex(wanted) && wanted.length >= MIN_ID_END_CHARACTERS
}

/**
 * The one that is meant. Where it was not meant by its id ({@link isIdEnd}), a person must say so before anybody knocks.
 * @param wanted an id, or 8 characters or more of its start or end; or a name, unless that looks like one; undefined: the only one
 * @throws {GroupError} `NOBODY_FOUND`, `SEVERAL_FOUND`
 */
export function chooseFound(found: readonly FoundGroup[], wanted: string | undefined): FoundGroup {
  const isMeant = ({ id, name }: FoundGroup): boolean => {
    if (wanted === undefined) return true
    // Somebody may call a group as another one's id ends.
    return isHex(wanted) ? id.startsWith(wanted) || id.endsWith(wanted) : name === wanted
  }
  const [group, ...others] = found.filter(isMeant)
  const listed = found.map(({ id, name }) => `${name} (…${idEnd(id)})`).join(', ')
  if (group === undefined) {
    const what = found.length === 0 ? 'no group here hears who knocks' : `none here is ${wanted}, but ${listed}`
    throw new GroupError('NOBODY_FOUND', `${what}: ask an administrator to turn knocking on, or for a code`)
  }
  if (others.length > 0) throw new GroupError('SEVERAL_FOUND', `say which of these, by the end of its id: ${listed}`)
  return group
}

/** As much of an id as tells it from every other. @param id 64 hex characters */
export function idEnd(id: string): string {
  return id.slice(-MIN_ID_END_CHARACTERS)
}

function isHex(text: string): boolean {
  return /^[0-9a-f]{8,64}$/.test(text)
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
