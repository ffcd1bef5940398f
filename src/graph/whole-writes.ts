// Noise hands over the length of a message and the message apart, and TCP sends what it is handed at once: two calls of the system and
// two packets, the first of two bytes, for each frame of a link.
import type { MessageStream } from '@libp2p/interface'
import { MAX_WHOLE_WRITE_BYTES } from './defaults.js'

/** Has small messages written whole. To be called before anything is sent. */
export function writeWhole(connection: Pick<MessageStream, 'send'>): void {
  const send = connection.send.bind(connection)
  connection.send = (data) => {
    const isInPieces = !(data instanceof Uint8Array)
    return send(isInPieces && data.byteLength <= MAX_WHOLE_WRITE_BYTES ? data.subarray() : data)
  }
}
