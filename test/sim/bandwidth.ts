// Streams of bytes through pipes of limited width (an uplink, a LAN port), shared max-min fairly. Nothing happens per packet:
// a flow tells of each whole step, and of reaching what there is to send.
import type { Timer } from '../../src/base/index.js'
import type { SimPeer } from './sim-peer.js'

/** What nothing else limits moves at this pace (1 GB/s). */
const UNLIMITED_BYTES_PER_MS = 1e6

export interface Pipe {
  readonly name: string
  /** Infinity: no limit; 0: cut. Change it with {@link Bandwidth.setRate}. */
  bytesPerMs: number
}

export interface FlowInit {
  /** Who sends; undefined: somebody outside the LAN. */
  from: SimPeer | undefined
  to: SimPeer
  pipes: readonly Pipe[]
  /** The first byte does not move before. */
  opensInMs: number
  startAtByte: number
  /** How many bytes, counted from the start of the content, there are to send so far. */
  available: number
  stepBytes: number
  /** Called at each multiple of `stepBytes`, and at `available`. */
  onStep: (position: number) => void
}

export interface Flow {
  /** As of the last time that shares were dealt out; as of now: {@link Flow.now}. */
  readonly position: number
  readonly available: number
  /** Bytes that moved. */
  readonly moved: number
  readonly from: SimPeer | undefined
  readonly to: SimPeer
  /** The position at this moment, between two steps. */
  now: () => number
  /** There is more to send. */
  offer: (available: number) => void
  /** Nothing moves while stalled. */
  stall: (isStalled: boolean) => void
  stop: () => void
}

interface Surroundings {
  nowMs: () => number
  queue: (inMs: number, run: () => void) => Timer
  /** Whether bytes get from one to the other just now. */
  isOpen: (from: SimPeer | undefined, to: SimPeer) => boolean
}

class RunningFlow implements Flow {
  readonly from: SimPeer | undefined
  readonly to: SimPeer
  readonly init: FlowInit
  readonly #bandwidth: Bandwidth
  available: number
  position: number
  isOpen = false
  isStalled = false
  isStopped = false
  rate = 0
  sinceMs = 0
  timer: Timer | undefined
  /** What the waiting timer is set for. */
  target = -1
  /** Its pace was to change at the moment of a step. */
  isDue = false
  /** For the sharing out. */
  isSettled = false

  constructor(bandwidth: Bandwidth, init: FlowInit) {
    this.#bandwidth = bandwidth
    this.init = init
    this.from = init.from
    this.to = init.to
    this.available = init.available
    this.position = init.startAtByte
  }

  get moved(): number {
    return this.position - this.init.startAtByte
  }

  now(): number {
    this.#bandwidth.advance(this)
    return this.position
  }

  offer(available: number): void {
    if (available <= this.available) return
    const waited = this.position >= this.available
    this.available = available
    if (waited) this.#bandwidth.changed()
  }

  stall(isStalled: boolean): void {
    if (this.isStalled === isStalled) return
    this.isStalled = isStalled
    this.#bandwidth.changed()
  }

  stop(): void {
    if (this.isStopped) return
    this.#bandwidth.advance(this)
    this.isStopped = true
    this.timer?.cancel()
    this.#bandwidth.drop(this)
  }
}

export class Bandwidth {
  readonly #surroundings: Surroundings
  readonly #flows = new Set<RunningFlow>()
  #isDirty = false

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  open(init: FlowInit): Flow {
    const flow = new RunningFlow(this, init)
    this.#flows.add(flow)
    this.#surroundings.queue(init.opensInMs, () => {
      flow.isOpen = true
      this.changed()
    })
    return flow
  }

  setRate(pipe: Pipe, bytesPerMs: number): void {
    pipe.bytesPerMs = bytesPerMs
    this.changed()
  }

  /** Shares are dealt out anew, once for all changes of this moment. */
  changed(): void {
    if (this.#isDirty) return
    this.#isDirty = true
    this.#surroundings.queue(0, () => {
      this.#isDirty = false
      this.#shareOut()
    })
  }

  drop(flow: RunningFlow): void {
    this.#flows.delete(flow)
    this.changed()
  }

  advance(flow: RunningFlow): void {
    const nowMs = this.#surroundings.nowMs()
    flow.position = Math.min(
      flow.position + flow.rate * (nowMs - flow.sinceMs),
      flow.target >= 0 ? flow.target : Infinity
    )
    flow.sinceMs = nowMs
  }

  /** Max-min: the narrowest pipe, by what is left for each of its flows, fixes the pace of those; then the next. */
  #shareOut(): void {
    const pipes = new Map<Pipe, { left: number; flows: RunningFlow[]; waiting: number }>()
    const moving: RunningFlow[] = []
    for (const flow of this.#flows) {
      this.advance(flow)
      flow.isSettled = true
      if (!this.#mayMove(flow)) {
        this.#setPace(flow, 0)
        continue
      }
      flow.isSettled = false
      moving.push(flow)
      for (const pipe of flow.init.pipes) {
        if (pipe.bytesPerMs === Infinity) continue
        const share = pipes.get(pipe)
        if (share === undefined) pipes.set(pipe, { left: pipe.bytesPerMs, flows: [flow], waiting: 1 })
        else {
          share.flows.push(flow)
          share.waiting++
        }
      }
    }
    const finite = [...pipes.values()]
    for (;;) {
      let narrowest: (typeof finite)[number] | undefined
      for (const share of finite) {
        if (share.waiting === 0) continue
        if (narrowest === undefined || share.left / share.waiting < narrowest.left / narrowest.waiting)
          narrowest = share
      }
      if (narrowest === undefined) break
      const pace = Math.max(0, narrowest.left / narrowest.waiting)
      for (const flow of narrowest.flows) {
        if (flow.isSettled) continue
        flow.isSettled = true
        for (const pipe of flow.init.pipes) {
          const share = pipes.get(pipe)
          if (share === undefined) continue
          share.left -= pace
          share.waiting--
        }
        this.#setPace(flow, pace)
      }
    }
    for (const flow of moving) if (!flow.isSettled) this.#setPace(flow, UNLIMITED_BYTES_PER_MS)
  }

  #mayMove(flow: RunningFlow): boolean {
    if (!flow.isOpen || flow.isStalled || flow.position >= flow.available) return false
    return this.#surroundings.isOpen(flow.from, flow.to)
  }

  #setPace(flow: RunningFlow, rate: number): void {
    const { stepBytes } = flow.init
    const target = Math.min(
      (Math.floor(flow.position / stepBytes) + 1) * stepBytes,
      Math.max(flow.available, flow.position)
    )
    if (rate === flow.rate && target === flow.target && flow.timer !== undefined) return
    // Its step is due at this very moment: it must be told of before anything changes, or is never told of at all.
    if (flow.timer !== undefined && flow.rate > 0 && flow.position >= flow.target) {
      flow.isDue = true
      return
    }
    flow.timer?.cancel()
    flow.timer = undefined
    flow.rate = rate
    flow.target = target
    if (rate === 0) return
    flow.timer = this.#surroundings.queue((target - flow.position) / rate, () => this.#reached(flow))
  }

  #reached(flow: RunningFlow): void {
    flow.timer = undefined
    flow.position = flow.target
    flow.sinceMs = this.#surroundings.nowMs()
    if (flow.isDue) flow.rate = 0
    if (flow.position >= flow.available || flow.isDue) this.changed()
    else this.#setPace(flow, flow.rate)
    flow.isDue = false
    flow.init.onStep(flow.position)
  }
}
