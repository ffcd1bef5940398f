// The story of one upload: the newest tries.
import type { KeptAttempt, UploadRecord } from './queue-entry.js'
import { MAX_ATTEMPTS_SHOWN } from './upload-defaults.js'

const MAX_DETAIL_CHARACTERS = 200

/** One more try. The next in a row of times when nobody took it stands for all of them. */
export function withAttempt(record: UploadRecord, { by, status, ...said }: KeptAttempt): UploadRecord {
  const { attempts, attemptCount } = record
  const last = attempts.at(-1)
  const isNobody = said.result === 'nobody'
  const isAgain = isNobody && last?.result === 'nobody'
  const atMs = isAgain ? last.atMs : isNobody ? said.endedAtMs : said.atMs
  const { result, endedAtMs } = said
  const attempt = { by, atMs, endedAtMs, result, status, detail: said.detail.slice(0, MAX_DETAIL_CHARACTERS) }
  const kept = isAgain ? attempts.slice(0, -1) : attempts
  return {
    ...record,
    attempts: [...kept, attempt].slice(-MAX_ATTEMPTS_SHOWN),
    attemptCount: attemptCount + (isAgain ? 0 : 1)
  }
}
