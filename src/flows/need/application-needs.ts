// Needs that are none for content, answered by this machine's applications.
import { withBudget, type Clock, type Logger, type PeerId } from '../../base/index.js'
import { needProblem, type Need } from '../../content/index.js'
import { FlowError } from '../errors.js'
import {
  LOCATE_BUDGET_MS,
  MAX_ALIAS_CHARACTERS,
  MAX_ANSWERERS,
  MAX_NEEDS_AT_ANSWERERS,
  MAX_NEEDS_AT_ANSWERERS_OF_ASKER
} from './defaults.js'
import type { Answerer, HeardNeed, NeedReply } from './needs.js'

export class ApplicationNeeds {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #answerers = new Set<Answerer>()
  /** They have not come back within their budget: until they do they are asked nothing more. */
  readonly #stuck = new Set<Answerer>()
  #atWork = 0
  readonly #atWorkOfAsker = new Map<PeerId, number>()

  constructor({ clock, logger }: { clock: Clock; logger: Logger }) {
    this.#clock = clock
    this.#logger = logger
  }

  /** @returns a function that ends it @throws {FlowError} `TOO_MANY_NEEDS` beyond {@link MAX_ANSWERERS} */
  add(answerer: Answerer): () => void {
    if (this.#answerers.size >= MAX_ANSWERERS) {
      throw new FlowError('TOO_MANY_NEEDS', `${MAX_ANSWERERS} programs answer needs already`)
    }
    const own: Answerer = (need) => answerer(need)
    this.#answerers.add(own)
    return () => void this.#answerers.delete(own)
  }

  /** Of all, which are asked at the same time, the first that answers. Never rejects. */
  async answer(need: Need): Promise<NeedReply | undefined> {
    const { asker } = need
    const ofAsker = this.#atWorkOfAsker.get(asker) ?? 0
    const answerers = [...this.#answerers].filter((answerer) => !this.#stuck.has(answerer))
    if (answerers.length === 0 || this.#atWork >= MAX_NEEDS_AT_ANSWERERS) return undefined
    if (ofAsker >= MAX_NEEDS_AT_ANSWERERS_OF_ASKER) return undefined
    this.#count(asker, 1)
    try {
      return await firstReply(answerers.map((answerer) => this.#ask(answerer, heard(need))))
    } finally {
      this.#count(asker, -1)
    }
  }

  /** Never rejects. */
  async #ask(answerer: Answerer, need: HeardNeed): Promise<NeedReply | undefined> {
    const answering = (async () => await answerer(need))()
    try {
      const reply = await withBudget(this.#clock, LOCATE_BUDGET_MS, answering, () => {
        const back = (): void => void this.#stuck.delete(answerer)
        this.#stuck.add(answerer)
        answering.then(back, back)
        return new Error(`no answer within ${LOCATE_BUDGET_MS} ms`)
      })
      return reply === undefined ? undefined : checkedReply(reply)
    } catch (error) {
      this.#logger(`an application's answer to a need does not count: ${String(error)}`)
      return undefined
    }
  }

  #count(asker: PeerId, more: 1 | -1): void {
    this.#atWork += more
    const ofAsker = (this.#atWorkOfAsker.get(asker) ?? 0) + more
    if (ofAsker > 0) this.#atWorkOfAsker.set(asker, ofAsker)
    else this.#atWorkOfAsker.delete(asker)
  }
}

/** Undefined once none has one. @param asked they never reject */
async function firstReply(asked: readonly Promise<NeedReply | undefined>[]): Promise<NeedReply | undefined> {
  return await new Promise((resolve) => {
    for (const one of asked) void one.then((reply) => reply && resolve(reply))
    void Promise.all(asked).then(() => resolve(undefined))
  })
}

function heard({ asker, id, url: uri, method, type, protocol, version, pairs }: Need): HeardNeed {
  const own = { asker, id, uri, method, protocol, version, pairs: pairs.map((pair) => ({ ...pair })) }
  return { ...own, type: typeof type === 'number' ? type : undefined }
}

/** Of a program without types, too. @throws {FlowError} `BAD_NEED` */
function checkedReply({ alias, pairs = [] }: NeedReply): NeedReply {
  if (typeof alias !== 'string' || alias === '' || alias.length > MAX_ALIAS_CHARACTERS) {
    throw new FlowError('BAD_NEED', `an alias is text of 1 to ${MAX_ALIAS_CHARACTERS} characters`)
  }
  const copied = pairs.map(({ key, value }) => ({ key: String(key), value: String(value) }))
  const problem = needProblem({ id: 0, type: 'response', protocol: '', version: '', pairs: copied })
  if (problem !== undefined) throw new FlowError('BAD_NEED', problem)
  return { alias, pairs: copied }
}
