// Five peers on this machine and one slow origin: they form a group, ask for the same file in the same instant, and the
// file crosses the uplink once; also where the downloader is killed half way. Stops only what it started, and leaves nothing
// behind.
import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { raceSignal, setRepeating, type Clock, type Random } from '../../base/index.js'
import type { ContentRequest, ContentResult } from '../../gateway/index.js'
import { CliError } from '../errors.js'
import { invite } from '../invite.js'
import { formatBytes } from '../units.js'
import { killDownloader, type Lead } from './kill.js'
import { openDemoOrigin, type DemoOrigin } from './origin.js'
import { allTogether, createDemoPeer, type DemoPeer } from './peers.js'
import { reportOf, type DemoReport, type PeerOutcome } from './report.js'
import { LiveTable, type TableRow } from './table.js'

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin']
const GROUP_NAME = 'Demo'
const REDRAW_MS = 200
/** Five processes on one core need some seconds to start and to find together; more means that something is broken. */
const FORMING_BUDGET_MS = 35_000
/** How much longer than the uplink needs the crossing may take. */
const CROSSING_FACTOR = 1.5

export interface DemoInit {
  /** What the origin serves: the start of the running Node binary. */
  contentBytes: number
  /** The origin's uplink, megabits a second. */
  rateMbit: number
  /** Whether the downloader is killed half way. @default false */
  killDownloader?: boolean
  clock: Clock
  random: Random
  signal: AbortSignal
  /** Lines for a person. */
  say(line: string): void
  /** Where the live table is drawn. @default nowhere */
  draw?: ((text: string) => void) | undefined
}

/** How long all of it may take: with the sizes of `potluck demo`, and the time to build and to stop, under a minute. */
export function demoBudgetMs({ contentBytes, rateMbit }: Pick<DemoInit, 'contentBytes' | 'rateMbit'>): number {
  return Math.round(FORMING_BUDGET_MS + ((contentBytes * 8) / (rateMbit * 1000)) * CROSSING_FACTOR)
}

/** @throws {CliError} `DEMO_FAILED` where it takes longer than {@link demoBudgetMs}, or a peer does not start */
export async function runDemo(init: DemoInit): Promise<DemoReport> {
  const { clock, say } = init
  const budgetMs = demoBudgetMs(init)
  const late = new AbortController()
  const timer = clock.setTimer(budgetMs, () => {
    late.abort(new CliError('DEMO_FAILED', `the demo did not come to its end within ${budgetMs} ms`))
  })
  const signal = AbortSignal.any([init.signal, late.signal])
  const folder = await mkdtemp(join(tmpdir(), 'potluck-demo-'))
  const peers: DemoPeer[] = []
  let origin: DemoOrigin | undefined
  let forming: Promise<string[]> | undefined
  try {
    const body = await startOf(process.execPath, init.contentBytes)
    origin = await openDemoOrigin({ body, rateMbit: init.rateMbit, clock })
    say(`origin ${origin.url}: ${formatBytes(body.length)} of the Node binary at ${init.rateMbit} Mbit/s`)
    const allowedOrigin = origin.host.replace(':', '/32:')
    for (const name of NAMES) peers.push(await createDemoPeer({ name, folder, allowedOrigin, clock }))
    forming = formGroup(peers, say)
    const peerIds = await raceSignal(forming, signal)
    await raceSignal(allTogether(peers, clock, signal), signal)
    say(`${peers.length} peers see each other and agree on the records; all ask now`)
    return await raceSignal(cross(init, { body, origin, peers, peerIds }), signal)
  } finally {
    timer.cancel()
    await Promise.all(peers.map((peer) => peer.stop()))
    await forming?.catch(() => {}) // It writes into the folder, also while we are told to stop.
    await origin?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function startOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(bytes), length: bytes, position: 0 })
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The first creates the group and invites the others, each by its identity. @returns peer ids, in the peers' order */
export async function formGroup(peers: readonly DemoPeer[], say: (line: string) => void): Promise<string[]> {
  const { createGroup, createIdentity, identityText, joinGroup, saveIdentity } = await import('../../group/index.js')
  const identities = peers.map(({ name }) => createIdentity(name))
  for (const [i, identity] of identities.entries()) await saveIdentity(peers[i]!.home, identity)
  const [founder, ...others] = peers
  if (founder === undefined) throw new RangeError('a group needs a founder')
  await createGroup(founder.home, GROUP_NAME)
  await founder.up()
  say(`${founder.name} created the group ${GROUP_NAME} and is up`)
  for (const [i, peer] of others.entries()) {
    const { name, keyPair } = identities[i + 1]!
    const identity = identityText(keyPair.publicKey, name)
    const { text } = await invite({ home: founder.home, group: undefined, identity, role: 'member', ttlMs: undefined })
    await joinGroup(peer.home, text)
  }
  await Promise.all(others.map((peer) => peer.up()))
  say(`${others.map(({ name }) => name).join(', ')} joined with an invitation each and are up`)
  return identities.map(({ peer }) => peer)
}

