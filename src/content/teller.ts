// What crossings tell the group: needs, claims and presence. What cannot be told now is told by the next one, or the
// others' timers make up for it: so nothing here waits or fails.
import { toHex, type Logger, type Random } from '../base/index.js'
import type { AnnouncedPresence } from '../graph/index.js'
import { claimRecordId, claimType, needRecordId, needType, type ClaimData, type NeedData } from './claims.js'
import { CLAIM_TTL_MS, ENDED_CLAIM_TTL_MS } from './crossing-defaults.js'
import type { ContentGroup } from './ports.js'

export class Teller {
  readonly #group: ContentGroup
  readonly #random: Random
  readonly #logger: Logger

  constructor({ group, random, logger }: { group: ContentGroup; random: Random; logger: Logger }) {
    this.#group = group
    this.#random = random
    this.#logger = logger
  }

  need(urlKey: string, said: Omit<NeedData, 'needId'>): void {
    const { store, self } = this.#group
    const needId = toHex(this.#random.bytes(16))
    const init = { id: needRecordId(self, urlKey), attributes: {}, data: { ...said, needId } }
    this.#tell(needType.name, () => store.add(needType, init))
  }

  claim(urlKey: string, data: ClaimData): void {
    const { store, self } = this.#group
    const ttlMs = data.end === undefined ? CLAIM_TTL_MS : ENDED_CLAIM_TTL_MS
    const init = { id: claimRecordId(self, urlKey), attributes: { urlKey }, data, ttlMs }
    this.#tell(claimType.name, () => store.add(claimType, init))
  }

  presence(change: Partial<AnnouncedPresence>): void {
    this.#tell('presence', () => this.#group.graph.announce(change))
  }

  #tell(what: string, write: () => Promise<unknown>): void {
    write().catch((error: unknown) => this.#logger(`${what} was not told: ${String(error)}`))
  }
}
