// A client of HTTP that sends exactly what it is told, also what no library would.
import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

export function openRaw(port: number, options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', ...options }, () => resolve(socket))
    socket.on('error', reject)
  })
}

/** Sends the text and reads until the other side ends. */
export async function sendRaw(port: number, text: string | Buffer): Promise<string> {
  const socket = await openRaw(port)
  socket.write(text)
  return await readToEnd(socket)
}

export function readToEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
}

/** The answers in what was read; bodies with content-length only. */
export function answersIn(text: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  for (let rest = text; rest.startsWith('HTTP/1.1 ');) {
    const end = rest.indexOf('\r\n\r\n')
    const [line = '', ...fields] = rest.slice(0, end).split('\r\n')
    const headers = Object.fromEntries(
      fields.map((field) => [field.replace(/:.*$/s, '').toLowerCase(), field.replace(/^[^:]*: */, '')])
    )
    const bytes = Number(headers['content-length'] ?? 0)
    answers.push({ status: Number(line.split(' ')[1]), headers, body: rest.slice(end + 4, end + 4 + bytes) })
    rest = rest.slice(end + 4 + bytes)
  }
  return answers
}
