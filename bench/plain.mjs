// The least that a durable, told thing costs on this machine: bytes written with fdatasync, then sent over a TCP connection on loopback.
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { performance } from 'node:perf_hooks'

/**
 * A file and a connection. Both functions resolve with the ms until the other end has the bytes.
 * @param path of the file, which is made
 */
export async function openPlain(path, byteLength) {
  const file = await open(path, 'w')
  let arrived
  const server = createServer((socket) => socket.on('data', () => arrived(performance.now())))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect(server.address().port, '127.0.0.1').setNoDelay(true)
  await once(client, 'connect')
  const bytes = Buffer.alloc(byteLength, 1)
  const toldSince = async (startedMs) => {
    const received = new Promise((resolve) => (arrived = resolve))
    client.write(bytes)
    return (await received) - startedMs
  }
  return {
    writtenAndTold: async () => {
      const startedMs = performance.now()
      await file.write(bytes)
      await file.datasync()
      return toldSince(startedMs)
    },
    told: () => toldSince(performance.now()),
    close: async () => {
      client.destroy()
      server.close()
      await file.close()
    }
  }
}
