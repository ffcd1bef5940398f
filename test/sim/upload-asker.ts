// A member that has files to be uploaded: the product's machine for each of them and the rules of its black list, on a disk that outlasts
// restarts. What the product's drivers do over sockets is done here by the simulator's messages.
import { copyBytes, sha256, toHex, type PeerId, type Timer } from '../../src/base/index.js'
import { faultOf } from '../../src/flows/receipt/blame.js'
import type { BlackListRules } from '../../src/flows/receipt/black-list.js'
import { decodeOrder, encodeOrder, orderSha256, requestHeaders, type UploadId } from '../../src/flows/receipt/order.js'
import { readAcceptance, readReturn, type BackendAnswer, type Return } from '../../src/flows/receipt/statements.js'
import type { HeldBy, Judged, UploadInput, UploadOutput } from '../../src/flows/receipt/upload-events.js'
import { LATEST_SLACK_MS, SPAN_FACTOR, SPAN_SLACK_MS } from '../../src/flows/receipt/upload-defaults.js'
import { UploadMachine } from '../../src/flows/receipt/upload.js'
import type { UploadBy } from '../../src/flows/receipt/uploads.js'
import { verifyReceipt, type ReceiptVerdict } from '../../src/receipts/index.js'
import type { SimPeer } from './sim-peer.js'
import { UploadBackend } from './upload-backend.js'
import { SimulatedBlame, type Brought, type Had } from './upload-blame.js'
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

export class SimulatedAsker {
  readonly peer: SimPeer
  /** Everything it was ever given, and what became of it. */
  readonly uploads = new Map<UploadId, KeptUpload>()
  /** How often each relay was handed something, by simulated time. */
  readonly handed: { readonly peer: PeerId; readonly atMs: number; readonly id: UploadId }[] = []
  /** What must not be, as it happened. */
  wrong: string | undefined
  readonly #surroundings: AskerWorld
  #machines = new Map<UploadId, { readonly machine: UploadMachine; readonly timers: Set<Timer> }>()
  readonly #blame: SimulatedBlame
  /** While its machine is told of it, by relay and upload. */
  #brought = new Map<string, Brought>()
  #choice: UploadChoice
  readonly #acceptances = new Set<string>()

