// Which program may do what at the loopback port: one token per application, with rights, and sessions of the page. The
// Unix socket needs none: only this machine's user can open it.
import { timingSafeEqual } from 'node:crypto'
import { dirname, join } from 'node:path'
import { EventSource, fromHex, sha256, toHex, utf8, type Clock, type Logger, type Random } from '../base/index.js'
import { RIGHTS } from './api/operation.js'
import { namespace as namespaceSchema } from './api/tokens.js'
import { MAX_TOKENS, PAGE_SESSION_MS } from './defaults.js'
import { GatewayError } from './errors.js'
import { openPageSessions, type PageSessions } from './page-sessions.js'
import type { Caller, Right } from './router.js'
import { loadTokens, saveTokens, type StoredToken } from './token-file.js'

/** What may be told about a token. */
export type TokenInfo = Omit<StoredToken, 'hash'>

export interface TokenInit {
  name: string
  rights: readonly Right[]
  /** Whose records it writes. @default the name, where that is a namespace and the token has the right `records` */
  namespace?: string | undefined
}

export interface LentInit extends TokenInit {
  /** The same for each token that comes after another. At most 64 characters, and no id of a token. */
  owner: string
}

export interface Tokens {
  list(): TokenInfo[]
  /** Resolves when the disk holds it. The token is told this once. @throws {GatewayError} `BAD_REQUEST`, `LIMIT_REACHED` */
  create(init: TokenInit): Promise<TokenInfo & { token: string }>
  /** Good for nothing from now on, what it asks just now included. @throws {GatewayError} `NOT_FOUND` */
  revoke(id: string): Promise<void>
  /** A token for what runs in this process: no disk holds it, no list names it, and it ends when it is given back. @throws {GatewayError} `BAD_REQUEST` */
  lend(init: LentInit): { token: string; giveBack(): void }
  /** A token with all rights for the page, for half a day: see page-sessions.ts. Told this once. */
  openPageSession(): Promise<{ token: string; expiresInMs: number }>
  /** Who sends this Authorization header; undefined: nobody we know. */
  callerOf(authorization: string | undefined): Caller | undefined
  /** @returns a function that removes the listener */
  on(name: 'token:revoked', listener: (detail: { id: string }) => void): () => void
}

export interface TokensInit {
  /** Of `tokens.json`; `page-sessions.json` lies beside it. */
  path: string
  clock: Clock
  random: Random
  logger: Logger
}

/** Longer than any that we make. */
const MAX_AUTHORIZATION_CHARACTERS = 256
/** How a token of ours begins, so that scanners for leaked secrets can know it. */
const PREFIX = 'plk_'

export async function openTokens(init: TokensInit): Promise<Tokens> {
  const sessions = await openPageSessions({ ...init, path: join(dirname(init.path), 'page-sessions.json') })
  return new FileTokens(init, await loadTokens(init.path, init.logger.forComponent('gateway:tokens')), sessions)
}

class FileTokens implements Tokens {
  readonly #init: TokensInit
  #stored: readonly StoredToken[]
  readonly #lent = new Set<StoredToken & { readonly owner: string }>()
  readonly #sessions: PageSessions
  readonly #events = new EventSource<{ 'token:revoked': { id: string } }>()
  /** Changes are written one after the other, and count when they are written. */
  #writing: Promise<unknown> = Promise.resolve()

  constructor(init: TokensInit, stored: readonly StoredToken[], sessions: PageSessions) {
    this.#init = init
    this.#stored = stored
    this.#sessions = sessions
  }

  on(name: 'token:revoked', listener: (detail: { id: string }) => void): () => void {
    return this.#events.on(name, listener)
  }

  list(): TokenInfo[] {
    return this.#stored.map(infoOf)
  }

