// The demo's fault: whoever downloads is killed half way, without goodbye, and who leads when is noted.
import { delay, type Clock, type Random } from '../../base/index.js'
import type { ContentRequest } from '../../gateway/index.js'
import type { DemoOrigin } from './origin.js'
import type { DemoPeer } from './peers.js'

const LOOK_EVERY_MS = 20
/** Half way, more or less: chance says where. */
const EARLIEST_SHARE = 0.3
const LATEST_SHARE = 0.7

/** How long one peer was seen to download for the others, and how far it came. */
export interface Lead {
  readonly name: string
  readonly fromMs: number
  readonly fromBytes: number
  toMs: number
  toBytes: number
  wasKilled: boolean
}

export interface KillInit {
  readonly peers: readonly DemoPeer[]
  readonly origin: DemoOrigin
  readonly contentBytes: number
  readonly clock: Clock
  readonly random: Random
  /** Ends the watch. */
  readonly signal: AbortSignal
  onKill(peer: DemoPeer, share: number): void
}

/** Watches until `signal` aborts. Never rejects. @returns who led, in the order in which they began */
export async function killDownloader(init: KillInit): Promise<Lead[]> {
  const { peers, origin, contentBytes, clock, random, signal } = init
  const share = EARLIEST_SHARE + (LATEST_SHARE - EARLIEST_SHARE) * random.fraction()
  const startedMs = clock.monotonicMs()
  const leads: Lead[] = []
  let killed: DemoPeer | undefined
  while (!signal.aborted) {
    const asked = peers.filter((peer) => peer !== killed)
    const transfers = await Promise.all(asked.map(async (peer) => (await lastRequest(peer))?.transfer))
    for (const [i, peer] of asked.entries()) {
      const transfer = transfers[i]
      if (transfer?.state !== 'leading' || transfer.bytes === 0) continue
      const lead = noteLead(leads, peer.name, transfer.bytes, clock.monotonicMs() - startedMs)
      if (killed !== undefined || origin.sentBytes() < share * contentBytes) continue
      killed = peer
      lead.wasKilled = true
      init.onKill(peer, origin.sentBytes() / contentBytes)
      peer.freeze()
      await origin.noteDeath()
      await peer.kill()
    }
    await delay(clock, LOOK_EVERY_MS, signal).catch(() => {})
  }
  return leads
}

function noteLead(leads: Lead[], name: string, bytes: number, nowMs: number): Lead {
  let lead = leads.at(-1)
  if (lead?.name !== name) {
    lead = { name, fromMs: nowMs, fromBytes: bytes, toMs: nowMs, toBytes: bytes, wasKilled: false }
    leads.push(lead)
  }
  lead.toMs = nowMs
  lead.toBytes = bytes
  return lead
}

/** What it gets now; undefined where it does not answer. */
async function lastRequest({ node }: DemoPeer): Promise<ContentRequest | undefined> {
  try {
    const { requests } = (await node.get('/v1/requests')) as { requests: ContentRequest[] }
    return requests.findLast(({ state }) => state === 'running')
  } catch {
    return undefined
  }
}
