// Whether the kernel knows any way to the Internet: asked without a packet. A name that cannot be looked up does not say.
import { createSocket } from 'node:dgram'
import { ContentError } from './errors.js'
import { isOffline } from './uplink.js'

/** Of documentation (RFC 5737, RFC 3849): no machine has a way to these in particular. */
const SOMEWHERE = [
  ['udp4', '192.0.2.1'],
  ['udp6', '2001:db8::1']
] as const

/** Whether what dialling threw is the word of a machine that has no way out at all, not of an origin. */
export async function isWithoutWayOut(error: unknown, hasWay = hasWayOut): Promise<boolean> {
  if (isOffline(error)) return true
  if (!(error instanceof ContentError) || error.code !== 'ORIGIN_UNREACHABLE') return false
  const { syscall, code } = (error.cause ?? {}) as NodeJS.ErrnoException
  const isOfNames = syscall === 'getaddrinfo' || syscall?.startsWith('query') === true
  return isOfNames && code !== 'ENOTFOUND' && code !== 'ENODATA' ? !(await hasWay()) : false
}

async function hasWayOut(): Promise<boolean> {
  const ways = await Promise.all(SOMEWHERE.map(([type, address]) => hasWayTo(type, address)))
  return ways.includes(true)
}

/** Connecting datagrams chooses a route and sends nothing. */
function hasWayTo(type: 'udp4' | 'udp6', address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(type)
    const settle = (hasWay: boolean): void => {
      socket.close()
      resolve(hasWay)
    }
    socket.once('error', () => settle(false))
    socket.once('connect', () => settle(true))
    socket.connect(9, address)
  })
}
