// Commands of this machine's user reach the running node here: HTTP over a Unix socket in the home folder, which only
// the user can open (design section 8). Listening on it also says: a node runs in this home.
import { chmod, lstat, stat, unlink } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Logger } from '../base/index.js'
import { answerByRoute } from './answer.js'
import { MAX_CONTROL_CONNECTIONS } from './defaults.js'
import { describeError, GatewayError, hasSystemCode } from './errors.js'
import { controlSocketPath, forgetPid, notedPid, notePid } from './home.js'
import { InTurn } from './in-turn.js'
import type { PotluckNode } from './node.js'
import type { Caller } from './router.js'

/** Only the user can open the socket. */
const OWNER: Caller = { kind: 'owner', isAtSocket: true }

export interface ControlServer {
  /** Requests wait until the node that answers them is given. */
  serve(node: PotluckNode): void
  /**
   * Whether the socket in the home is still ours. Two nodes that start in the same instant over a dead one's socket could
   * both get here: the one whose socket was replaced must stop.
   */
  ownsHome(): Promise<boolean>
  close(): Promise<void>
}

/** @throws {GatewayError} `ALREADY_RUNNING`, `HOME_PATH_TOO_LONG`, `HOME_UNUSABLE` */
export async function openControlServer(init: { home: string; logger: Logger }): Promise<ControlServer> {
  const path = controlSocketPath(init.home)
  const log = init.logger.forComponent('gateway:control')
  let serve: (node: PotluckNode) => void = () => {}
  const ready = new Promise<PotluckNode>((resolve) => (serve = resolve))
  const inTurn = new InTurn()
  const server = createServer((request, response) =>
    inTurn.add(request.socket, response, () => {
      ready
        .then((node) => answerByRoute(request, response, { node, log, callerFor: () => OWNER }))
        .catch((error: unknown) => {
          log(`a request failed: ${describeError(error).message}`)
          response.destroy()
        })
    })
  )
  server.maxConnections = MAX_CONTROL_CONNECTIONS
  server.requestTimeout = 0 // Publishing a large file may take as long as it takes.
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await listenAlone(server, path, init.home)
  await notePid(init.home)
  const { ino } = await stat(path)
  const ownsHome = async (): Promise<boolean> => (await stat(path).catch(() => undefined))?.ino === ino
  return {
    serve: (node) => serve(node),
    ownsHome,
    close: async () => {
      if (!(await ownsHome())) return // Closing would remove the name, which is another node's now.
      await forgetPid(init.home) // Before the home is free: after that the note is the next node's.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    }
  }
}

/** Listens, after removing the socket of a node that is no more. */
async function listenAlone(server: Server, path: string, home: string): Promise<void> {
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, () => {
        server.off('error', reject)
        resolve()
      })
    })
  try {
    await listen().catch(async (error: unknown) => {
      if (!hasSystemCode(error, 'EADDRINUSE')) throw error
      if (await somebodyAnswers(path)) throw await alreadyRunning(home)
      if ((await lstat(path)).isSocket()) await unlink(path)
      await listen()
    })
    await chmod(path, 0o600)
  } catch (error) {
    if (error instanceof GatewayError) throw error
    throw new GatewayError('HOME_UNUSABLE', `cannot listen on ${path}: ${describeError(error).message}`, {
      cause: error
    })
  }
}

async function alreadyRunning(home: string): Promise<GatewayError> {
  const pid = await notedPid(home)
  const who = pid === undefined ? '' : `: process ${pid}`
  return new GatewayError('ALREADY_RUNNING', `a node runs in ${home} already${who}`)
}

/** A node that is stopped or busy still lets the system accept, so no deadline is needed. */
function somebodyAnswers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}
