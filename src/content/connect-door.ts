// `CONNECT` between members: a connection of a member becomes a tunnel of the group that it names, where somebody opens it.
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Logger, PeerId } from '../base/index.js'
import type { TunnelAnswer, TunnelDoor, TunnelTarget } from './member-service.js'
import { REASON } from './member-words.js'

export const TUNNEL_GROUP = 'potluck-group'

export interface ConnectCall {
  readonly door: TunnelDoor
  readonly peer: PeerId
  readonly target: TunnelTarget
  readonly socket: Duplex
  readonly logger: Logger
}

/** `host:port`, an IPv6 address in brackets; undefined for everything else. */
export function parseAuthority(text: string): TunnelTarget | undefined {
  const [, inBrackets, name, digits] =
    /^(?:\[([0-9a-f:.]{2,45})\]|([^\s:[\]/@?#\\%]{1,255})):([1-9]\d{0,4})$/i.exec(text) ?? []
  const port = Number(digits)
  const host = inBrackets ?? name
  if (host === undefined || port > 65_535 || (inBrackets !== undefined && isIP(inBrackets) !== 6)) return undefined
  return { host, port }
}

export function authorityOf({ host, port }: TunnelTarget): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`
}

/** Resolves when it is open, or refused. Never rejects. */
export async function openTunnelFor({ door, peer, target, socket, logger }: ConnectCall): Promise<void> {
  const gone = new AbortController()
  socket.once('close', () => gone.abort(new Error('the member is gone')))
  // It may neither send before there is a tunnel, nor leave one half that nobody has.
  const early = (): void => void socket.destroy()
  socket.on('data', early).once('end', early)
  let answer: TunnelAnswer
  try {
    answer = await door.open({ ...target, peer, signal: gone.signal })
  } catch (error) {
    if (!gone.signal.aborted) logger(`${peer} got no tunnel: ${String(error)}`)
    answer = { type: 'refuse', status: 500, reason: 'failed' }
  }
  socket.off('data', early).off('end', early).pause()
  if (answer.type === 'refuse') return refuseTunnel(socket, answer.status, answer.reason)
  if (socket.writable) socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  answer.carry(socket)
}

/** Ends the connection behind it. */
export function refuseTunnel(socket: Duplex, status: number, reason?: string): void {
  const word = reason === undefined ? '' : `${REASON}: ${reason}\r\n`
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${word}Content-Length: 0\r\nConnection: close\r\n\r\n`
  socket.resume()
  socket.end(head, () => socket.destroy())
}

export function groupNamed({ headers }: IncomingMessage): string | undefined {
  const id = headers[TUNNEL_GROUP]
  return typeof id === 'string' ? id : undefined
}
