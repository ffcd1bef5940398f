// What the need flow is given: a group, and the content that this node has in it.
import type { PeerId } from '../../base/index.js'
import type { Content, ContentGroup } from '../../content/index.js'
import type { GroupRecord, RecordType } from '../../record/index.js'

/** What the flow needs of a group, and nothing more. */
export interface NeedGroup extends Pick<ContentGroup, 'id' | 'self' | 'urlHashKey' | 'isMember' | 'limitsOf'> {
  readonly store: Pick<ContentGroup['store'], 'on' | 'declare' | 'add' | 'get' | 'find'>
  readonly graph: Pick<ContentGroup['graph'], 'on' | 'present'>
  members(): readonly { readonly peer: PeerId }[]
  tell<Data>(
    peer: PeerId,
    type: RecordType<Data>,
    init: { readonly data: Data },
    options?: { readonly budgetMs?: number }
  ): Promise<void>
  onTold<Data>(type: RecordType<Data>, listener: (record: GroupRecord) => void): () => void
}

export type ServedContent = Pick<Content, 'offer' | 'hold' | 'privacy' | 'trusts'>
