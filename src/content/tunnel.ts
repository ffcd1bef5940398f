// A connection for `CONNECT`: whose bytes they are nobody here knows.
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { OriginWay } from './origin.js'

export async function openTunnel(host: string, port: number, _way: OriginWay, signal?: AbortSignal): Promise<Duplex> {
  signal?.throwIfAborted()
  const socket = connect({ host, port, autoSelectFamily: true, allowHalfOpen: true })
  return await new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => socket.destroy(signal.reason as Error), { once: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve(socket))
  })
}
