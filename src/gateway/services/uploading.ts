// The upload service (000 Fig. 8, 506): files of this machine on their way, folders whose files go out, and who is given none.
import { raceSignal, type PeerId } from '../../base/index.js'
import { refusalByUrl, type MemberAddress } from '../../content/index.js'
import {
  BlackListService,
  ReceiptKeys,
  UploadService,
  type BlackList,
  type SendAgain,
  type Uploads
} from '../../flows/index.js'
import type { Config } from '../config-schema.js'
import { DropFolders } from '../drop-folders.js'
import type { Machine } from '../machine.js'
import type { GroupAttendant, NodeGroup, NodeGroups } from '../node-groups.js'
import type { NodeComponents } from '../run-node.js'
import type { DropFolderStatus, KeysFileProblem } from '../upload-status.js'
import type { RelayService } from './relaying.js'
import type { Service, ServiceHealth } from './service.js'

export const UPLOAD = 'upload'

export interface UploadingServiceInit {
  readonly home: string
  readonly config: Config
  readonly machine: Machine
  readonly groups: Pick<NodeGroups, 'attend'>
  readonly relay: Pick<RelayService, 'again'>
}

/** What of it is open; closed from the last to the first. */
interface Open {
  keys?: ReceiptKeys
  blackList?: BlackListService
  uploads?: UploadService
  leave?: () => Promise<void>
  folders?: DropFolders
  /** Never rejects. */
  goingOn?: Promise<void>
}

type Parts = Required<Pick<Open, 'uploads' | 'blackList'>>

export class UploadingService implements Service {
  readonly #components: NodeComponents
  readonly #init: UploadingServiceInit
  #open: Open = {}

  constructor(components: NodeComponents, init: UploadingServiceInit) {
    this.#components = components
    this.#init = init
  }

  /** Undefined, as all that follows is empty, while it does not run. */
  get uploads(): Uploads | undefined {
    return this.#open.uploads
  }

  get blackList(): BlackList | undefined {
    return this.#open.blackList
  }

  get folders(): readonly DropFolderStatus[] {
    return this.#open.folders?.status() ?? []
  }

  get keyProblems(): readonly KeysFileProblem[] {
    return (this.#open.keys?.problems() ?? []).map(({ file, message }) => ({ file, message }))
  }

  async start(signal: AbortSignal, failed: (error: unknown) => void): Promise<void> {
    const open: Open = {}
    try {
      const parts = await this.#openAll(open, signal)
      open.goingOn = this.#goOn(open, parts, signal).catch((error: unknown) => {
        if (!signal.aborted) failed(error)
      })
    } catch (error) {
      await closeAll(open) // Also what was given up meanwhile, after `stop` has come and gone.
      throw error
    }
    this.#open = open
  }

  async #openAll(open: Open, signal: AbortSignal): Promise<Parts> {
    const { home, config, machine } = this.#init
    const common = { ...this.#components, home }
    const keys = (open.keys = await ReceiptKeys.open({ ...common, settings: config.upload.receipts }))
    signal.throwIfAborted()
    const blackList = (open.blackList = await BlackListService.open({
      ...{ ...common, trustFor: (url) => keys.trustFor(url) }
    }))
    signal.throwIfAborted()
    const { line, origins } = machine
    const uploads = (open.uploads = await UploadService.open({
      ...{ ...common, settings: config.upload, line, origins, keys, blackList },
      refusal: (url) => refusalByUrl(url, machine.policy, 'own')
    }))
    signal.throwIfAborted()
    return { uploads, blackList }
  }

  /** Beside the node, which takes uploads meanwhile: a long queue takes a while to read. */
  async #goOn(open: Open, { uploads, blackList }: Parts, signal: AbortSignal): Promise<void> {
    await raceSignal(uploads.whenRead, signal)
    signal.throwIfAborted()
    const { home, config, groups } = this.#init
    open.leave = groups.attend(this.#attendant(uploads, blackList))
    open.folders = await DropFolders.open({ ...this.#components, home, uploads, settings: config.upload.folders })
  }

  async stop(): Promise<void> {
    const open = this.#open
    this.#open = {}
    await closeAll(open)
  }

  /** What is wrong with a folder or a key no restart mends: `status` and `doctor` say it. */
  health(): ServiceHealth {
    return { healthy: true }
  }

  #attendant(uploads: UploadService, blackList: BlackListService): GroupAttendant {
    const { machine, relay } = this.#init
    return {
      attach: (open) => {
        const { id, group, needs } = open
        const again: SendAgain = (...asked) => relay.again(id, ...asked)
        blackList.attach(group, { again })
        const addressOf = (peer: PeerId): MemberAddress | undefined => addressIn(open, peer)
        uploads.attach({ id, group, needs, client: machine.aliasClient, addressOf })
      },
      detach: async (groupId) => {
        uploads.detach(groupId)
        await blackList.detach(groupId)
      }
    }
  }
}

/** Its signal has aborted by then, or nothing goes on yet. */
async function closeAll(open: Open): Promise<void> {
  await open.goingOn
  const { keys, blackList, uploads, leave, folders } = open
  await folders?.close()
  await leave?.()
  await uploads?.close()
  await blackList?.close()
  keys?.close()
}

/** Undefined: it is not here, or shows no content port. */
function addressIn({ id, group }: NodeGroup, peer: PeerId): MemberAddress | undefined {
  const presence = group.graph.present().find((other) => other.peer === peer)
  if (presence === undefined || presence.contentPort === 0) return undefined
  return { groupId: id, peer, hosts: presence.hosts, port: presence.contentPort }
}
