// A group whose members ask and answer with the product's machines of the need flow: what they say is carried out here, in one place. A
// flood takes a link's latency for each hop, what is said straight takes one. Not there: records, signatures, bytes of content.
import { toHex, type PeerId, type Random } from '../../src/base/index.js'
import {
  NeedClient,
  type Download,
  type NeedClientInput,
  type NeedClientOutput
} from '../../src/flows/need/need-client.js'
import {
  NeedServer,
  type NeedServerInput,
  type NeedServerOutput,
  type RequestKey
} from '../../src/flows/need/need-server.js'
import {
  answerTimes,
  orderFor,
  responseDelayMs,
  ServedLately,
  type DelayShape
} from '../../src/flows/need/response-delay.js'
import { drawNeighbours, Flood } from './need-graph.js'
import type { SimPeer } from './sim-peer.js'
import { randomStream } from './streams.js'
import type { World } from './world.js'

/** How long the origin takes for an item, and a member to bring it over the LAN. */
const ORIGIN_MS = 3_000
const COPY_MS = 80
/** Until a broken connection, or a member that is gone, is noticed. */
const NOTICE_MS = 2_000

export interface NeedGroupInit {
  readonly shape: DelayShape
  /** What each item weighs. */
  readonly itemBytes: number
  readonly waitsForDownload: boolean
  /** Whether some hear of a need again later, or only then, as who synchronises does. */
  readonly retells: boolean
  /** What a member has from the start. */
  readonly has: (member: number, item: string) => boolean
}

interface Answer {
  readonly holder: PeerId
}

/** One need of somebody. */
export interface Asked {
  readonly asker: number
  /** Of the asker's process: one that was killed asks no more. */
  readonly boot: number
  readonly item: string
  readonly needId: string
  readonly atMs: number
  firstAnswerAtMs: number | undefined
  /** "I have" and "I am downloading" that were sent for it. */
  answers: number
  foundTold: boolean
  downloadTold: boolean
  servedBy: number | undefined
  outcome: 'retrieved' | 'failed' | undefined
  /** Who stands in. */
  readonly others: PeerId[]
}

export class NeedMember {
  readonly peer: SimPeer
  readonly items = new Set<string>()
  /** Given away, and lately. */
  served = 0
  readonly servedLately = new ServedLately()
  server = new NeedServer()
  clients = new Map<string, { client: NeedClient<Answer>; asked: Asked }>()
  /** Running, as heard: by item and peer. */
  claims = new Map<string, Map<PeerId, Download>>()

  constructor(peer: SimPeer) {
    this.peer = peer
  }
}

export class NeedGroup {
  readonly members: readonly NeedMember[]
  readonly asked: Asked[] = []
  readonly flood: Flood
  /** Messages straight from one to another. */
  straight = 0
  /** What must not be, as it happened. */
  wrong: string | undefined
  readonly #world: World
  readonly #init: NeedGroupInit
  readonly #byId = new Map<string, Asked>()
  readonly #indexOf = new Map<PeerId, number>()
  readonly #answered = new Set<string>()
  readonly #needIds: Random
  readonly #ids: readonly PeerId[]
  #ranked: { readonly needId: string; readonly ranks: ReadonlyMap<PeerId, number> } = { needId: '', ranks: new Map() }