  async create(init: TokenInit): Promise<TokenInfo & { token: string }> {
    const { token, stored } = this.#make(init)
    await this.#change((tokens) => {
      if (tokens.length < MAX_TOKENS) return [...tokens, stored]
      throw new GatewayError('LIMIT_REACHED', `there are ${MAX_TOKENS} tokens: remove one first`)
    })
    return { ...infoOf(stored), token }
  }

  lend({ owner, ...init }: LentInit): { token: string; giveBack(): void } {
    const { token, stored } = this.#make(init)
    const lent = { ...stored, owner }
    this.#lent.add(lent)
    const giveBack = (): void => {
      if (this.#lent.delete(lent)) this.#events.emit('token:revoked', { id: lent.id })
    }
    return { token, giveBack }
  }

  async revoke(id: string): Promise<void> {
    await this.#change((tokens) => {
      if (!tokens.some((one) => one.id === id)) throw new GatewayError('NOT_FOUND', `no token ${id}`)
      return tokens.filter((one) => one.id !== id)
    })
    this.#events.emit('token:revoked', { id })
  }

  async openPageSession(): Promise<{ token: string; expiresInMs: number }> {
    const token = this.#newToken()
    await this.#sessions.add(hashOf(token))
    return { token, expiresInMs: PAGE_SESSION_MS }
  }

  callerOf(authorization: string | undefined): Caller | undefined {
    if (authorization === undefined || authorization.length > MAX_AUTHORIZATION_CHARACTERS) return undefined
    const token = /^bearer +([\w-]+) *$/i.exec(authorization)?.[1]
    if (token === undefined) return undefined
    const hash = hashOf(token)
    if (findByHash(this.#sessions.living(), hash) !== undefined) return { kind: 'owner' }
    const lent = findByHash([...this.#lent], hash)
    const stored = lent ?? findByHash(this.#stored, hash)
    if (stored === undefined) return undefined
    const { id, name, namespace, rights } = stored
    const owned = lent && { owner: lent.owner }
    return { kind: 'application', id, name, namespace, rights: new Set(rights), ...owned }
  }

  #make(init: TokenInit): { token: string; stored: StoredToken } {
    const { random, clock } = this.#init
    const token = this.#newToken()
    const id = toHex(random.bytes(4))
    return { token, stored: { id, hash: hashOf(token), ...checkInit(init), createdAtMs: clock.nowMs() } }
  }

  #newToken(): string {
    return `${PREFIX}${Buffer.from(this.#init.random.bytes(32)).toString('base64url')}`
  }

  #change(change: (tokens: readonly StoredToken[]) => StoredToken[]): Promise<void> {
    const changed = this.#writing.then(async () => {
      const next = change(this.#stored)
      await saveTokens(this.#init.path, next)
      this.#stored = next
    })
    this.#writing = changed.catch(() => {})
    return changed
  }
}

function checkInit({ name, rights, namespace }: TokenInit): Pick<StoredToken, 'name' | 'rights' | 'namespace'> {
  if (name.length === 0 || name.length > 64 || /\p{C}/u.test(name)) {
    throw new GatewayError('BAD_REQUEST', 'a name has 1 to 64 characters that can be printed')
  }
  if (rights.length === 0) throw new GatewayError('BAD_REQUEST', 'a token without any right is good for nothing')
  // Also from a program without types: one that was written would have all of them put aside as damaged at the next start.
  const unknown = rights.find((right) => !RIGHTS.includes(right))
  if (unknown !== undefined) throw new GatewayError('BAD_REQUEST', `a right is one of ${RIGHTS.join(', ')}`)
  const writesRecords = rights.includes('records')
  const chosen = namespace ?? (writesRecords && namespaceSchema.safeParse(name).success ? name : '')
  const problem = chosen === '' ? undefined : namespaceSchema.safeParse(chosen).error?.issues[0]?.message
  if (problem !== undefined) throw new GatewayError('BAD_REQUEST', `namespace: ${problem}`)
  if (writesRecords && chosen === '') {
    throw new GatewayError('BAD_REQUEST', 'a token with the right "records" needs a namespace')
  }
  return { name, rights: [...new Set(rights)], namespace: chosen }
}

function infoOf({ id, name, rights, namespace, createdAtMs }: StoredToken): TokenInfo {
  return { id, name, rights, namespace, createdAtMs }
}

function hashOf(token: string): string {
  return toHex(sha256(utf8(token)))
}

/** Compares with all of them, each in constant time. */
function findByHash<Entry extends { hash: string }>(entries: readonly Entry[], hash: string): Entry | undefined {
  const wanted = fromHex(hash) ?? new Uint8Array(32)
  let found: Entry | undefined
  for (const entry of entries) {
    const candidate = fromHex(entry.hash)
    if (candidate !== undefined && timingSafeEqual(candidate, wanted)) found = entry
  }
  return found
}
