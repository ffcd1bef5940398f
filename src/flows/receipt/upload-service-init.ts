// What uploads of one node are given: its home, its way out, its groups.
import type { Clock, Logger, PeerId, Random } from '../../base/index.js'
import type { AliasClient, MemberAddress, OriginAccess, OwnLine } from '../../content/index.js'
import type { Group } from '../../group/index.js'
import type { Needs } from '../need/needs.js'
import type { BlackListKeeper } from './blame.js'
import type { ReceiptKeys } from './receipt-keys.js'

/** Section `upload` of the settings, as far as it is the asker's. */
export interface UploadSettings {
  /** `URL-PATTERN=age1…`: whose holder alone can read what goes there. The first that fits counts. */
  readonly seal: readonly string[]
  /** Whether this machine's own line is tried first. */
  readonly direct: boolean
  /** How long one is tried. */
  readonly keepDays: number
}

export interface UploadServiceInit {
  /** The queue is in `upload-queue/` there. */
  readonly home: string
  readonly settings: UploadSettings
  /** This machine's own. */
  readonly line: Pick<OwnLine, 'state'>
  /** By this machine's own line alone: what a member dials it could answer itself. */
  readonly origins: Pick<OriginAccess, 'passThrough'>
  /** Why this machine's own settings let nothing be sent there, as far as the URL shows it. @returns words for people */
  readonly refusal: (url: URL) => string | undefined
  /** By which receipts are judged; whoever opened them closes them. */
  readonly keys: ReceiptKeys
  readonly blackList: BlackListKeeper
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

/** A group whose members may take uploads over. */
export interface UploadGroup {
  readonly id: string
  readonly group: Pick<Group, 'self' | 'isMember' | 'limitsOf' | 'onTold' | 'peerTimeMs'> & {
    readonly graph: Pick<Group['graph'], 'present' | 'on'>
  }
  readonly needs: Pick<Needs, 'mode' | 'ask'>
  readonly client: Pick<AliasClient, 'request'>
  /** Undefined: it is not here, or shows no content port. */
  addressOf(peer: PeerId): MemberAddress | undefined
}
