// A tunnel through a member: `CONNECT` over a connection of its own. Spec: docs/protocols/content-https.md, section 4.
import http from 'node:http'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { raceSignal, withBudget, type AbortOptions } from '../base/index.js'
import type { MemberAddress } from './alias-client.js'
import { authorityOf, TUNNEL_GROUP } from './connect-door.js'
import { TUNNEL_OPEN_BUDGET_MS } from './defaults.js'
import { ContentError } from './errors.js'
import { broke, type MemberLine } from './member-line.js'
import type { TunnelTarget } from './member-service.js'
import { readReason } from './member-words.js'

/** See {@link AliasClient.tunnel}. */
export async function tunnelThrough(
  line: MemberLine,
  member: MemberAddress,
  target: TunnelTarget,
  { signal }: AbortOptions
): Promise<Duplex> {
  const running = line.runs(member)
  const stopped = AbortSignal.any([running.signal, ...(signal === undefined ? [] : [signal])])
  try {
    stopped.throwIfAborted()
    const socket = await line.connect(member, stopped)
    await opened(line, member, { target, socket, stopped })
    const cut = (): void => void socket.destroy(running.signal.reason as Error)
    running.signal.addEventListener('abort', cut, { once: true })
    socket.once('close', () => running.over())
    return socket
  } catch (error) {
    running.over()
    if (stopped.aborted) throw stopped.reason
    throw error
  }
}

interface Opening {
  readonly target: TunnelTarget
  readonly socket: TLSSocket
  readonly stopped: AbortSignal
}

async function opened(line: MemberLine, member: MemberAddress, { target, socket, stopped }: Opening): Promise<void> {
  const authority = authorityOf(target)
  const headers = { host: authority, [TUNNEL_GROUP]: member.groupId }
  const asked = http.request({ method: 'CONNECT', path: authority, headers, createConnection: () => socket })
  const answer = new Promise<void>((resolve, reject) => {
    asked.once('error', (error) => {
      // What is no HTTP has a code of its parser; all else is a connection that ended.
      const code = (error as NodeJS.ErrnoException).code ?? ''
      if (code.startsWith('HPE_')) reject(broke(member, 'it does not speak HTTP', error))
      else reject(new ContentError('MEMBER_REFUSED', `${member.peer} hung up`, { cause: error }))
    })
    asked.once('response', () => reject(broke(member, 'it answers CONNECT with content')))
    asked.once('connect', (response, _socket, head: Buffer) => {
      const status = response.statusCode ?? 0
      if (status === 200) {
        if (head.byteLength > 0) socket.unshift(head)
        return resolve()
      }
      const reason = readReason(response.headers)
      const why = reason === undefined ? '' : ` (${reason})`
      reject(new ContentError('MEMBER_REFUSED', `${member.peer} answered ${status}${why}`, { status, reason }))
    })
  })
  asked.end()
  const late = (): Error => broke(member, `no answer within ${TUNNEL_OPEN_BUDGET_MS} ms`)
  try {
    await raceSignal(withBudget(line.clock, TUNNEL_OPEN_BUDGET_MS, answer, late), stopped)
  } catch (error) {
    socket.destroy()
    throw error
  }
}
