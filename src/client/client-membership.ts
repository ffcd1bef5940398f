// Who is a member, as administrators decide it: removing, roles, knocks, and what they set for all.
import type {
  AnswerKnock,
  GroupSettings,
  Knock,
  MadeRemoval,
  MemberChanges,
  MemberRemoval,
  RemoveMember
} from './membership-answers.js'
import { pathPart } from './path-part.js'
import type { Transport, WaitOptions } from './transport.js'

export interface OfGroup extends WaitOptions {
  /** Its name, its id or the start of that. @default that of the client, else the only one */
  readonly group?: string | undefined
}

/** All but `removals` need a token with the right `administer`; what changes something, a node that is an administrator of the group. */
export class ClientMembership {
  readonly #transport: Transport
  readonly #groupOf: (options: OfGroup) => Promise<string>

  constructor(transport: Transport, groupOf: (options: OfGroup) => Promise<string>) {
    this.#transport = transport
    this.#groupOf = groupOf
  }

  /** Who was removed, left, or was given another role, the newest first; who came back stands here too. */
  async removals(options: OfGroup = {}): Promise<readonly MemberRemoval[]> {
    return (await this.#ask<{ removals: MemberRemoval[] }>('removals', options)).removals
  }

  /**
   * Ends a membership, at once at every node that hears of it. @param peer peer id
   * @throws {PotluckError} `NOT_A_PEER`, `NOT_ADMINISTRATOR`, `MAY_NOT_REMOVE`, `LAST_ADMINISTRATOR`, `NOT_SYNCHRONISED`, …
   */
  async remove(peer: string, how: RemoveMember = {}, options: OfGroup = {}): Promise<MadeRemoval> {
    const path = `members/${pathPart(peer)}/remove`
    return (await this.#ask<{ removal: MadeRemoval }>(path, options, how)).removal
  }

  /** Gives a member another role or other limits. @returns null: nothing was to change. @throws {PotluckError} as `remove`; `BAD_LIMIT` */
  async change(peer: string, changes: MemberChanges, options: OfGroup = {}): Promise<MadeRemoval | null> {
    const path = `members/${pathPart(peer)}/change`
    return (await this.#ask<{ removal: MadeRemoval | null }>(path, options, changes)).removal
  }

  /** Who asks this node to be let in, the first to come first. */
  async knocks(options: OfGroup = {}): Promise<readonly Knock[]> {
    return (await this.#ask<{ knocks: Knock[] }>('knocks', options)).knocks
  }

  /** Lets somebody in who knocks, or not. @throws {PotluckError} `NO_SUCH_KNOCK`, `NOT_ADMINISTRATOR`, `ALREADY_REMOVED`, … */
  async answerKnock(peer: string, answer: AnswerKnock, options: OfGroup = {}): Promise<void> {
    await this.#ask(`knocks/${pathPart(peer)}`, options, answer)
  }

  /** What administrators have every machine of the group do. */
  async settings(options: OfGroup = {}): Promise<GroupSettings> {
    return (await this.#ask<{ settings: GroupSettings }>('settings', options)).settings
  }

  /** What is not named stays; null: the default again. @throws {PotluckError} `BAD_SETTING`, `NOT_ADMINISTRATOR` */
  async setSettings(
    changes: { readonly [Name in keyof GroupSettings]?: GroupSettings[Name] | null },
    options: OfGroup = {}
  ): Promise<GroupSettings> {
    return (await this.#ask<{ settings: GroupSettings }>('settings', options, changes)).settings
  }

  async #ask<Answer>(path: string, options: OfGroup, json?: object): Promise<Answer> {
    const { signal, budgetMs } = options
    const wait = { signal, budgetMs }
    const group = pathPart(await this.#groupOf(options))
    const sent = json === undefined ? wait : { ...wait, method: 'POST' as const, json }
    return (await this.#transport.json(`/v1/groups/${group}/${path}`, sent)) as Answer
  }
}
