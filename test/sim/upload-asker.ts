// A member that has files to be uploaded: the product's machine for each of them and the rules of its black list, on a disk that outlasts
// restarts. What the product's drivers do over sockets is done here by the simulator's messages.
import { copyBytes, sha256, toHex, type PeerId, type Timer } from '../../src/base/index.js'
import { faultOf, type Fault } from '../../src/flows/receipt/blame.js'
import type { BlackListInput, BlackListOutput, KeptBlackList } from '../../src/flows/receipt/black-list-events.js'
import { BlackListRules } from '../../src/flows/receipt/black-list.js'
import { maximumWaitMs } from '../../src/flows/receipt/maximum-wait.js'
import { decodeOrder, encodeOrder, orderSha256, requestHeaders, type UploadId } from '../../src/flows/receipt/order.js'
import { readAcceptance, readReturn, type BackendAnswer } from '../../src/flows/receipt/statements.js'
import type { HeldBy, Judged, UploadInput, UploadOutput } from '../../src/flows/receipt/upload-events.js'
import { LATEST_SLACK_MS } from '../../src/flows/receipt/upload-defaults.js'
import { UploadMachine } from '../../src/flows/receipt/upload.js'
import type { UploadBy } from '../../src/flows/receipt/uploads.js'
import { verifyReceipt, type ReceiptVerdict } from '../../src/receipts/index.js'
import type { SimPeer } from './sim-peer.js'
import { UploadBackend } from './upload-backend.js'
import { callRelay, type CallWay } from './upload-call.js'
import { UploadChoice } from './upload-choice.js'
import { GROUP, type AcceptReply, type FetchReply, type SimulatedRelay } from './upload-relay.js'
import type { World } from './world.js'

const GROUP_ID = toHex(GROUP)
/** From the need (552) until who has answered is looked at. */
const ASKING_MS = 300
const TURN_MS = 5
/** What is done otherwise where a bug is planted. */
export interface AskerBugs {
  /** @default the product's */
  readonly machine?: typeof UploadMachine
  readonly rules?: typeof BlackListRules
  /** Whatever is signed by a known key counts. */
  readonly takesAnyReceipt?: boolean
  /** What is under way is in memory alone. */
  readonly forgetsQueue?: boolean
  /** Of a give-back. */
  readonly blamesGiveBack?: boolean
  /** Black lists say nothing. */
  readonly ignoresList?: boolean
}

export interface AskerWorld {
  readonly world: World
  readonly relays: readonly SimulatedRelay[]
  readonly bugs: AskerBugs
  /** Of a backend, as this asker has been told by now. */
  knowsNewKey(asker: SimPeer): boolean
  listed(asker: SimulatedAsker): void
}

/** What outlasts a restart. */
export interface KeptUpload {
  readonly id: UploadId
  readonly targetUri: string
  readonly body: Uint8Array
  /** As its order says. */
  readonly bytes: number
  readonly addedAtMs: number
  /** When something of it first went out. */
  beganMs: number | undefined
  held: readonly Omit<HeldBy, 'leftMs'>[]
  /** Until when each relay has time, by this machine's clock. */
  readonly deadlines: Map<PeerId, number>
  /** What each relay was told, by peer. */
  readonly orders: Map<PeerId, Uint8Array>
  ended:
    { readonly how: 'delivered' | 'refused' | 'cancelled' | 'expired'; readonly by: PeerId | undefined } | undefined
  /** What was valid, and of 2xx. */
  receipt: BackendAnswer | undefined
  receiptOrder: Uint8Array | undefined
  /** For people: what was tried, and when. */
  readonly attempts: string[]
}

interface Answered {
  readonly answer: BackendAnswer
  readonly verdict: ReceiptVerdict
  readonly returned: Uint8Array
}

export class SimulatedAsker {
  readonly peer: SimPeer
  /** Everything it was ever given, and what became of it. */
  readonly uploads = new Map<UploadId, KeptUpload>()
  /** How often each relay was handed something, by simulated time. */
  readonly handed: { readonly peer: PeerId; readonly atMs: number; readonly id: UploadId }[] = []
  /** What must not be, as it happened. */
  wrong: string | undefined
  rules: BlackListRules
  readonly #surroundings: AskerWorld
  #keptList: KeptBlackList
  #machines = new Map<UploadId, { readonly machine: UploadMachine; readonly timers: Set<Timer> }>()
  #answers = new Map<string, Answered>()
  #choice: UploadChoice
  readonly #acceptances = new Map<string, Uint8Array>()