  constructor(world: World, init: NeedGroupInit) {
    this.#world = world
    this.#init = init
    this.#needIds = randomStream(world.seed, 'need ids')
    this.#ids = world.peers.map(({ id }) => id)
    this.members = world.peers.map((peer) => new NeedMember(peer))
    for (const { index, id } of world.peers) this.#indexOf.set(id, index)
    this.flood = new Flood(world, drawNeighbours(randomStream(world.seed, 'neighbours'), world.peers.length))
    world.onChange((change, peer) => {
      if (change !== 'killed' || peer === undefined) return
      this.#forget(peer.index)
      world.in(NOTICE_MS, () => this.#gone(peer.id))
    })
  }

  ask(asker: number, item: string): Asked | undefined {
    const member = this.members[asker]!
    if (member.peer.state !== 'running' || this.#holds(asker, item)) return undefined
    const needId = toHex(this.#needIds.bytes(16))
    const asked: Asked = {
      ...{ asker, boot: member.peer.boots, item, needId, atMs: this.#world.nowMs },
      ...{
        firstAnswerAtMs: undefined,
        answers: 0,
        foundTold: false,
        downloadTold: false,
        servedBy: undefined,
        outcome: undefined,
        others: []
      }
    }
    this.asked.push(asked)
    this.#byId.set(needId, asked)
    const client = new NeedClient<Answer>({
      ...answerTimes(this.#init.shape, this.members.length),
      waitsForDownload: this.#init.waitsForDownload,
      collectsAll: false,
      excluded: []
    })
    member.clients.set(needId, { client, asked })
    this.#give(asker, needId, { type: 'start' })
    for (const download of member.claims.get(item)?.values() ?? [])
      this.#give(asker, needId, { type: 'downloading', download })
    return asked
  }

  /** What somebody who means harm floods in its own name: its needs and founds bear its own signature, whatever they say. */
  forgeFound(author: number, needId: string): void {
    const request = { asker: this.members[author]!.peer.id, needId }
    this.flood.send(author, (index) => this.#giveServer(index, { type: 'found', request }))
  }

  #holds(index: number, item: string): boolean {
    return this.members[index]!.items.has(item) || this.#init.has(index, item)
  }

  /** As an asker. */
  #give(index: number, needId: string, input: NeedClientInput<Answer>): void {
    const asking = this.members[index]!.clients.get(needId)
    if (asking === undefined) return
    for (const output of asking.client.handle(input)) this.#carryOut(index, asking.asked, output)
  }

  #carryOut(index: number, asked: Asked, output: NeedClientOutput<Answer>): void {
    const member = this.members[index]!
    const { needId } = asked
    const { peer } = member
    const request: RequestKey = { asker: peer.id, needId }
    const later = (inMs: number, then: () => void): void => {
      peer.clock.setTimer(inMs, () => peer.afterPendingInput(then))
    }
    switch (output.type) {
      case 'publish-need':
        if (this.#init.retells) this.#retell(request)
        return this.flood.send(index, (at) => this.#giveServer(at, { type: 'need', request }))
      case 'publish-found':
        if (asked.foundTold) this.wrong ??= `${needId}: "I found" twice`
        asked.foundTold = true
        return this.flood.send(index, (at) => this.#giveServer(at, { type: 'found', request }))
      case 'set-timer':
        return later(output.inMs, () => this.#give(index, needId, output.then))
      case 'take':
        return this.#take(index, asked, output.holder)
      case 'alternative':
        asked.others.push(output.answer.holder)
        return
      case 'retrieve':
        return this.#retrieve(index, asked)
      case 'ended':
        member.clients.delete(needId)
        return
      default: // States and progress are for users; what is followed ends by what is flooded.
        return
    }
  }

  /** As a crossing does (158): from who answered, from who stands in, or by itself. */
  #take(index: number, asked: Asked, holderPeer: PeerId): void {
    const { item } = asked
    const holder = this.#indexOf.get(holderPeer)!
    const can = (): boolean => this.#reaches(index, holder) && this.#holds(holder, item)
    const fail = (): void => {
      const next = asked.others.shift()
      if (next !== undefined) this.#take(index, asked, next)
      else this.#retrieve(index, asked)
    }
    if (!can()) return this.#later(index, asked, NOTICE_MS, fail)
    this.#later(index, asked, COPY_MS, () => {
      if (!can()) return fail()
      asked.servedBy = holder
      this.members[holder]!.served++
      this.members[holder]!.servedLately.add(this.#init.itemBytes, this.#world.nowMs)
      this.#finish(index, asked, 'retrieved')
    })
  }

  /** As a crossing does (150): it tells of its download (216B) until that is over. */
  #retrieve(index: number, asked: Asked): void {
    const { peer } = this.members[index]!
    if (asked.downloadTold) return this.#finish(index, asked, 'failed')
    asked.downloadTold = true
    const download = { peer: peer.id, transferId: asked.needId, verifiedBytes: 0, expectedBytes: undefined }
    this.flood.send(index, (at) => this.#hearDownload(at, asked.item, download))
    this.#later(index, asked, ORIGIN_MS, () => {
      const next = asked.others.shift()
      if (peer.hasUplink) this.#finish(index, asked, 'retrieved')
      else if (next !== undefined) this.#take(index, asked, next)
      else this.#finish(index, asked, 'failed')
    })
  }

  #finish(index: number, asked: Asked, outcome: 'retrieved' | 'failed'): void {
    const { peer, items } = this.members[index]!
    asked.outcome = outcome
    if (outcome === 'retrieved') items.add(asked.item)
    this.#give(index, asked.needId, { type: 'cancel' })
    if (!asked.downloadTold) return
    this.flood.send(index, (at) => this.#hearDownloadEnd(at, asked.item, peer.id, outcome === 'retrieved'))
  }

  /** Where its process still runs by then. */
  #later(index: number, asked: Asked, inMs: number, then: () => void): void {
    const member = this.members[index]!
    member.peer.clock.setTimer(inMs, () =>
      member.peer.afterPendingInput(() => {
        if (member.clients.has(asked.needId)) then()
      })
    )
  }

  #retell(request: RequestKey): void {
    const type = 'need'
    for (const { peer } of this.members) {
      const inMs = peer.random.fraction() * 6_000
      if (inMs > 3_000) continue
      peer.clock.setTimer(inMs, () => this.#giveServer(peer.index, { type, request }))
    }
  }

  /** As a holder. */
  #giveServer(index: number, input: NeedServerInput): void {
    const { server } = this.members[index]!
    for (const output of server.handle(input)) this.#carryOutServer(index, input, output)
  }

  #carryOutServer(index: number, input: NeedServerInput, output: NeedServerOutput): void {
    const member = this.members[index]!
    const { request } = output
    const asked = this.#byId.get(request.needId)!
    switch (output.type) {
      case 'locate':
        return this.#giveServer(index, { type: 'located', request, located: this.#locate(index, asked) })
      case 'set-timer':
        member.peer.clock.setTimer(output.inMs, () => {
          member.peer.afterPendingInput(() => this.#giveServer(index, output.then))
        })
        return
      case 'cancel':
        if (input.type === 'found' && !asked.foundTold)
          this.wrong ??= `${request.needId}: cancelled by another's "I found"`
        return
      case 'answer': {
        const name = `${index}/${request.needId}/${member.peer.boots}`
        if (this.#answered.has(name)) this.wrong ??= `${name}: answered twice`
        this.#answered.add(name)
        asked.answers++
        this.straight++
        const { id } = member.peer
        const asker = this.members[asked.asker]!.peer
        this.#world.send(member.peer, asker, () => {
          if (output.what === 'downloading') {
            const download = { peer: id, transferId: '', verifiedBytes: 0, expectedBytes: undefined }
            return this.#give(asked.asker, request.needId, { type: 'downloading', download })
          }
          asked.firstAnswerAtMs ??= this.#world.nowMs
          this.#give(asked.asker, request.needId, { type: 'have', answer: { holder: id } })
        })
      }
    }
  }

