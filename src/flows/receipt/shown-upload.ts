// One upload as programs see it: see uploads.ts.
import type { UploadRecord } from './queue-entry.js'
import type { UploadPlace } from './upload-events.js'
import type { Upload, UploadReceipt } from './uploads.js'

/** @param wallMs makes this machine's time of the machine's */
export function shownUpload(record: UploadRecord, place: UploadPlace, wallMs: (atMs: number) => number): Upload {
  const { facts, attempts, attemptCount, receipt } = record
  const untilMs = 'untilMs' in place && place.untilMs !== undefined ? wallMs(place.untilMs) : undefined
  return {
    ...{ id: facts.id, url: facts.url, name: facts.name, owner: facts.owner, contentType: facts.contentType },
    ...{ bytes: facts.bytes, digest: facts.digest, isSealed: facts.isSealed, direct: facts.direct },
    ...{ groupId: facts.groupId, addedAtMs: facts.addedAtMs, expiresAtMs: facts.expiresAtMs },
    state: place.state,
    waitsFor: place.state === 'queued' ? place.waitsFor : undefined,
    untilMs,
    by: 'by' in place ? place.by : undefined,
    attempts: attempts.map(({ by, status, ...rest }) => ({ ...rest, by, status })),
    attemptCount,
    outcome: receipt === undefined ? undefined : outcomeOf(receipt)
  }
}

export function shownReceipt({ facts, receipt }: UploadRecord): UploadReceipt | undefined {
  if (receipt === undefined) return undefined
  const { requestHeaders, headers, body, signedAtMs } = receipt
  return {
    ...outcomeOf(receipt),
    request: { method: 'POST', targetUri: facts.url, headers: requestHeaders },
    headers,
    body: new Uint8Array(Buffer.from(body, 'base64')),
    signedAtMs
  }
}

function outcomeOf(receipt: NonNullable<UploadRecord['receipt']>): NonNullable<Upload['outcome']> {
  const { atMs, by, status, proof, keyId } = receipt
  return { atMs, by, status, proof, keyId }
}
