// Opens the clock of peer time, with what a node knows of time before anybody says it: it cannot be earlier than that.
import { readFile } from 'node:fs/promises'
import { writePrivateFile, type Clock, type Logger } from '../base/index.js'
import { PROGRAM_WRITTEN_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import { PeerClock } from './peer-time.js'

/** Port: remembers when neighbours and our own clock last agreed. */
export interface AgreedTime {
  /** ms since 1970; undefined: not known. */
  load(): Promise<number | undefined>
  save(agreedMs: number): Promise<void>
}

export interface OpenPeerClockInit {
  readonly clock: Clock
  readonly agreedTime: AgreedTime
  /** Besides what stands in the program: the start of our own certificate. @default nothing */
  readonly lowerBoundMs?: number | undefined
  readonly logger: Logger
}

export interface OpenedPeerClock {
  readonly peerClock: PeerClock
  /** Resolves when the last agreement is kept. Never rejects. */
  close(): Promise<void>
}

export async function openPeerClock(init: OpenPeerClockInit): Promise<OpenedPeerClock> {
  const { clock, agreedTime, lowerBoundMs = 0, logger } = init
  let saving: Promise<void> = Promise.resolve()
  const save = (agreedMs: number): void => {
    saving = saving
      .then(() => agreedTime.save(agreedMs))
      .catch((thrown: unknown) => logger(`cannot keep the time of agreement: ${reasonOf(thrown)}`))
  }
  const bounds = [PROGRAM_WRITTEN_MS, lowerBoundMs, (await agreedTime.load()) ?? 0]
  const peerClock = new PeerClock(clock, Math.max(...bounds), save)
  const close = async (): Promise<void> => {
    peerClock.close()
    await saving
  }
  return { peerClock, close }
}

/** In a file of its own, as JSON. What is damaged says nothing. */
export function agreedTimeFile(path: string): AgreedTime {
  return {
    load: async () => {
      try {
        const { agreedMs } = (JSON.parse(await readFile(path, 'utf8')) as { agreedMs?: unknown } | null) ?? {}
        return Number.isSafeInteger(agreedMs) ? Number(agreedMs) : undefined
      } catch {
        return undefined
      }
    },
    save: (agreedMs) => writePrivateFile(path, `${JSON.stringify({ agreedMs })}\n`)
  }
}
