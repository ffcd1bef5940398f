// A backend's answer as one HTTP message (`message/http`, RFC 9112, section 10.1): what a person keeps as the receipt.
import { STATUS_CODES } from 'node:http'
import type { UploadReceipt } from '../flows/index.js'

/** Its framing is ours, since the body stands here whole: `Transfer-Encoding` and the like were of the connection. */
const OF_FRAMING = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'trailer', 'upgrade'])

/** Names and values come from other machines, and end no line of it. */
export function receiptMessage({ status, headers, body }: Pick<UploadReceipt, 'status' | 'headers' | 'body'>): Buffer {
  const kept = headers.filter(([name]) => !OF_FRAMING.has(name.toLowerCase()))
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...kept.map(([name, value]) => `${name}: ${value}`.replace(/[\r\n\0]/g, ' ')),
    `content-length: ${body.byteLength}`
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}
