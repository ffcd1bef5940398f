// An administrator's machine that redeems codes: the real driver and machine (codes.ts, admission.ts) over a disk that loses
// what was not synced. Who kills the process takes the power too, mostly.
import { seededRandom, silentLogger, utf8, type Clock, type PeerId } from '../../src/base/index.js'
import type { Code } from '../../src/group/admission.js'
import type { CodeStorage } from '../../src/group/code-file.js'
import { Codes } from '../../src/group/codes.js'
import { verifyChain } from '../../src/group/membership.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import type { Storage } from '../../src/store/index.js'
import { testGroup } from '../support/groups.js'
import { person } from '../support/people.js'
import { SimulatedDisk } from './disk.js'
import { START_MS } from './peer-clock.js'
import type { SimPeer } from './sim-peer.js'
import { between, randomStream } from './streams.js'
import type { World } from './world.js'

/**
 * Put between the issuer and its disk, to see that the simulation notices.
 * @param read what is there now, synced or not
 */
export type PlantedBug = (storage: CodeStorage, read: () => Code[]) => CodeStorage

/** Until a process that was started listens. */
const STARTUP_MS = 200
/** How long a write takes: on some disks so long that most requests come while one is under way. */
const WRITE_MS = [1, 1_500] as const
/** Of the kills. */
const PART_POWER_LOST = 0.6
/** Of the writes, while there are faults: what fails on a full disk, and what fails although it came through. */
const PART_DISK_FULL = 0.08
const PART_FALSE_ALARM = 0.08
const KEY = utf8('codes.json')

/** Where the codes say that the issuer is. */
export const ISSUER_ADDRESSES = ['/ip4/10.0.0.1/tcp/1967', '/ip4/10.0.1.1/tcp/1967']
/** Found by multicast alone. */
export const MULTICAST_ADDRESS = '/ip4/10.0.2.1/tcp/1967'
/** In the codes too: the same machine's node of another group, which knows other codes. */
export const OTHER_GROUP_ADDRESS = '/ip4/10.0.0.1/tcp/1968'
/** In the codes too: nobody is there any more. */
export const STALE_ADDRESS = '/ip4/10.0.0.99/tcp/1967'

export interface IssuerInit {
  world: World
  /** From when to when its disk may fail. */
  troubleMs: readonly [from: number, to: number]
  plant?: PlantedBug | undefined
}

export class Issuer {
  readonly peer: SimPeer
  /** How many writes were under way when the process ended. */
  writesCut = 0
  readonly #init: IssuerInit
  readonly #disk: SimulatedDisk
  readonly #group = testGroup()
  readonly #keyPair = person('simulated 0').keyPair
  readonly #chain: readonly Uint8Array[]
  readonly #trouble
  readonly #power
  #codes: Codes | undefined
  #isWriting = false
  #lastSeen: { value?: Uint8Array | undefined; codes: readonly Code[] } = { codes: [] }

  constructor(init: IssuerInit) {
    const { world } = init
    const { seed } = world
    this.#init = init
    this.peer = world.peer(0)
    this.#chain = this.#group.found(person('simulated 0'), 'administrator', START_MS)
    this.#trouble = randomStream(seed, 'disk trouble')
    this.#power = randomStream(seed, 'power')
    this.#disk = new SimulatedDisk({
      random: randomStream(seed, 'disk'),
      clock: hardwareClock(world),
      syncMs: between(randomStream(seed, 'disk speed'), WRITE_MS)
    })
    this.peer.onKilled = () => this.#onKilled()
    this.peer.onStart = () => void this.peer.clock.setTimer(STARTUP_MS, () => void this.open())
  }

  /** Undefined while it is not running. */
  get codes(): Codes | undefined {
    return this.#codes
  }

  /** Every code as no loss of power can take it. */
  get onDisk(): readonly Code[] {
    const value = this.#disk.safeValue(KEY)
    if (value !== this.#lastSeen.value) this.#lastSeen = { value, codes: decode(value) }
    return this.#lastSeen.codes
  }

  async open(): Promise<void> {
    const { boots } = this.peer
    try {
      const codes = await this.#openCodes(boots)
      if (boots === this.peer.boots) this.#codes = codes
    } catch (error) {
      if (boots === this.peer.boots) throw error // Else the power went while it was opened.
    }
  }

  #openCodes(boots: number): Promise<Codes> {
    const { plant, world } = this.#init
    const onDisk = this.#disk.open()
    const storage = this.#storage(onDisk)
    const verdict = verifyChain(this.#group.idBytes, this.#chain)
    if (!verdict.ok) throw new Error(verdict.reason)
    const own = { membership: verdict.membership, chain: this.#chain }
    return Codes.open({
      folder: { idBytes: this.#group.idBytes, name: 'Office', secret: this.#group.secret },
      keyPair: this.#keyPair,
      issuerName: 'alice',
      membership: () => own,
      removals: () => NO_REMOVALS,
      termsOf: () => 'new',
      addresses: () => [...ISSUER_ADDRESSES, OTHER_GROUP_ADDRESS, STALE_ADDRESS],
      storage: plant?.(storage, () => decode(onDisk.get(KEY))) ?? storage,
      clock: this.peer.clock,
      random: seededRandom(world.seed * 1_000 + boots),
      logger: silentLogger
    })
  }

  /** Undefined: the process ended before it could answer, or does not listen. */
  async answer(peer: PeerId, host: string, body: Uint8Array): Promise<Uint8Array | undefined> {
    const { boots } = this.peer
    const answer = await this.#codes?.answerRequest({ peer, host, body })
    return boots === this.peer.boots ? answer : undefined
  }

  #onKilled(): void {
    this.#codes = undefined
    if (this.#isWriting) this.writesCut++
    this.#isWriting = false
    if (this.#power.fraction() < PART_POWER_LOST) this.#disk.losePower()
    else this.#disk.killProcess()
  }

  #mayFail(): boolean {
    const { world, troubleMs } = this.#init
    return world.nowMs >= troubleMs[0] && world.nowMs < troubleMs[1]
  }

  /** What {@link codeFile} is to a real one. */
  #storage(storage: Storage): CodeStorage {
    const { boots } = this.peer
    return {
      load: async () => {
        await storage.write([], { sync: true })
        return decode(storage.get(KEY))
      },
      save: (codes) =>
        new Promise((resolve, reject) => {
          const luck = this.#mayFail() ? this.#trouble.fraction() : 1
          if (luck < PART_DISK_FULL) this.#disk.failsAfterWrites = 0
          const isFalseAlarm = luck >= PART_DISK_FULL && luck < PART_DISK_FULL + PART_FALSE_ALARM
          // A paused process hears of it later, a killed one never.
          const done = (error?: Error): void =>
            this.peer.input(boots, () => {
              this.#isWriting = false
              if (error === undefined) resolve()
              else reject(error)
            })
          this.#isWriting = true
          const written = storage.write([{ key: KEY, value: utf8(JSON.stringify(codes)) }], { sync: true })
          written.then(
            () => done(isFalseAlarm ? new Error('it was written, and said that it was not') : undefined),
            done
          )
        })
    }
  }
}

function decode(value: Uint8Array | undefined): Code[] {
  return value === undefined ? [] : (JSON.parse(new TextDecoder().decode(value)) as Code[])
}

/** A disk works on while the process that gave it something is paused or dead. */
function hardwareClock(world: World): Clock {
  return {
    nowMs: () => world.nowMs,
    monotonicMs: () => world.nowMs,
    setTimer: (delayMs, fire) => world.in(delayMs, fire)
  }
}
