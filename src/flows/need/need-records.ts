// What the need flow writes for members, and which downloads it finds in the group's store.
import type { Clock, Logger, PeerId } from '../../base/index.js'
import { claimRecordId, claimType, needType, readClaim, type Claim, type NeedData } from '../../content/index.js'
import type { RecordId } from '../../record/index.js'
import { ANSWER_BUDGET_MS } from './defaults.js'
import { haveRecordId, haveType, type HaveData } from './have.js'
import type { NeedGroup } from './need-group.js'
import { Outbox } from './outbox.js'

export interface NeedRecordsInit {
  readonly group: Pick<NeedGroup, 'self' | 'store' | 'tell'>
  readonly clock: Clock
  readonly logger: Logger
  /** `broadcast`: all members hear what this node answers. */
  readonly answers: 'direct' | 'broadcast'
}

export class NeedRecords {
  readonly #init: NeedRecordsInit
  readonly #outbox: Outbox

  constructor(init: NeedRecordsInit) {
    this.#init = init
    this.#outbox = new Outbox(init.clock, (asker, data) => {
      const told = init.group.tell(asker, haveType, { data }, { budgetMs: ANSWER_BUDGET_MS })
      return this.#tell(`an answer to ${asker}`, told)
    })
  }

  /** What is to be said and has not gone is not told any more. */
  close(): void {
    this.#outbox.close()
  }

  /** "I need", and "I found". @throws as the store's `add` */
  async publish(id: RecordId, data: NeedData): Promise<void> {
    const told = this.#init.group.store.add(needType, { id, attributes: {}, data })
    void this.#tell('a need', told)
    await told
  }

  /** "I have", or "I am downloading" of a copy. @returns whether it was told @param signal nobody waits for it any more */
  async answer(asker: PeerId, data: HaveData, signal: AbortSignal): Promise<boolean> {
    const { group, answers } = this.#init
    if (answers === 'direct') return await this.#outbox.tell(asker, data, signal)
    const id = haveRecordId(group.self, data.needId)
    return await this.#tell(`an answer to ${asker}`, group.store.add(haveType, { id, attributes: {}, data }))
  }

  /** Claims of downloads that run, this node's among them. */
  runningClaims(urlKey: string): Claim[] {
    const { store } = this.#init.group
    const records = store.find({ type: claimType.name, attribute: { name: 'urlKey', value: urlKey } })
    return records.flatMap((record) => readClaim(record) ?? []).filter(({ end }) => end === undefined)
  }

  /** Whether this node is getting it from its origin, for all. */
  isDownloading(urlKey: string): boolean {
    const { store, self } = this.#init.group
    const record = store.get(claimRecordId(self, urlKey))
    const claim = record && readClaim(record)
    return claim !== undefined && claim.end === undefined
  }

  /** What cannot be told now is made up for by the asker's own time-out: nothing here waits, or fails. */
  async #tell(what: string, told: Promise<unknown>): Promise<boolean> {
    try {
      await told
      return true
    } catch (error) {
      this.#init.logger(`${what} was not told: ${String(error)}`)
      return false
    }
  }
}
