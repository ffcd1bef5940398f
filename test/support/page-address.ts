// The page's address with a key, from the control socket of a node's home.
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export async function pageAddress(home: string, port: number): Promise<string> {
  const body = JSON.stringify({ page: true })
  const answer = await new Promise<string>((resolve, reject) => {
    const asking = request({
      socketPath: join(home, 'potluck.sock'),
      path: '/v1/tokens',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length }
    })
    asking.on('response', (response) => void text(response).then(resolve, reject)).on('error', reject)
    asking.end(body)
  })
  return `http://127.0.0.1:${port}/#token=${(JSON.parse(answer) as { token: string }).token}`
}
