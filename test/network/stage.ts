// A group of hosts whose nodes are up, an origin behind a shaped line, and one round on it: a fresh content, everybody asks,
// something happens meanwhile, and what it cost is counted on the wire, at the origin and by the clock.
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seededRandom, type Random } from '../../src/base/index.js'
import { listGroups, readGroupFolder } from '../../src/group/index.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { normaliseUrl, urlKey } from '../../src/content/url-key.js'
import { getThroughNode, OriginControl, type Got, type OriginRequest } from './ask.js'
import { allPresent, formGroup } from './group-of-hosts.js'
import type { Behaviour, Host } from './host.js'
import { Lan } from './lan.js'
import { costOf, type Cost } from './cost.js'

const LOOK_EVERY_MS = 5
const QUIET_FOR_MS = 250
/** How long what still runs over the line after a round is waited for, before it counts as not ending. */
const QUIET_BUDGET_MS = 3000
/** What a round may take beyond this many times what the line needs: a fault that takes longer to get over is a failure. */
const ROUND_BUDGET_MS = 30_000
const ROUND_BUDGET_FACTOR = 8
/** Copies of a content that a host may keep: enough for a round, and little of the disk. */
const CONTENTS_KEPT = 3

export interface StageInit {
  hosts: number
  uplinkMbit: number
  bytes: number
}

export interface RoundInit {
  /** Draws what chance decides in the round. */
  seed: number
  /** How much later than asked the origin answers. @default 0 */
  headMs?: number
  /** From one host's asking to the next one's. @default 0: the same instant */
  apartMs?: number
  /** Who is to be the first in rank for the content. */
  firstInRank?: Host
  /** Who asks. @default every host that is up and not hostile */
  askers?: readonly Host[]
  /** Who gets it before: they hold it when the others ask. @default nobody */
  holders?: readonly Host[]
  /** Runs while they ask. */
  meanwhile?: (round: Round) => Promise<void>
}

export interface RoundResult extends Cost {
  /** Who got all of it, with the right digest. */
  finished: number
  /** Of those that asked and were left alone. */
  expected: number
  /** Time from the first asking to the last one's last byte / (size / rate + the origin's own delay). */
  timeByIdeal: number
  failures: string[]
}

/** What a fault may look at and do while a round runs. */
export class Round {
  /** They asked, but something befell them: whether they get it does not count. */
  readonly spared = new Set<Host>()

  constructor(
    readonly stage: Stage,
    readonly url: string,
    readonly random: Random,
    readonly signal: AbortSignal
  ) {}

  requests(): Promise<OriginRequest[]> {
    return this.stage.origin.requests(this.url)
  }

  /** The host that reads from the origin, as soon as `share` of the content has left it. @throws when the round is over */
  async downloaderAt(share: number): Promise<Host> {
    const { hosts, bytes } = this.stage
    for (;;) {
      this.signal.throwIfAborted()
      const requests = await this.requests()
      const reading = requests.filter(({ open }) => open).sort((a, b) => b.start + b.sent - a.start - a.sent)[0]
      if (reading !== undefined && reading.start + reading.sent >= share * bytes) {
        const host = hosts.find(({ address }) => reading.from.endsWith(address))
        if (host !== undefined && !this.spared.has(host)) return host
      }
      await pause(LOOK_EVERY_MS)
    }
  }
}

export class Stage {
  readonly #init: StageInit
  readonly #peers = new Map<Host, string>()
  readonly #hostile = new Set<Host>()
  #contents = 0

  private constructor(
    init: StageInit,
    readonly lan: Lan,
    readonly origin: OriginControl,
    readonly urlHashKey: Uint8Array
  ) {
    this.#init = init
  }

  static async open(init: StageInit): Promise<Stage> {
    const lan = await Lan.create({ hosts: init.hosts, uplinkMbitPerSecond: init.uplinkMbit })
    try {
      const folder = join(lan.folder, 'www')
      await mkdir(folder)
      await lan.startOrigin('test/network/origin.mjs', [folder])
      await formGroup(lan.hosts)
      const stage = new Stage(init, lan, new OriginControl(`${folder}.sock`), await urlHashKeyOf(lan.hosts[0]!))
      for (const host of lan.hosts) {
        host.settings['POTLUCK_CACHE_MAX_BYTES'] = String(CONTENTS_KEPT * init.bytes)
        await stage.up(host)
      }
      await allPresent(lan.hosts)
      return stage
    } catch (error) {
      await lan.close()
      throw error
    }
  }

  get hosts(): readonly Host[] {
    return this.lan.hosts
  }

  get bytes(): number {
    return this.#init.bytes
  }

  get uplinkMbit(): number {
    return this.#init.uplinkMbit
  }

