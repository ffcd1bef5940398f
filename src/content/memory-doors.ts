// The doors between members of one process: what AliasServer and AliasClient do, without TLS and without sockets. For tests of
// applications: who may read what is asked of the same groups and transfers, in the same order.
import { copyBytes, raceSignal, withBudget, type Clock, type PeerId } from '../base/index.js'
import type { AliasClient, AskOptions, MemberAddress, ReadOptions } from './alias-client.js'
import type { AliasGroup, ReadKind, RunningTransfer } from './alias-group.js'
import type { AliasServer } from './alias-server.js'
import type { BlobStore } from './blob-store.js'
import { MEMBER_IDLE_BUDGET_MS } from './defaults.js'
import { ContentError } from './errors.js'
import type { HttpBody } from './http-body.js'
import { isLeafList } from './leaf-hashes.js'
import type { Ledger } from './ledger.js'
import { AnswerTime } from './load.js'
import type { MemberCall, MemberReply } from './member-request.js'
import type { MemberAnswer, MemberService } from './member-service.js'
import { readReason } from './member-words.js'

export interface MemoryDoorInit {
  peer: PeerId
  blobs: BlobStore
  ledger: Ledger
}

interface Door extends MemoryDoorInit {
  readonly groups: Map<string, AliasGroup>
  /** By group and name. */
  readonly services: Map<string, MemberService>
  readonly answerTime: AnswerTime
}

/** One answer that is being read. */
interface Reading {
  readonly reader: PeerId
  readonly door: Door
  readonly groupId: string
  /** Undefined: a service. */
  readonly what: ReadKind | undefined
  readonly stop: AbortController
}

export class MemoryDoors {
  readonly #clock: Clock
  readonly #doors = new Map<number, Door>()
  readonly #readings = new Set<Reading>()
  readonly #unreachable = new Set<PeerId>()
  #ports = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  openServer(init: MemoryDoorInit): AliasServer {
    const port = ++this.#ports
    const door: Door = { ...init, groups: new Map(), services: new Map(), answerTime: new AnswerTime() }
    this.#doors.set(port, door)
    const recheck = (): void => this.#end((reading) => reading.door === door && !isOpenTo(reading))
    return {
      port,
      answeredMs: () => door.answerTime.totalMs(this.#clock.monotonicMs()),
      addGroup: (groupId, group) => void door.groups.set(groupId, group),
      removeGroup: (groupId) => {
        door.groups.delete(groupId)
        recheck()
      },
      addService: (groupId, name, service) => {
        door.services.set(`${groupId}/${name}`, service)
        return () => void door.services.delete(`${groupId}/${name}`)
      },
      addTunnelDoor: () => () => {}, // Tunnels are sockets.
      isMember: (peer, groupId) =>
        [...door.groups].some(([id, group]) => (groupId ?? id) === id && group.isMember(peer)),
      recheck,
      close: async () => {
        this.#doors.delete(port)
        this.#end(({ door: read }) => read === door)
      }
    }
  }