  constructor(peer: SimPeer, surroundings: AskerWorld) {
    this.peer = peer
    this.#surroundings = surroundings
    this.rules = new this.#Rules()
    this.#keptList = this.rules.kept()
    this.#choice = this.#newChoice()
  }

  get #Rules(): typeof BlackListRules {
    return this.#surroundings.bugs.rules ?? BlackListRules
  }

  add(targetUri: string, body: Uint8Array, bytes: number): UploadId {
    const id = toHex(copyBytes(this.peer.random.bytes(16)))
    const said = {
      id,
      targetUri,
      body,
      bytes,
      addedAtMs: this.#nowMs(),
      beganMs: undefined,
      held: [],
      deadlines: new Map()
    }
    const kept = {
      ...said,
      orders: new Map(),
      ended: undefined,
      receipt: undefined,
      receiptOrder: undefined,
      attempts: []
    }
    this.uploads.set(id, kept)
    this.#begin(id)
    this.#give(id, { type: 'start' })
    return id
  }

  killed(): void {
    this.#machines = new Map()
    this.#answers = new Map()
    this.#choice = this.#newChoice()
    if (this.#surroundings.bugs.forgetsQueue === true)
      for (const [id, { ended }] of this.uploads) if (ended === undefined) this.uploads.delete(id)
  }

  started(): void {
    this.rules = new this.#Rules(this.#keptList)
    for (const [id, kept] of this.uploads) {
      const { ended, held, deadlines } = kept
      if (ended !== undefined) continue
      this.#begin(id)
      for (const peer of peersOf(kept)) this.#choice.took(kept, peer)
      const leftMs = ({ by: { peer } }: { by: UploadBy }): number =>
        (deadlines.get(peer) ?? this.#nowMs()) - this.#nowMs()
      this.#give(id, { type: 'resume', held: held.map((one) => ({ ...one, leftMs: leftMs(one) })) })
    }
  }

  presence(peer: PeerId, isHere: boolean): void {
    for (const id of [...this.#machines.keys()]) {
      this.#give(id, { type: 'presence', peer, isHere })
      if (isHere) this.#give(id, { type: 'wake' })
    }
  }

  toldDone(relay: PeerId, id: UploadId): void {
    this.#give(id, { type: 'told-done', peer: relay })
  }

  /** Another member's evidence, or the end of it. */
  judged(input: Extract<BlackListInput, { type: 'judged' | 'judged-gone' }>): void {
    this.#list(input)
  }

  /** Valid for this asker, whatever it says. */
  verdictOf(kept: KeptUpload, orderBytes: Uint8Array, answer: BackendAnswer): ReceiptVerdict {
    const trust = UploadBackend.trust(kept.targetUri, this.#surroundings.knowsNewKey(this.peer))
    const headers = requestHeaders(decodeOrder(orderBytes)!)
    const request = { method: 'POST', targetUri: kept.targetUri, headers }
    return verifyReceipt({ request, response: answer, trust, nowMs: this.#nowMs() })
  }

  #nowMs(): number {
    return this.peer.clock.nowMs()
  }

  #begin(id: UploadId): void {
    const Machine = this.#surroundings.bugs.machine ?? UploadMachine
    this.#machines.set(id, { machine: new Machine(this.peer.random), timers: new Set() })
  }

  #give(id: UploadId, input: UploadInput): void {
    const run = this.#machines.get(id)
    if (run === undefined) return
    for (const output of run.machine.handle(input, this.peer.clock.monotonicMs())) this.#carryOut(id, output)
  }

  #later(inMs: number, then: () => void): Timer {
    return this.peer.clock.setTimer(inMs, () => this.peer.afterPendingInput(then))
  }

  #carryOut(id: UploadId, output: UploadOutput): void {
    const run = this.#machines.get(id)
    const kept = this.uploads.get(id)!
    switch (output.type) {
      case 'want-turn':
        this.#later(TURN_MS, () => this.#give(id, { type: 'turn', mayGoDirectly: false, mayGoByMembers: true }))
        return
      case 'ask':
        this.#later(ASKING_MS, () => this.#give(id, { type: 'offers', offers: this.#choice.offers(kept), isAll: true }))
        return
      case 'forward':
        return this.#forward(kept, output.by)
      case 'look':
        return this.#look(kept, output.by)
      case 'tell-off': {
        const relay = this.#relay(output.by.peer)
        return callRelay(
          this.#way(relay),
          0,
          () => relay.drop(this.peer, id),
          () => {}
        )
      }
      case 'blame':
        return this.#blame(kept, output.by?.peer, output.for === 'silent' ? 'silent' : undefined)
      case 'attempt':
        if (output.by !== undefined) this.#choice.ended(kept, output.by.peer, output.result)
        kept.attempts.push(
          `${Math.round(this.#surroundings.world.nowMs)} ${output.by?.peer.slice(-4)} ${output.result} ${output.detail}`
        )
        if (output.result === 'given-back' && this.#surroundings.bugs.blamesGiveBack === true)
          this.#blame(kept, output.by?.peer, 'silent')
        return
      case 'held-changed':
        kept.held = run?.machine.held() ?? []
        return this.#choice.keep(kept, peersOf(kept))
      case 'set-timer': {
        const timer = this.#later(output.inMs, () => {
          run?.timers.delete(timer)
          this.#give(id, output.then)
        })
        run?.timers.add(timer)
        return
      }
      case 'ended':
        kept.ended = { how: output.how, by: output.by?.peer }
        for (const timer of run?.timers ?? []) timer.cancel()
        this.#machines.delete(id)
        return this.#choice.keep(kept, [])
      default: // Boxes are for people; nobody else needs to hear that somebody was found; nobody here has a line.
        return
    }
  }

  #newChoice(): UploadChoice {
    const { world, relays, bugs } = this.#surroundings
    return new UploadChoice(this.peer, GROUP_ID, {
      ...{ world, relays },
      standing: (peer, origin) =>
        bugs.ignoresList === true ? 'fine' : this.rules.standing(peer, origin, this.#nowMs())
    })
  }

  #forward(kept: KeptUpload, { peer }: UploadBy): void {
    const { world } = this.#surroundings
    const { id, targetUri, body, bytes } = kept
    const relay = this.#relay(peer)
    const origin = new URL(targetUri).origin
    if (this.rules.standing(peer, origin, this.#nowMs()) === 'listed')
      this.wrong ??= `peer ${this.peer.index} hands an upload to one that it has on its black list`
    const { everyMs, bytesPerMs } = relay.line
    const facts = { bytes, queuedBytes: relay.queuedBytes, everyMs, bytesPerSecond: bytesPerMs * 1000 }
    const nowMs = this.#nowMs()
    kept.beganMs ??= nowMs
    const unreported = this.rules.unreported(origin, nowMs)
    const report = unreported.length === 0 ? '' : `"${unreported[0]!.relay}"`
    const said = { id, targetUri, contentSha256: toHex(sha256(body)), bytes, contentType: 'application/xml', report }
    const orderBytes = encodeOrder({ ...said, latestMs: nowMs + maximumWaitMs(facts) + LATEST_SLACK_MS })
    kept.orders.set(peer, orderBytes)
    this.handed.push({ peer, atMs: world.nowMs, id })
    this.#choice.took(kept, peer)
    callRelay(
      this.#way(relay),
      bytes,
      () => relay.accept({ asker: this.peer, orderBytes, body }),
      (reply) => this.#acceptance(kept, peer, orderBytes, reply)
    )
  }

  #acceptance(kept: KeptUpload, peer: PeerId, orderBytes: Uint8Array, reply: AcceptReply | undefined): void {
    const notTaken = (why: 'turned-down' | 'unreachable' | 'broken', detail: string): void =>
      this.#give(kept.id, { type: 'not-taken', peer, why, detail })
    if (reply === undefined) return notTaken('unreachable', '')
    if (reply.type === 'refused') return notTaken('turned-down', reply.reason)
    const acceptance = readAcceptance(reply.statement, { group: GROUP, asker: this.peer.id, relay: peer })
    const isOurs = acceptance?.orderSha256 === toHex(orderSha256(orderBytes))
    if (acceptance === undefined || !isOurs || acceptance.deadlineMs > decodeOrder(orderBytes)!.latestMs)
      return notTaken('broken', 'no such acceptance')
    this.#acceptances.set(`${peer}/${kept.id}`, reply.statement)
    kept.deadlines.set(peer, this.#nowMs() + acceptance.deadlineMs - acceptance.acceptedMs)
    this.#give(kept.id, { type: 'accepted', peer, waitMs: acceptance.deadlineMs - acceptance.acceptedMs })
  }

  #look(kept: KeptUpload, { peer }: UploadBy): void {
    const relay = this.#relay(peer)
    const { id } = kept
    callRelay(
      this.#way(relay),
      0,
      () => relay.fetch(this.peer, id),
      (reply) => this.#fetched(kept, peer, reply)
    )
  }

  #fetched(kept: KeptUpload, peer: PeerId, reply: FetchReply | undefined): void {
    const { id } = kept
    if (reply === undefined || reply.type === 'unavailable') return this.#give(id, { type: 'no-answer', peer })
    if (reply.type === 'unknown') return this.#give(id, { type: 'unknown', peer })
    if (reply.type === 'not-yet') return this.#give(id, { type: 'nothing-yet', peer })
    const orderBytes = kept.orders.get(peer)
    const returned = readReturn(reply.statement, { group: GROUP, asker: this.peer.id, relay: peer })
    if (orderBytes === undefined || returned?.orderSha256 !== toHex(orderSha256(orderBytes)))
      return this.#give(id, { type: 'nothing-yet', peer }) // It says nothing of this one.
    if (returned.type === 'given-back') return this.#give(id, { type: 'given-back', peer, detail: returned.reason })
    const verdict = this.verdictOf(kept, orderBytes, returned)
    this.#answers.set(`${peer}/${id}`, { answer: returned, verdict, returned: reply.statement })
    const isDelivery = returned.status >= 200 && returned.status <= 299
    if (verdict.type === 'valid') {
      if (isDelivery) [kept.receipt, kept.receiptOrder] = [returned, orderBytes]
      this.#receiptSeen(kept, peer, verdict, orderBytes)
    }
    this.#give(id, { type: 'answered', peer, answer: this.#judged(returned, verdict) })
  }

  #judged({ status }: BackendAnswer, verdict: ReceiptVerdict): Judged {
    const isOld = this.#surroundings.bugs.takesAnyReceipt === true && verdict.type === 'invalid'
    if (verdict.type === 'invalid' && !(isOld && verdict.reason === 'wrong-signature')) {
      const type = faultOf(verdict.reason) === 'wrong-receipt' ? 'wrong-receipt' : 'unproved'
      return { type, status, detail: verdict.reason }
    }
    if (status >= 200 && status <= 299) return { type: 'delivered', status }
    if (status >= 500) return { type: 'put-off', status, retryAfterMs: undefined, isProved: true }
    return { type: 'refused', status }
  }

  #blame({ id, targetUri, orders }: KeptUpload, relay: PeerId | undefined, silent: Fault | undefined): void {
    const answered = relay === undefined ? undefined : this.#answers.get(`${relay}/${id}`)
    const { verdict, answer } = silent === undefined ? (answered ?? {}) : {}
    const isInvalid = verdict?.type === 'invalid'
    const fault = silent ?? (isInvalid ? faultOf(verdict.reason) : 'no-receipt')
    const isProvable = fault === 'wrong-receipt' && this.#acceptances.has(`${relay}/${id}`)
    const accusation = { relay, groupId: GROUP_ID, origin: new URL(targetUri).origin, uploadId: id, fault }
    const order = relay === undefined ? undefined : orders.get(relay)
    const reportDigest = order === undefined ? '' : decodeOrder(order)!.report
    const what = { keyId: isInvalid ? verdict.keyId : undefined, status: answer?.status, isProvable, reportDigest }
    this.#list({ type: 'accused', accusation: { ...accusation, ...what } })
  }

  #receiptSeen(
    kept: KeptUpload,
    relay: PeerId,
    { keyId }: ReceiptVerdict & { type: 'valid' },
    order: Uint8Array
  ): void {
    const { id: uploadId, targetUri } = kept
    const { origin } = new URL(targetUri)
    const { report } = decodeOrder(order)!
    const reported = this.rules
      .unreported(origin, this.#nowMs())
      .filter((one) => report === `"${one.relay}"`)
      .map((one) => ({ peer: one.relay!, upload: one.uploadId }))
    const receipt = { relay, uploadId, keyId, beganMs: kept.beganMs!, origin, reported, reportDigest: report }
    this.#list({ type: 'receipt', receipt })
  }

  #list(input: BlackListInput): void {
    const outputs: BlackListOutput[] = this.rules.handle(input, this.#nowMs())
    for (const { type } of outputs) if (type === 'keep') this.#keptList = this.rules.kept()
    if (outputs.some(({ type }) => type === 'change')) this.#surroundings.listed(this)
  }

  #relay(peer: PeerId): SimulatedRelay {
    return this.#surroundings.relays.find((relay) => relay.peer.id === peer)!
  }

  #way({ peer: to }: SimulatedRelay): CallWay {
    return { world: this.#surroundings.world, from: this.peer, to }
  }
}

function peersOf({ held }: KeptUpload): PeerId[] {
  return held.map(({ by }) => by.peer)
}
