// Needs that are none for content, answered by this machine's applications.
import { withBudget, type Clock, type Logger } from '../../base/index.js'
import { needProblem, type Need } from '../../content/index.js'
import { FlowError } from '../errors.js'
import { LOCATE_BUDGET_MS, MAX_ALIAS_CHARACTERS, MAX_ANSWERERS, MAX_ANSWERERS_AT_WORK } from './defaults.js'
import type { Answerer, HeardNeed, NeedReply } from './needs.js'

export class ApplicationNeeds {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #answerers = new Set<Answerer>()
  #atWork = 0

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

  /** The first that answers. Never rejects. */
  async answer(need: Need): Promise<NeedReply | undefined> {
    if (this.#answerers.size === 0 || this.#atWork >= MAX_ANSWERERS_AT_WORK) return undefined
    this.#atWork++
    try {
      const late = (): Error => new Error(`no answer within ${LOCATE_BUDGET_MS} ms`)
      return await withBudget(this.#clock, LOCATE_BUDGET_MS, this.#first(heard(need)), late)
    } catch (error) {
      this.#logger(`applications gave no answer to a need: ${String(error)}`)
      return undefined
    } finally {
      this.#atWork--
    }
  }

  async #first(need: HeardNeed): Promise<NeedReply | undefined> {
    for (const answerer of [...this.#answerers]) {
      try {
        const reply = await answerer(need)
        if (reply !== undefined) return checkedReply(reply)
      } catch (error) {
        this.#logger(`an application's answer to a need does not count: ${String(error)}`)
      }
    }
    return undefined
  }
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
