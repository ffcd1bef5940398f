// The records of a group while no node runs: its membership and its store, and no graph.
import { join } from 'node:path'
import { peerIdFromPublicKey, type Clock, type Logger, type Random } from '../base/index.js'
import { agreedTimeFile } from '../graph/index.js'
import { openStore, type Store } from '../store/index.js'
import { readGroupFolder } from './group-folder.js'
import { loadIdentity } from './identity.js'
import { folderMembershipStorage } from './membership-storage.js'
import { MembershipSet } from './membership-set.js'
import { membershipClock } from './membership-clock.js'
import { openGroupTime, policyOf } from './open-group.js'

export interface OfflineStore {
  readonly store: Store
  close(): Promise<void>
}

/**
 * @param groupId 64 hex characters
 * @throws {GroupError} `NO_IDENTITY`, `NO_SUCH_GROUP`, `BAD_GROUP_FILE`; {StoreError} `ALREADY_RUNNING`, `NEWER_FORMAT`,
 * `DISK`
 */
export async function openOfflineStore(
  components: { clock: Clock; random: Random; logger: Logger },
  home: string,
  groupId: string
): Promise<OfflineStore> {
  const { clock, logger } = components
  const { keyPair } = await loadIdentity(home)
  const { path, idBytes, chain } = await readGroupFolder(home, groupId)
  const agreedTime = agreedTimeFile(join(path, 'peer-time.json'))
  const members = await MembershipSet.open({
    rootPublicKey: idBytes,
    storage: folderMembershipStorage(join(path, 'members')),
    clock: membershipClock(clock, idBytes, chain, await agreedTime.load()),
    logger: logger.forComponent('group:membership')
  })
  try {
    await members.addChain(chain)
    const certifiedMs = members.membershipOf(peerIdFromPublicKey(keyPair.publicKey))?.validFromMs
    const { peerClock } = await openGroupTime(agreedTime, certifiedMs, components) // Nobody is asked what time it is.
    const store = await openStore(
      { ...components, clock: peerClock, keyPair, policy: policyOf(members), logger: logger.forComponent('store') },
      { group: idBytes, folder: join(path, 'store') }
    )
    const close = async (): Promise<void> => {
      await store.close()
      members.close()
    }
    return { store, close }
  } catch (error) {
    members.close()
    throw error
  }
}
