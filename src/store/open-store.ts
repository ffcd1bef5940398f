// Opens the store of one group on its disk: repaired where that is damaged, stamped with the version of its layout.
import { MAX_TYPE_BYTES } from '../record/index.js'
import { MAX_PRECEDENCE_TYPES } from './defaults.js'
import { checkFormat, stampFormat } from './disk-format.js'
import { GroupStore } from './group-store.js'
import { openLevelStorage } from './storage-level.js'
import { isDamage, repairLevel } from './storage-repair.js'
import type { HistoryInit, OpenComponents, StoreComponents, StoreInit } from './store-init.js'
import type { Store } from './store.js'

/** @throws {RangeError} bad types with precedence; {StoreError} `ALREADY_RUNNING`, `NEWER_FORMAT`, `DISK` */
export function openStore(components: StoreComponents, init: StoreInit): Promise<Store> {
  return openWithHistory(components, init)
}

/** As {@link openStore}, for tests: `src/store/index.ts` does not have it. */
export async function openWithHistory(components: StoreComponents, init: HistoryInit): Promise<Store> {
  if (components.storage === undefined && init.folder === undefined) throw new RangeError('a storage or a folder')
  const { precedence = [] } = init
  const isType = (type: string): boolean => type !== '' && Buffer.byteLength(type) <= MAX_TYPE_BYTES
  if (precedence.length > MAX_PRECEDENCE_TYPES || !precedence.every(isType))
    throw new RangeError('types with precedence')
  const { storage, logger } = components
  if (storage !== undefined) return openOver({ ...components, storage }, init)
  const folder = init.folder ?? ''
  const open = async (): Promise<Store> => openOver({ ...components, storage: await openLevelStorage(folder) }, init)
  try {
    return await open()
  } catch (error) {
    if (!isDamage(error)) throw error
    logger.warn(`${folder} is damaged; it is repaired, and what is lost is synchronised again`, {
      damage: String(error)
    })
  }
  await repairLevel(folder)
  return await open()
}

async function openOver(components: OpenComponents, init: HistoryInit): Promise<Store> {
  const { storage, logger } = components
  try {
    const isStamped = checkFormat(storage) === 'stamped'
    const store = await GroupStore.open(components, init)
    // On a full disk the store can still be read; the next start stamps it.
    if (!isStamped) await stampFormat(storage).catch((error) => logger(`no format was written: ${error}`))
    return store
  } catch (error) {
    await storage.close()
    throw error
  }
}
