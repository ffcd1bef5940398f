// Members who mean harm. What they send is signed and well formed, or nobody would read it; it is only not true.
import { sha256, toHex, utf8 } from '../../src/base/index.js'
import type { CrossingGroup } from './crossing-group.js'
import type { SimMember } from './crossing-member.js'

export type Harm =
  /** Claims what others ask for, serves the list, and no byte. */
  | 'mute'
  /** The same, with more verified bytes than there are. */
  | 'huge'
  /** Claims, and sends leaves that are not as its list says. */
  | 'corrupt'
  /** Claims under transfer ids that it does not serve. */
  | 'stale'
  /** Says that it holds everything, and sends what is wrong. */
  | 'false-holder'
  /** Needs without end, for all and for none, that exclude everybody. */
  | 'needs'

export const HARMS: readonly Harm[] = ['mute', 'huge', 'corrupt', 'stale', 'false-holder', 'needs']

/** How often it does so. */
const EVERY_MS = 700

export function act(group: CrossingGroup, member: SimMember, harm: Harm): void {
  const { peer } = member
  let acts = 0
  const again = (): void => {
    peer.clock.setTimer(EVERY_MS, again)
    for (const { urlKey } of group.urls.values()) harmOne(urlKey)
    acts++
  }
  peer.clock.setTimer(peer.random.fraction() * EVERY_MS, again)

  function harmOne(urlKey: string): void {
    switch (harm) {
      case 'mute':
      case 'corrupt':
      case 'stale':
        return member.publish(urlKey, { kind: 'claim', transferId: idOf(urlKey), verifiedBytes: 0, end: undefined })
      case 'huge':
        return member.publish(urlKey, {
          kind: 'claim',
          transferId: idOf(urlKey),
          verifiedBytes: 2 ** 50,
          end: undefined
        })
      case 'false-holder':
        return acts === 0 ? member.publish(urlKey, { kind: 'location' }) : undefined
      case 'needs': {
        const excluded = group.world.peers.map(({ id }) => id).filter(() => peer.random.fraction() < 0.5)
        member.publish(urlKey, { kind: 'need', excluded: excluded.slice(0, 8) })
        member.publish(toHex(sha256(utf8(`${acts}`))), { kind: 'need', excluded: [] })
      }
    }
  }

  function idOf(urlKey: string): string {
    return toHex(sha256(utf8(`${urlKey} ${member.index} ${harm === 'stale' ? acts : 0}`)).subarray(0, 16))
  }
}
