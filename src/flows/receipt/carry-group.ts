// What carrying uploads is given of a group: ports, so that nothing here knows a node.
import type { MemberService, OriginAccess } from '../../content/index.js'
import type { Group } from '../../group/index.js'
import type { Needs } from '../need/needs.js'

/** A group whose members this node carries uploads for. */
export interface CarryGroup {
  readonly group: Pick<
    Group,
    'id' | 'idBytes' | 'self' | 'keyPair' | 'isMember' | 'limitsOf' | 'peerTimeMs' | 'tell' | 'on'
  > & { readonly graph: Pick<Group['graph'], 'present'> }
  readonly needs: Pick<Needs, 'onNeed'>
  /** The content port. */
  readonly server: { addService(groupId: string, name: string, service: MemberService): () => void }
  /** The way out under the group's policy, as far as members may go. */
  readonly origins: Pick<OriginAccess, 'passThrough'>
  /**
   * Why nothing is posted there for members, as far as that can be said before its name is looked up, in words; undefined: it may be tried.
   * @param url http or https, normalised
   */
  refusal(url: URL): string | undefined
  /** Whether this machine's own line works; `off`: it may not be used. */
  uplink(): 'yes' | 'no' | 'unknown' | 'off'
}
