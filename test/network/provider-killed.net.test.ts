// The elected provider is killed without goodbye, in the middle of a download that it leads for four: real processes on loopback.
// Needs no namespaces; it is here because it takes a while.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ABSENCE_GRACE_MS,
  MAX_RESPONSE_DELAY_MS,
  ROUND_TRIP_MS,
  START_PAUSE_MS,
  TIME_OUT_MS
} from '../../src/flows/election/defaults.js'
import {
  createControlClient,
  type ControlClient,
  type ElectedProvider,
  type NodeStatus
} from '../../src/gateway/index.js'
import { PRESENCE_TTL_MS } from '../../src/graph/defaults.js'
import { eventually } from '../support/eventually.js'
import { potluck, potluckJson, startNode, WITH_OWN_ORIGINS, type RunningNode } from '../support/potluck-command.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const NAMES = ['alice', 'bob', 'carol', 'dave', 'erin']
const CONTENT = randomBytes(24 * 2 ** 20)
const DIGEST = createHash('sha256').update(CONTENT).digest('hex')
/** 24 MiB in 6 s. */
const BYTES_PER_TICK = 40 * 1024
/**
 * The protocol's own bound: until its presence ends, at the latest; the grace, and the pause that a node may have to make after the election it
 * called last; an answer, and the time-out of who won; and the flood of its result.
 */
const BUDGET_MS =
  PRESENCE_TTL_MS + ABSENCE_GRACE_MS + START_PAUSE_MS + 2 * MAX_RESPONSE_DELAY_MS + TIME_OUT_MS + ROUND_TRIP_MS

interface Peer {
  readonly name: string
  readonly home: string
  readonly peer: string
  readonly node: ControlClient
  process: RunningNode
}

let folder: string
let origin: SlowOrigin
const peers: Peer[] = []
const url = (path: string): string => new URL(path, origin.url).href

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-provider-'))
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: BYTES_PER_TICK })
  for (const name of NAMES) {
    const home = join(folder, name)
    const { identity, peerId } = await potluckJson(['init', '--name', name, '--home', home])
    const [founder] = peers
    if (founder === undefined) await potluckJson(['group', 'create', 'Test', '--home', home])
    else {
      const made = await potluckJson(['invite', '--for', String(identity), '--home', founder.home])
      await potluckJson(['join', String(made['invitation']), '--home', home])
    }
    // One machine alone is told that somebody is to be elected: the others take part, since they may.
    const env = { ...WITH_OWN_ORIGINS, ...(name === 'alice' && { POTLUCK_ELECTION_KINDS: 'group' }) }
    const process = await startNode(['--home', home], { env })
    peers.push({ name, home, peer: String(peerId), node: createControlClient(home), process })
  }
})
afterAll(async () => {
  await Promise.all(peers.map(({ process }) => process.stop('SIGKILL')))
  await origin?.close()
  await rm(folder, { recursive: true, force: true })
})

async function elected({ node }: Peer): Promise<ElectedProvider | undefined> {
  const { elections } = (await node.get('/v1/groups/Test/elections')) as { elections: { provider?: ElectedProvider }[] }
  return elections[0]?.provider
}

/** Resolves with whom all of them see as provider by the same election, as soon as that will do, and how long it took. */
async function agreed(among: readonly Peer[], willDo: (provider: ElectedProvider) => boolean): Promise<Agreed> {
  const startedMs = performance.now()
  let agreement: ElectedProvider | undefined
  await eventually(async () => {
    const [one, ...others] = await Promise.all(among.map(elected))
    const isSame = others.every((other) => other?.peer === one?.peer && other?.electionId === one?.electionId)
    if (!isSame || one === undefined || !willDo(one)) throw new Error(`they do not agree: ${JSON.stringify(one)}`)
    agreement = one
  }, BUDGET_MS)
  const { peer, electionId } = agreement!
  const ms = Math.round(performance.now() - startedMs)
  return { provider: among.find((one) => one.peer === peer)!, electionId, ms }
}

interface Agreed {
  readonly provider: Peer
  readonly electionId: string | undefined
  readonly ms: number
}

async function leaderOf(path: string): Promise<Peer | undefined> {
  for (const one of peers) {
    const { transfers } = (await one.node.get('/v1/transfers')) as { transfers: { url: string; state: string }[] }
    if (transfers.some((transfer) => transfer.url === url(path) && transfer.state === 'leading')) return one
  }
  return undefined
}

function get(one: Peer, path: string): Promise<{ digest: string; code: number; stderr: string }> {
  const file = join(folder, `${one.name}${path.replace('/', '-')}`)
  return potluck(['get', url(path), '-o', file, '--home', one.home, '--json'], { budgetMs: 60_000 }).then(
    async ({ code, stderr }) => {
      const bytes = await readFile(file).catch(() => Buffer.alloc(0))
      return { digest: createHash('sha256').update(bytes).digest('hex'), code, stderr }
    }
  )
}

test('a provider is elected by itself; it is killed, another is elected, and all goes on', async () => {
  await eventually(async () => {
    for (const { node, name } of peers) {
      const { groups } = (await node.get('/v1/status')) as NodeStatus
      if (groups[0]?.present !== peers.length) throw new Error(`${name} sees ${groups[0]?.present}`)
    }
  }, 60_000)
  const first = await agreed(peers, () => true)
  const { provider } = first
  const others = peers.filter((one) => one !== provider)
  // It leads, and the others read along: who asks first would be it in any case, which busy machines may not wait for.
  const cutShort = get(provider, '/running')
  await eventually(async () => expect((await leaderOf('/running'))?.name).toBe(provider.name))
  const downloads = others.map((one) => get(one, '/running'))
  await eventually(() => expect(origin.sentBytes).toBeGreaterThan(CONTENT.byteLength / 3))
  const killedMs = performance.now()
  await provider.process.stop('SIGKILL')
  const standingIn = agreed(others, ({ peer }) => peer !== provider.peer)
  const electing = agreed(others, ({ electionId }) => electionId !== first.electionId)
  // Meanwhile: one gives, another gets what nobody has yet.
  const [giver, taker] = others as [Peer, Peer]
  const published = join(folder, 'published')
  await writeFile(published, 'given while nobody provides')
  const gave = await potluck(['publish', published, '--url', url('/given'), '--home', giver.home, '--json'])
  expect([gave.code, gave.stderr]).toEqual([0, ''])
  const fetching = get(taker, '/meanwhile')
  const [standIn, second] = await Promise.all([standingIn, electing])
  expect(second.provider).not.toBe(provider)
  expect((await cutShort).code).not.toBe(0)
  expect(await Promise.all([...downloads, fetching])).toEqual(
    [...downloads, fetching].map(() => ({ digest: DIGEST, code: 0, stderr: '' }))
  )
  const doneMs = Math.round(performance.now() - killedMs)
  const explained = await potluckJson(['election', 'explain', '--home', taker.home])
  // By now who has fetched may have measured more, and have been elected in its turn.
  expect(others.map(({ peer }) => peer)).toContain((explained['provider'] as ElectedProvider).peer)
  console.log(
    JSON.stringify({
      ...{
        peers: peers.length,
        standInMs: standIn.ms,
        newProviderMs: second.ms,
        budgetMs: BUDGET_MS,
        allDownloadedMs: doneMs
      },
      ...{ killed: provider.name, standIn: standIn.provider.name, elected: second.provider.name },
      originBytesPerContent: origin.sentBytes / (2 * CONTENT.byteLength)
    })
  )
})