  #locate(index: number, { item, needId }: Asked): Extract<NeedServerInput, { type: 'located' }>['located'] {
    const { peer, clients, servedLately } = this.members[index]!
    if (this.#holds(index, item)) {
      const { shape } = this.#init
      const servedBytes = servedLately.bytes(this.#world.nowMs)
      const of = this.members.length
      const place = { rank: this.#ranks(needId).get(peer.id)!, of }
      const { maxDelayMs } = answerTimes(shape, of)
      const init = { shape, servedBytes, maxDelayMs, place }
      return { what: 'held', delayMs: responseDelayMs(init, peer.random) }
    }
    const downloads = [...clients.values()].some(({ asked }) => asked.item === item && asked.downloadTold)
    return { what: downloads ? 'downloading' : 'nothing' }
  }

  /** As `placeAmong` says for each: once for all of them, since a large group asks for it at every holder. */
  #ranks(needId: string): ReadonlyMap<PeerId, number> {
    if (this.#ranked.needId !== needId) {
      const order = this.#ids.map((id) => ({ id, at: orderFor(needId, id) })).sort((a, b) => a.at - b.at)
      this.#ranked = { needId, ranks: new Map(order.map(({ id }, rank) => [id, rank])) }
    }
    return this.#ranked.ranks
  }

  #hearDownload(index: number, item: string, download: Download): void {
    const { claims, clients } = this.members[index]!
    const running = claims.get(item) ?? new Map<PeerId, Download>()
    claims.set(item, running.set(download.peer, download))
    for (const { asked } of [...clients.values()])
      if (asked.item === item) this.#give(index, asked.needId, { type: 'downloading', download })
  }

  #hearDownloadEnd(index: number, item: string, peer: PeerId, complete: boolean): void {
    const { claims, clients } = this.members[index]!
    claims.get(item)?.delete(peer)
    for (const { asked } of [...clients.values()])
      if (asked.item === item) this.#give(index, asked.needId, { type: 'download-ended', peer, complete })
  }

  /** What was in its memory; what it holds is on its disk. */
  #forget(index: number): void {
    const member = this.members[index]!
    member.server = new NeedServer()
    member.clients = new Map()
    member.claims = new Map()
  }

  #gone(peer: PeerId): void {
    for (const [index, { clients, claims }] of this.members.entries()) {
      this.#giveServer(index, { type: 'gone', asker: peer })
      for (const running of claims.values()) running.delete(peer)
      for (const needId of [...clients.keys()]) this.#give(index, needId, { type: 'gone', peer })
    }
  }

  #reaches(a: number, b: number): boolean {
    const [from, to] = [this.#world.peer(a), this.#world.peer(b)]
    return to.state === 'running' && this.#world.network.reaches(from, to)
  }
}
