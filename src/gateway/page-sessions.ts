// Keys of the page: each opens everything for half a day. They outlive the node's process, so that a page that is open goes on
// when the node was updated or the machine restarted it; on disk stand their hashes alone, readable by the user only.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writePrivateFile, type Clock, type Logger } from '../base/index.js'
import { MAX_PAGE_SESSIONS, PAGE_SESSION_MS } from './defaults.js'
import { describeError, hasSystemCode } from './errors.js'

const SessionsFile = z.strictObject({
  version: z.literal(1),
  sessions: z
    .array(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), endsAtMs: z.int() }))
    .max(MAX_PAGE_SESSIONS)
})

type PageSession = z.infer<typeof SessionsFile>['sessions'][number]

export interface PageSessions {
  /** Those that are good now. */
  living(): readonly PageSession[]
  /** The oldest goes where there are too many. Where the disk does not take it, it ends with this process. */
  add(hash: string): Promise<void>
}

export interface PageSessionsInit {
  path: string
  clock: Clock
  logger: Logger
}

export async function openPageSessions({ path, clock, logger }: PageSessionsInit): Promise<PageSessions> {
  const log = logger.forComponent('gateway:page-sessions')
  let sessions = await load(path, log)
  let writing: Promise<void> = Promise.resolve()
  /** A clock that was set back must not lengthen a life. */
  const isLiving = ({ endsAtMs }: PageSession): boolean => {
    const leftMs = endsAtMs - clock.nowMs()
    return leftMs > 0 && leftMs <= PAGE_SESSION_MS
  }
  return {
    living: () => sessions.filter(isLiving),
    add: async (hash) => {
      const session = { hash, endsAtMs: clock.nowMs() + PAGE_SESSION_MS }
      sessions = [...sessions.filter(isLiving), session].slice(-MAX_PAGE_SESSIONS)
      const text = `${JSON.stringify({ version: 1, sessions })}\n`
      writing = writing
        .then(() => writePrivateFile(path, text))
        .catch((error: unknown) => log.warn(`${path} cannot be written: ${describeError(error).message}`))
      await writing
    }
  }
}

/** What cannot be read is worth no more than another `potluck page`. */
async function load(path: string, log: Logger): Promise<PageSession[]> {
  try {
    return SessionsFile.parse(JSON.parse(await readFile(path, 'utf8'))).sessions
  } catch (error) {
    if (!hasSystemCode(error, 'ENOENT')) log.warn(`${path} cannot be read: pages that are open need another key`)
    return []
  }
}
