// Whom the group elected to provide for all, and electing anew.
import type { OfGroup } from './client-membership.js'
import type { ElectedProvider, ElectionExplanation } from './election-answers.js'
import { pathPart } from './path-part.js'
import type { Transport } from './transport.js'

/** A kind is `group` (who fetches first for all), or the name of an application. All need a token with the right `read`. */
export class ClientElections {
  readonly #transport: Transport
  readonly #groupOf: (options: OfGroup) => Promise<string>

  constructor(transport: Transport, groupOf: (options: OfGroup) => Promise<string>) {
    this.#transport = transport
    this.#groupOf = groupOf
  }

  /** For what the node takes part in elections, and who is elected and here. */
  async list(
    options: OfGroup = {}
  ): Promise<readonly { readonly kind: string; readonly provider?: ElectedProvider | undefined }[]> {
    return (await this.#ask<{ elections: { kind: string; provider?: ElectedProvider }[] }>('', options)).elections
  }

  /** Why it is who it is, as far as the node knows. @throws {PotluckError} `BAD_KIND`, `NO_ELECTION` */
  async explain(kind: string, options: OfGroup = {}): Promise<ElectionExplanation> {
    return await this.#ask(`/${pathPart(kind, 'BAD_KIND')}`, options)
  }

  /**
   * Elects anew; resolves when that is over, mostly after 3 to 8 s. Needs the right `records`, for the token's namespace as the kind, or
   * `administer`. `criteria`: what the node is worth to the application, values by levels of 7 to 255.
   * @throws {PotluckError} `BAD_KIND`, `BAD_CRITERIA`, `TOO_MANY_KINDS`, `NO_OUTCOME`, `FORBIDDEN`
   */
  async start(
    kind: string,
    { criteria, ...options }: OfGroup & { readonly criteria?: { readonly [level: number]: number } | undefined } = {}
  ): Promise<ElectedProvider> {
    const levels = criteria && Object.entries(criteria).map(([level, value]) => ({ level: Number(level), value }))
    return await this.#ask(`/${pathPart(kind, 'BAD_KIND')}`, options, levels === undefined ? {} : { criteria: levels })
  }

  async #ask<Answer>(path: string, options: OfGroup, json?: object): Promise<Answer> {
    const { signal, budgetMs } = options
    const group = pathPart(await this.#groupOf(options))
    const sent = json === undefined ? { signal, budgetMs } : { signal, budgetMs, method: 'POST' as const, json }
    return (await this.#transport.json(`/v1/groups/${group}/elections${path}`, sent)) as Answer
  }
}