  constructor(peer: SimPeer, surroundings: AskerWorld) {
    this.peer = peer
    this.#surroundings = surroundings
    const { bugs, listed } = surroundings
    this.#blame = new SimulatedBlame({
      ...{ groupId: GROUP_ID, rules: bugs.rules },
      nowMs: () => this.#nowMs(),
      changed: () => listed(this)
    })
    this.#choice = this.#newChoice()
  }

  get rules(): BlackListRules {
    return this.#blame.rules
  }

  add(targetUri: string, body: Uint8Array, bytes: number): UploadId {
    const id = toHex(copyBytes(this.peer.random.bytes(16)))
    const said = { id, targetUri, body, bytes, addedAtMs: this.#nowMs(), beganMs: undefined, held: [] }
    const none = { ended: undefined, receipt: undefined, receiptOrder: undefined }
    const kept: KeptUpload = { ...said, ...none, deadlines: new Map(), orders: new Map(), attempts: [] }
    this.uploads.set(id, kept)
    this.#begin(id)
    this.#give(id, { type: 'start' })
    return id
  }

  killed(): void {
    this.#machines = new Map()
    this.#brought = new Map()
    this.#choice = this.#newChoice()
    if (this.#surroundings.bugs.forgetsQueue === true)
      for (const [id, { ended }] of this.uploads) if (ended === undefined) this.uploads.delete(id)
  }

  started(): void {
    this.#blame.started()
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
    const outputs = run.machine.handle(input, this.peer.clock.monotonicMs())
    const isBlamed = outputs.some(({ type }) => type === 'blame')
    for (const output of outputs) {
      if (output.type === 'attempt') this.#attempted(this.uploads.get(id)!, output, isBlamed)
      else this.#carryOut(id, output)
    }
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
      case 'tell-off':
        return this.#tellOff(kept, output.by)
      case 'judge-later':
        return void this.#later(output.inMs, () => this.#judgeNow(kept, output.by))
      case 'blame':
        return this.#accuse(kept, output.by?.peer, output.for === 'silent')
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
    const waitMs = this.#choice.waitMs(kept, peer)
    const nowMs = this.#nowMs()
    kept.beganMs ??= nowMs
    const unreported = this.rules.unreported(origin, nowMs)
    const report = unreported.length === 0 ? '' : `"${unreported[0]!.relay}"`
    const said = { id, targetUri, contentSha256: toHex(sha256(body)), bytes, contentType: 'application/xml', report }
    const orderBytes = encodeOrder({ ...said, latestMs: nowMs + waitMs + LATEST_SLACK_MS })
    kept.orders.set(peer, orderBytes)
    this.handed.push({ peer, atMs: world.nowMs, id })
    this.#choice.took(kept, peer)
    callRelay(
      this.#way(relay),
      bytes,
      () => relay.accept({ asker: this.peer, orderBytes, body }),
      (reply) => this.#acceptance(kept, peer, { orderBytes, waitMs }, reply)
    )
  }

  #acceptance(
    kept: KeptUpload,
    peer: PeerId,
    { orderBytes, waitMs }: { orderBytes: Uint8Array; waitMs: number },
    reply: AcceptReply | undefined
  ): void {
    const notTaken = (why: 'turned-down' | 'unreachable' | 'broken', detail: string): void =>
      this.#give(kept.id, { type: 'not-taken', peer, why, detail })
    if (reply === undefined) return notTaken('unreachable', '')
    if (reply.type === 'refused') return notTaken('turned-down', reply.reason)
    const acceptance = readAcceptance(reply.statement, { group: GROUP, asker: this.peer.id, relay: peer })
    const isOurs = acceptance?.orderSha256 === toHex(orderSha256(orderBytes))
    if (acceptance === undefined || !isOurs || acceptance.deadlineMs > decodeOrder(orderBytes)!.latestMs)
      return notTaken('broken', 'no such acceptance')
    const spanMs = acceptance.deadlineMs - acceptance.acceptedMs
    if (spanMs > SPAN_FACTOR * waitMs + SPAN_SLACK_MS) return notTaken('broken', 'it wants too long')
    this.#acceptances.add(`${peer}/${kept.id}`)
    kept.deadlines.set(peer, this.#nowMs() + spanMs)
    this.#give(kept.id, { type: 'accepted', peer, waitMs: spanMs })
  }

  #look(kept: KeptUpload, { peer }: UploadBy): void {
    const relay = this.#relay(peer)
    const { id } = kept
    callRelay(
      this.#way(relay),
      0,
      () => relay.fetch(this.peer, id),
      (reply, wasThere) => this.#fetched(kept, peer, reply, wasThere)
    )
  }

  #tellOff({ id }: KeptUpload, { peer }: UploadBy): void {
    const relay = this.#relay(peer)
    callRelay(
      this.#way(relay),
      0,
      () => relay.drop(this.peer, id),
      () => {}
    )
  }

  /** It is delivered by another by now (later-judgement.ts). */
  #judgeNow(kept: KeptUpload, by: UploadBy): void {
    const relay = this.#relay(by.peer)
    const judge = (reply: FetchReply | undefined, wasThere: boolean): void => {
      const said = this.#said(kept, by.peer, reply, wasThere)
      if (typeof said === 'string' && said !== 'no-answer') this.#accuse(kept, by.peer, said !== 'misstated')
      this.#tellOff(kept, by)
    }
    callRelay(this.#way(relay), 0, () => relay.fetch(this.peer, kept.id), judge)
  }

  #attempted(kept: KeptUpload, output: UploadOutput & { type: 'attempt' }, isBlamed: boolean): void {
    const { world, bugs } = this.#surroundings
    const { by, result, detail } = output
    kept.attempts.push(`${Math.round(world.nowMs)} ${by?.peer.slice(-4)} ${result} ${detail}`)
    if (by === undefined) return
    this.#choice.ended(kept, by.peer, result)
    if (result === 'given-back' && bugs.blamesGiveBack === true) this.#accuse(kept, by.peer, true)
    const relay = this.#relay(by.peer).peer
    const isHere = relay.state !== 'dead' && world.network.reaches(this.peer, relay)
    // Who lost one, and may not be why, is asked last for a while, as upload-run.ts has it.
    if (['gone', 'too-late'].includes(result) && isHere && !isBlamed) this.#accuse(kept, by.peer, false)
  }

  /** As relay-line.ts has it. */
  #said(
    kept: KeptUpload,
    relay: PeerId,
    reply: FetchReply | undefined,
    wasThere: boolean
  ): 'no-answer' | 'no-word' | 'unknown' | 'nothing-yet' | 'misstated' | Return {
    if (reply === undefined) return wasThere ? 'no-word' : 'no-answer'
    if (reply.type === 'unavailable') return 'no-word'
    if (reply.type === 'unknown') return 'unknown'
    if (reply.type === 'not-yet') return 'nothing-yet'
    const order = kept.orders.get(relay)
    const returned = readReturn(reply.statement, { group: GROUP, asker: this.peer.id, relay })
    const isOfIt = order !== undefined && returned?.orderSha256 === toHex(orderSha256(order))
    return isOfIt ? returned : 'misstated'
  }

  #fetched(kept: KeptUpload, peer: PeerId, reply: FetchReply | undefined, wasThere: boolean): void {
    const { id } = kept
    const returned = this.#said(kept, peer, reply, wasThere)
    if (typeof returned === 'string') return this.#give(id, { type: returned, peer })
    if (returned.type === 'given-back') return this.#give(id, { type: 'given-back', peer, detail: returned.reason })
    const order = kept.orders.get(peer)!
    const verdict = this.verdictOf(kept, order, returned)
    const { status } = returned
    if (verdict.type === 'valid') {
      if (status >= 200 && status <= 299) [kept.receipt, kept.receiptOrder] = [returned, order]
      this.#blame.receiptSeen({ ...this.#had(kept, peer), order }, verdict.keyId, kept.beganMs!)
    }
    const name = `${peer}/${id}`
    this.#brought.set(name, { verdict, status, isAccepted: this.#acceptances.has(name) })
    this.#give(id, { type: 'answered', peer, answer: this.#judged(returned, verdict) })
    this.#brought.delete(name)
  }

  #judged({ status }: BackendAnswer, verdict: ReceiptVerdict): Judged {
    const isOld = this.#surroundings.bugs.takesAnyReceipt === true && verdict.type === 'invalid'
    if (verdict.type === 'invalid' && !(isOld && verdict.reason === 'wrong-signature')) {
      const type = faultOf(verdict.reason) === 'wrong-receipt' ? 'wrong-receipt' : 'unproved'
      return { type, status, detail: verdict.reason }
    }
    if (status >= 200 && status <= 299) return { type: 'delivered', status }
    if (status >= 500) return { type: 'put-off', status, retryAfterMs: undefined, isProved: true }
    return { type: 'refused', status, signedMs: verdict.type === 'valid' ? verdict.createdMs : undefined }
  }

  #accuse(kept: KeptUpload, relay: PeerId | undefined, isSilent: boolean): void {
    this.#blame.accuse(this.#had(kept, relay), isSilent ? 'silent' : this.#brought.get(`${relay}/${kept.id}`))
  }

  #had({ id, targetUri, orders }: KeptUpload, relay: PeerId | undefined): Had {
    return { id, targetUri, relay, order: relay === undefined ? undefined : orders.get(relay) }
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