  /** What reads from the others' doors as `self`. */
  createClient(self: PeerId): AliasClient {
    let isClosed = false
    const ask = (member: MemberAddress, what: ReadKind | undefined, options: AskOptions): Asked => {
      options.signal?.throwIfAborted()
      if (isClosed) throw new ContentError('CLOSED', 'this node is stopping')
      const asked = this.#ask(self, member, what)
      options.onConnected?.()
      return asked
    }
    return {
      blobRange: async (member, digest, { start, end }, options = {}) => {
        if (!(start >= 0 && start < end)) throw new RangeError(`bytes ${start} to ${end} are not a range`)
        const asked = ask(member, 'blob', options)
        const info = asked.group.sharesBlob(digest) ? asked.door.blobs.info(digest) : undefined
        if (info === undefined || end > info.bytes) throw refused(member, 404)
        return this.#body(asked, options, () => asked.door.blobs.read(digest, { start, end }))
      },
      leaves: async (member, blob, options = {}) => {
        const { group, door } = ask(member, 'blob', options)
        if (!group.sharesBlob(blob.digest)) throw refused(member, 404)
        const hashes = await door.blobs.leafHashes(blob.digest).catch(() => undefined)
        if (hashes === undefined) throw refused(member, 404)
        if (!isLeafList(hashes, blob.bytes, blob.leafRoot)) {
          throw new ContentError('MEMBER_BROKE', `${member.peer}: its hash list of ${blob.digest} is not the one named`)
        }
        options.onBytes?.(hashes.byteLength)
        return hashes
      },
      transferBytes: async (member, transferId, fromLeaf, options = {}) => {
        const asked = ask(member, 'transfer', options)
        const transfer = asked.group.transfer(transferId)
        if (transfer === undefined || transfer.hasGap(fromLeaf)) throw refused(member, 404)
        const { redirects = 0, readers = 0, isLeaf = false } = options
        const relayAsk = { reader: self, fromLeaf, redirects, readers, isLeaf }
        const answer = await this.#atDoor(member, transfer, relayAsk, options)
        if (answer.type === 'send-on') return { type: 'sent-on', to: answer.to }
        const body = this.#body(asked, options, (signal) => transfer.bytes(fromLeaf, signal), leaves(transfer, self))
        return { type: 'attached', body, path: answer.path }
      },
      transferParts: async (member, transferId, options = {}) => {
        const asked = ask(member, 'transfer', options)
        const transfer = asked.group.transfer(transferId)
        if (transfer === undefined) throw refused(member, 404)
        const relayAsk = { reader: self, fromLeaf: 0, redirects: 0, readers: 0, isLeaf: false }
        const answer = await this.#atDoor(member, transfer, relayAsk, options)
        if (answer.type === 'send-on') throw refused(member, 307)
        return this.#body(
          asked,
          { ...options, isCounted: false },
          (signal) => transfer.parts(signal),
          leaves(transfer, self)
        )
      },
      warm: async (member, options = {}) => {
        try {
          ask(member, undefined, options)
          return true
        } catch {
          return false
        }
      },
      request: async (member, call, options = {}) => {
        const asked = ask(member, undefined, options)
        const service = asked.door.services.get(`${member.groupId}/${call.service}`)
        if (service === undefined) return reply({ status: 503 })
        if (service.mayAsk?.(self) === false) return reply({ status: 403 })
        return await this.#serve(asked, service, call, options)
      },
      tunnel: async ({ peer }) => {
        throw new ContentError('MEMBER_REFUSED', `${peer} has no tunnels`, { status: 404 })
      },
      roundTripMs: () => undefined, // Nothing lies between them.
      recheck: (isMember) => this.#end(({ reader, door, groupId }) => reader === self && !isMember(door.peer, groupId)),
      close: () => {
        isClosed = true
        this.#end(({ reader }) => reader === self)
      }
    }
  }

  /** Cuts a peer off, and lets it back: what it reads, or others read from it, breaks at once. */
  setReachable(peer: PeerId, isReachable: boolean): void {
    if (isReachable) this.#unreachable.delete(peer)
    else {
      this.#unreachable.add(peer)
      this.#end(({ reader, door }) => reader === peer || door.peer === peer)
    }
  }

  #ask(self: PeerId, member: MemberAddress, what: ReadKind | undefined): Asked {
    const door = this.#doors.get(member.port)
    if (door?.peer !== member.peer || this.#unreachable.has(self) || this.#unreachable.has(member.peer)) {
      throw new ContentError('MEMBER_UNREACHABLE', `${member.peer} is not there`)
    }
    const group = door.groups.get(member.groupId)
    if (group?.isMember(self) !== true) throw refused(member, 404)
    group.reachedBy(self)
    if (what !== undefined && !group.mayRead(self, what)) throw refused(member, 403)
    return { self, member, door, group, what: what ?? 'blob' }
  }

  /** @throws {ContentError} `MEMBER_REFUSED`, `MEMBER_BROKE`; the signal's reason */
  async #atDoor(
    member: MemberAddress,
    transfer: RunningTransfer,
    ask: Parameters<RunningTransfer['door']['ask']>[0],
    { signal }: AskOptions
  ): Promise<Exclude<Awaited<ReturnType<RunningTransfer['door']['ask']>>, { type: 'refuse' }>> {
    const gone = new AbortController()
    const stop = (): void => gone.abort(signal?.reason)
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const late = (): Error => new ContentError('MEMBER_BROKE', `${member.peer}: no answer in time`)
      const asking = transfer.door.ask(ask, gone.signal)
      const answer = await withBudget(this.#clock, MEMBER_IDLE_BUDGET_MS, asking, late)
      if (answer.type === 'refuse') throw refused(member, 409)
      return answer
    } catch (error) {
      if (!gone.signal.aborted) gone.abort(error)
      throw error
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  async #serve(
    { self, member, door }: Asked,
    service: MemberService,
    { method, path, headers = {}, body }: MemberCall,
    { signal }: AskOptions
  ): Promise<MemberReply> {
    const stop = new AbortController()
    const reading: Reading = { reader: self, door, groupId: member.groupId, what: undefined, stop }
    this.#readings.add(reading)
    const stopped = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])])
    const [bytes, given] = body === undefined ? [0, nothing()] : [body.bytes, body.open()]
    try {
      const asked = { peer: self, method, path, headers: lowerCase(headers), bytes, body: given, signal: stopped }
      const answering = service.answer(asked).catch(() => ({ status: 500 }))
      return reply(await raceSignal(answering, stopped))
    } finally {
      this.#readings.delete(reading)
    }
  }

  #body(
    { self, member, door, what }: Asked,
    { signal, onBytes, isCounted = true }: ReadOptions & { isCounted?: boolean },
    open: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
    left: () => void = () => {}
  ): HttpBody {
    const stop = new AbortController()
    const reading: Reading = { reader: self, door, groupId: member.groupId, what, stop }
    this.#readings.add(reading)
    if (isCounted) door.answerTime.began(this.#clock.monotonicMs())
    const onAbort = (): void => stop.abort(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    const ended = (): void => {
      signal?.removeEventListener('abort', onAbort)
      if (!this.#readings.delete(reading)) return
      if (isCounted) door.answerTime.ended(this.#clock.monotonicMs())
      left()
    }
    stop.signal.addEventListener('abort', ended, { once: true })
    if (signal?.aborted === true) onAbort()
    async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        for await (const chunk of open(stop.signal)) {
          stop.signal.throwIfAborted()
          if (isCounted) door.ledger.countOut(self, chunk.byteLength)
          onBytes?.(chunk.byteLength)
          yield copyBytes(chunk)
        }
        stop.signal.throwIfAborted()
      } catch (error) {
        if (signal?.aborted === true) throw signal.reason
        if (error instanceof ContentError && error.code === 'MEMBER_BROKE') throw error
        throw new ContentError('MEMBER_BROKE', `${member.peer}: it broke off`, { cause: error })
      } finally {
        ended()
      }
    }
    return { [Symbol.asyncIterator]: read, cancel: () => stop.abort(broken(member.peer)) }
  }

  #end(isMeant: (reading: Reading) => boolean): void {
    for (const reading of [...this.#readings].filter(isMeant)) reading.stop.abort(broken(reading.door.peer))
  }
}

interface Asked {
  readonly self: PeerId
  readonly member: MemberAddress
  readonly door: Door
  readonly group: AliasGroup
  readonly what: ReadKind
}

/** What is to be called when a reader that was let in is done. */
function leaves(transfer: RunningTransfer, reader: PeerId): () => void {
  return () => transfer.door.left(reader)
}

function isOpenTo({ door, groupId, reader, what }: Reading): boolean {
  const group = door.groups.get(groupId)
  return group?.isMember(reader) === true && (what === undefined || group.mayRead(reader, what))
}

function reply({ status, headers = {}, body = new Uint8Array() }: MemberAnswer): MemberReply {
  const said = lowerCase(headers)
  return { status, headers: said, reason: readReason(said), body: copyBytes(body) }
}

function lowerCase(headers: { readonly [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

async function* nothing(): AsyncGenerator<Uint8Array, void, undefined> {}

function refused(member: MemberAddress, status: number): ContentError {
  return new ContentError('MEMBER_REFUSED', `${member.peer} answered ${status}`, { status })
}

function broken(peer: PeerId): ContentError {
  return new ContentError('MEMBER_BROKE', `${peer}: the connection broke`)
}