interface Stage {
  body: Buffer
  origin: DemoOrigin
  peers: readonly DemoPeer[]
  peerIds: readonly string[]
}

async function cross(init: DemoInit, { body, origin, peers, peerIds }: Stage): Promise<DemoReport> {
  const { clock, random, rateMbit, draw, say } = init
  const bytesOf = new Map<DemoPeer, number>()
  const nameOf = new Map(peers.map(({ name }, i) => [peerIds[i]!, name]))
  const table = draw && new LiveTable(body.length, nameOf, draw)
  const killed = new Set<DemoPeer>()
  let finished = false
  const redraw = async (): Promise<void> => {
    const alive = peers.filter((peer) => !killed.has(peer))
    const rows = await rowsOf(alive, bytesOf)
    if (!finished && rows.length === peers.length - killed.size) table?.draw(rows)
  }
  const timer = setRepeating(clock, REDRAW_MS, () => void redraw().catch(() => {}))
  const over = new AbortController()
  const startedMs = clock.monotonicMs()
  try {
    const gets = peers.map(async (peer, i): Promise<PeerOutcome | undefined> => {
      try {
        const got = await getAndHash(peer, origin.url, (bytes) => bytesOf.set(peer, bytes))
        return { name: peer.name, peerId: peerIds[i]!, ...got }
      } catch (error) {
        if (killed.has(peer)) return undefined
        throw error
      }
    })
    const watched: Promise<Lead[] | undefined> =
      init.killDownloader === true
        ? killDownloader({
            ...{ peers, origin, contentBytes: body.length, clock, random, signal: over.signal },
            onKill: (peer, share) => {
              killed.add(peer)
              say(`${peer.name} downloads for all, and is killed after ${Math.round(share * 100)} %`)
            }
          })
        : Promise.resolve(undefined)
    const outcomes = await Promise.all(gets)
    const makespanMs = clock.monotonicMs() - startedMs
    await redraw()
    finished = true // Lines that follow are not drawn over.
    over.abort()
    return reportOf({
      bytes: body.length,
      digest: createHash('sha256').update(body).digest('hex'),
      rateMbit,
      originBytes: origin.sentBytes(),
      ranges: origin.ranges(),
      makespanMs,
      peers: outcomes.filter((outcome) => outcome !== undefined),
      nameOf,
      leads: await watched
    })
  } finally {
    over.abort()
    timer.cancel()
  }
}

async function rowsOf(peers: readonly DemoPeer[], bytesOf: ReadonlyMap<DemoPeer, number>): Promise<TableRow[]> {
  return await Promise.all(
    peers.map(async (peer) => {
      const { requests } = (await peer.node.get('/v1/requests')) as { requests: ContentRequest[] }
      return { name: peer.name, request: requests.at(-1), bytes: bytesOf.get(peer) ?? 0 }
    })
  )
}

async function getAndHash(
  { node }: DemoPeer,
  url: string,
  onBytes: (bytes: number) => void
): Promise<{ result: ContentResult; arrivedDigest: string }> {
  const content = await node.content({ url })
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of content.body as AsyncIterable<Buffer>) {
      hash.update(chunk)
      onBytes((bytes += chunk.length))
    }
  } catch (error) {
    await content.result() // Says why the node cut the body.
    throw error
  }
  return { result: await content.result(), arrivedDigest: hash.digest('hex') }
}
