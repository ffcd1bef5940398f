// Which of several groups a person or program means.
import { GatewayError } from './errors.js'

/** Shorter starts of an id are too easily another group's some day. */
const MIN_ID_CHARACTERS = 4

/**
 * The group that `wanted` names by its name, its id or the start of that; the only one where nothing is wanted.
 * @throws {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS`
 */
export function chooseGroup<Group extends { readonly id: string; readonly name: string }>(
  groups: readonly Group[],
  wanted: string | undefined
): Group {
  const fits = wanted === undefined ? groups : groups.filter((group) => isMeant(group, wanted))
  const [first, ...others] = fits
  if (first === undefined) {
    const message =
      groups.length === 0
        ? 'this node is in no group: run `potluck group create NAME` or `potluck join INVITATION`'
        : `no group "${wanted}" here; there is ${groups.map(({ name }) => name).join(', ')}`
    throw new GatewayError('NO_GROUP', message)
  }
  if (others.length > 0) {
    const names = fits.map(({ name, id }) => `${name} (${id.slice(0, 8)})`).sort()
    throw new GatewayError('GROUP_AMBIGUOUS', `several groups: say which with --group: ${names.join(', ')}`)
  }
  return first
}

function isMeant({ id, name }: { id: string; name: string }, wanted: string): boolean {
  return name === wanted || (wanted.length >= MIN_ID_CHARACTERS && id.startsWith(wanted))
}
