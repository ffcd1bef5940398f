// The body of an answer, so that its end is seen only where it ended well.
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

/**
 * Where `body` breaks the connection is cut.
 * @param hasLength whether the head says how long it is
 */
export async function sendBody(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array>,
  hasLength: boolean
): Promise<void> {
  // Without a length an HTTP/1.0 client takes the connection's end for the content's: only a reset tells it otherwise.
  const endsByClosing = !hasLength && response.req.httpVersionMinor === 0
  await pipeline(async function* () {
    try {
      yield* body
    } catch (error) {
      if (endsByClosing) response.socket?.resetAndDestroy()
      throw error
    }
  }, response)
}