  /** Those that are what they seem. */
  get honest(): Host[] {
    return this.hosts.filter((host) => host.isUp && !this.#hostile.has(host))
  }

  async up(host: Host): Promise<void> {
    this.#peers.set(host, String((await host.up())['peerId']))
  }

  /** Starts all nodes anew, so that none remembers who did what to it. */
  async restart(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.down()))
    await this.mend()
  }

  /** Replaces a host's node by a hostile member, and waits until all others see it. */
  async turnHostile(host: Host, behaviour: Behaviour): Promise<void> {
    await host.down()
    await host.upHostile(behaviour)
    this.#hostile.add(host)
    await allPresent(this.honest, this.hosts.length)
  }

  /** Starts every node that is not up, ends hostile ones, and waits until all see each other. */
  async mend(): Promise<void> {
    for (const host of this.#hostile) await host.down()
    this.#hostile.clear()
    for (const host of this.hosts) if (!host.isUp) await this.up(host)
    await allPresent(this.hosts)
  }

  async round(init: RoundInit): Promise<RoundResult> {
    const { uplinkMbit, bytes } = this.#init
    const random = seededRandom(init.seed)
    const askers = init.askers ?? this.honest
    const ideal = (bytes * 8) / (uplinkMbit * 1000) + (init.headMs ?? 0)
    const { name, url, digest } = await this.#publish(init)
    const over = new AbortController()
    const budgetMs = ROUND_BUDGET_MS + ROUND_BUDGET_FACTOR * ideal
    const budget = setTimeout(() => over.abort(new Error(`not within ${Math.round(budgetMs)} ms`)), budgetMs)
    const round = new Round(this, url, random, over.signal)
    const before = await this.lan.uplinkBytes()
    for (const holder of init.holders ?? []) await getThroughNode(holder, url, over.signal)
    const startedMs = performance.now()
    const fault = (init.meanwhile?.(round) ?? Promise.resolve()).catch((error: unknown) => error)
    const waiting = new Set(askers)
    const outcomes = await Promise.all(
      askers.map(async (host, i) => {
        await pause(i * (init.apartMs ?? 0))
        const outcome = await outcomeOf(getThroughNode(host, url, over.signal), { round, host, digest })
        waiting.delete(host)
        // Who cannot finish, since the fault befell it, is not waited for.
        if ([...waiting].every((other) => round.spared.has(other))) over.abort(new Error('the others have finished'))
        return outcome
      })
    )
    clearTimeout(budget)
    over.abort(new Error('the round is over'))
    const wireBytes = (await this.#quietUplink()) - before
    const faultError = await fault
    const requests = await round.requests()
    await this.origin.forget(name)
    await rm(join(this.lan.folder, 'www', name))
    const counted = outcomes.filter(({ host }) => !round.spared.has(host))
    const lastMs = Math.max(...counted.map(({ got }) => got?.endedAtMs ?? performance.now()))
    return {
      ...costOf({ bytes, wireBytes, requests, hostile: [...this.#hostile].map(({ address }) => address) }),
      finished: counted.filter(({ failure }) => failure === undefined).length,
      expected: counted.length,
      timeByIdeal: (lastMs - startedMs) / ideal,
      failures: [
        ...this.hosts.flatMap(({ address, crash }) => (crash === undefined ? [] : [`${address} ended: ${crash}`])),
        ...counted.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
        ...this.#premises(init, requests),
        ...(faultError instanceof Error ? [`the fault did not happen: ${faultError.message}`] : [])
      ]
    }
  }

  /** A hostile member that was to be first, and was not there, shows nothing. */
  #premises({ firstInRank }: RoundInit, requests: readonly OriginRequest[]): string[] {
    if (firstInRank === undefined || !this.#hostile.has(firstInRank)) return []
    const { address } = firstInRank
    const hasAsked = requests.some(({ from }) => from.endsWith(address))
    return hasAsked ? [] : [`${address} was to download, and never asked the origin: the round shows nothing`]
  }

  /** A fresh content at the origin, named so that the wished one is first in rank for it. */
  async #publish({ headMs = 0, firstInRank }: RoundInit): Promise<{ name: string; url: string; digest: string }> {
    const body = randomBytes(this.bytes)
    let name: string
    let url: string
    do {
      name = `content${++this.#contents}`
      url = `http://${this.lan.originHost}/${name}${headMs > 0 ? `?headMs=${headMs}` : ''}`
    } while (firstInRank !== undefined && this.#firstInRank(url) !== this.#peers.get(firstInRank))
    await writeFile(join(this.lan.folder, 'www', name), body)
    await this.origin.load(name)
    return { name, url, digest: createHash('sha256').update(body).digest('hex') }
  }

  #firstInRank(url: string): string | undefined {
    return rankPeers(urlKey(this.urlHashKey, normaliseUrl(url)), [...this.#peers.values()])[0]
  }

  /** The line's counter, once what was under way has arrived. */
  async #quietUplink(): Promise<number> {
    const endMs = performance.now() + QUIET_BUDGET_MS
    for (let last = await this.lan.uplinkBytes(); ;) {
      await pause(QUIET_FOR_MS)
      const now = await this.lan.uplinkBytes()
      // Presence and DNS go nowhere near the origin: what moves here is content.
      if (now === last || performance.now() > endMs) return now
      last = now
    }
  }

  close(): Promise<void> {
    return this.lan.close()
  }
}

/** As assembled-group.ts derives it from what every member has. */
async function urlHashKeyOf({ home }: Host): Promise<Uint8Array> {
  const [groupId = ''] = await listGroups(home)
  const { secret } = await readGroupFolder(home, groupId)
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), 'potluck/url-key/1', 32))
}

interface Outcome {
  host: Host
  got: Got | undefined
  failure: string | undefined
}

async function outcomeOf(
  getting: Promise<Got>,
  { round, host, digest }: { round: Round; host: Host; digest: string }
): Promise<Outcome> {
  try {
    const got = await getting
    return { host, got, failure: got.digest === digest ? undefined : `${host.address} got other bytes` }
  } catch (error) {
    const reason: unknown = round.signal.aborted ? round.signal.reason : error
    return { host, got: undefined, failure: `${host.address}: ${String(reason)}` }
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
