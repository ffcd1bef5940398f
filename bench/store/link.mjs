// A synchronising session over a socket: frames with four bytes of length in front. And what a process has used.
import { once } from 'node:events'

export function processorSeconds() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

export function peakMib() {
  return process.resourceUsage().maxRSS / 1024
}

/** @returns the session, and how many bytes came */
export function talk(store, socket, { onSynchronised }) {
  socket.setNoDelay(true)
  const link = { receivedBytes: 0 }
  link.session = store.openSync({
    peer: 'the other side',
    send: async (frame) => {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(frame.byteLength)
      socket.write(head)
      if (!socket.write(frame)) await once(socket, 'drain')
    },
    onSynchronised,
    onRefuse: (reason) => socket.destroy(new Error(reason))
  })
  void read(socket, link)
  return link
}

async function read(socket, link) {
  let rest = Buffer.alloc(0)
  try {
    for await (const chunk of socket) {
      link.receivedBytes += chunk.byteLength
      rest = rest.byteLength === 0 ? chunk : Buffer.concat([rest, chunk])
      while (rest.byteLength >= 4 && rest.byteLength >= 4 + rest.readUInt32BE(0)) {
        const end = 4 + rest.readUInt32BE(0)
        await link.session.receive(new Uint8Array(rest.subarray(4, end)))
        rest = rest.subarray(end)
      }
    }
  } catch (error) {
    if (!['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(error.code)) console.error(error)
  }
}
