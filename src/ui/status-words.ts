// How the node does, in a few words. Pure.
import { count } from './format.js'
import type { Status } from './shapes.js'

export interface StatusWord {
  readonly text: string
  /** Something that somebody should look at. */
  readonly attention: boolean
}

const UPLINK_WORDS = {
  yes: 'Internet reached',
  no: 'no Internet here: files come through other members',
  unknown: 'Internet not tried lately'
}

export function statusWords(status: Status, groupId: string | undefined): StatusWord[] {
  const words: StatusWord[] = []
  const say = (text: string, attention = false): number => words.push({ text, attention })
  const group = status.groups.find(({ id }) => id === groupId)
  if (group !== undefined) {
    say(`${group.present} of ${count(group.members, 'member')} here`)
    if (group.members > 1 && group.neighbours === 0) say('no other member reached', true)
    else say(group.synchronised ? 'synchronised' : 'synchronising…')
    say(UPLINK_WORDS[group.uplink], group.uplink === 'no' && group.present < 2)
  }
  if (status.cache.full !== undefined) say(`the disk takes nothing more: ${status.cache.full.reason}`, true)
  return words
}
