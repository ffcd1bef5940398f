// Which member a command means: by its peer id, the end of that, or its name where only one has it and nothing is given to it.
import type { ControlClient } from '../gateway/index.js'
import type { Member } from '../group/index.js'
import { CliError } from './errors.js'

/** As many characters of a peer id as we show: what two people compare. */
const MIN_SUFFIX_CHARACTERS = 8

/**
 * @param groupId 64 hex characters
 * @param byKeyOnly not by its name, which each member gives itself: also the one that somebody else has
 * @throws {CliError} `USAGE`; {ControlError} of the node
 */
export async function findMember(
  node: ControlClient,
  groupId: string,
  wanted: string,
  byKeyOnly = false
): Promise<Member> {
  const { members } = (await node.get(`/v1/groups/${groupId}/members`)) as { members: Member[] }
  const suffix = wanted.replace(/^…/, '')
  const byPeer = members.filter(({ peer }) => suffix.length >= MIN_SUFFIX_CHARACTERS && peer.endsWith(suffix))
  const found = byPeer.length > 0 ? byPeer : members.filter(({ name }) => name === wanted)
  const [member] = found
  if (byKeyOnly && member !== undefined && byPeer.length === 0) {
    const how = 'give the end of its peer id, as `potluck group members` and the machine itself show it'
    throw new CliError('USAGE', `${wanted} is what a member calls itself, and anybody may be called so: ${how}`)
  }
  if (member === undefined) {
    throw new CliError('USAGE', `no member ${wanted.slice(0, 80)}: \`potluck group members\` shows names and peer ids`)
  }
  if (found.length > 1) {
    throw new CliError('USAGE', `${found.length} members are called ${wanted}: say which by its peer id`)
  }
  return member
}
