// One line on the terminal, rewritten while bytes come: how many, how fast, from whom.
import { setRepeating, systemClock } from '../base/index.js'
import type { ContentRequest, ContentStream, ControlClient } from '../gateway/index.js'
import { formatBytes, shortPeer } from './units.js'

const REDRAW_MS = 250

export interface Progress {
  add(bytes: number): void
  /** Removes the line. */
  end(): void
}

/** @param quiet says nothing; so does it where stderr is no terminal */
export function showProgress(node: ControlClient, content: ContentStream, quiet: boolean): Progress {
  if (quiet || !process.stderr.isTTY) return { add: () => {}, end: () => {} }
  let bytes = 0
  let from = ''
  const startedMs = systemClock.monotonicMs()
  const timer = setRepeating(systemClock, REDRAW_MS, () => {
    node
      .get(`/v1/requests/${content.requestId}`)
      .then((answer) => (from = describeSource(answer as ContentRequest)))
      .catch(() => {}) // Only decoration: the transfer itself says what is wrong.
    const rate = Math.round((bytes / (systemClock.monotonicMs() - startedMs)) * 1000)
    const whole = content.bytes === undefined ? '' : ` of ${formatBytes(content.bytes)}`
    process.stderr.write(`\r\u001b[K${formatBytes(bytes)}${whole}  ${formatBytes(rate)}/s  ${from}`)
  })
  return {
    add: (count) => {
      bytes += count
    },
    end: () => {
      timer.cancel()
      process.stderr.write('\r\u001b[K')
    }
  }
}

/** What a transfer does now, in words. */
export function describeSource({ transfer }: Pick<ContentRequest, 'transfer'>): string {
  if (transfer === undefined) return ''
  if (transfer.from !== undefined) return `from ${shortPeer(transfer.from)}`
  return transfer.state === 'leading' ? 'over the uplink' : 'asking the group'
}
