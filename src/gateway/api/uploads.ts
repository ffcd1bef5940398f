// Files on their way to one URL each: over this machine's line, or through a member, and then proved by a receipt (docs/protocols/upload.md).
import { z } from 'zod'
import { MAX_LISTED_UPLOADS, UPLOADS_PER_LIST } from '../defaults.js'
import { atMs, byteCount, digest, groupId, groupQuery, httpUrl, peerId, wholeNumber } from './fields.js'
import type { Operation } from './operation.js'
import { watchLost } from './watch.js'

export const uploadId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'is not the id of an upload: 32 lower-case hex characters')
  .describe('Of an upload: 32 hex characters, which the backend is told as `Idempotency-Key`')

const by = z
  .object({ peer: peerId, group: groupId })
  .meta({ id: 'UploadBy', description: 'The member that does it; missing: this machine’s own line' })

const state = z
  .enum(['queued', 'direct', 'asking', 'forwarding', 'waiting', 'delivered', 'refused', 'cancelled', 'expired'])
  .describe(
    'queued: waits for its turn or its next attempt; direct: goes by this machine’s own line; asking: members are asked who takes it; ' +
      'forwarding: on its way to a member; waiting: a member has it and is to bring the receipt. Over: delivered; refused: by the ' +
      'backend itself; cancelled; expired: given up after `upload.keepDays`'
  )

const attemptResult = z.enum([
  'delivered',
  'refused',
  'put-off',
  'unreachable',
  'nobody',
  'turned-down',
  'given-back',
  'unproved',
  'wrong-receipt',
  'too-late',
  'gone',
  'broken',
  'cancelled',
  'restarted'
])

const outcome = {
  atMs,
  by: by.optional(),
  status: z.int().describe('Of HTTP, as the backend answered'),
  proof: z
    .enum(['receipt', 'tls', 'none'])
    .describe('receipt: the backend’s signature; tls: its answer over TLS; none: its answer over plain HTTP'),
  keyId: z.string().optional().describe('Of the key that signed: base64url SHA-256 of its SPKI')
}

export const upload = z
  .object({
    id: uploadId,
    url: z.string(),
    name: z.string().optional().describe('For people'),
    contentType: z.string(),
    bytes: byteCount.describe('Of what is sent: sealed, where it is'),
    digest,
    isSealed: z.boolean().describe('Encrypted for its backend: who carries it cannot read it'),
    direct: z.boolean().describe('Whether this machine’s own line is tried first'),
    group: groupId.optional().describe('Whose members alone are asked'),
    addedAtMs: atMs,
    expiresAtMs: atMs.describe('When it is given up'),
    state,
    waitsFor: z
      .enum(['turn', 'later', 'key'])
      .optional()
      .describe(
        'Where it is queued. turn: others go first; later: nobody could take it there; key: no key says what a receipt for that URL is, ' +
          'so only this machine’s own line can take it'
      ),
    untilMs: atMs
      .optional()
      .describe('When it is tried again; where a member has it, by when that is to bring the receipt'),
    by: by.optional(),
    attempts: z
      .array(
        z.object({
          by: by.optional(),
          atMs,
          endedAtMs: atMs,
          result: attemptResult,
          status: z.int().optional().describe('What the backend answered, or seemed to'),
          detail: z.string().describe('In words')
        })
      )
      .describe('The newest 32, the oldest first'),
    attemptCount: z.int().min(0),
    outcome: z.object(outcome).optional().describe('How it ended, where it is delivered or refused')
  })
  .meta({ id: 'Upload' })

export type Upload = z.infer<typeof upload>

const header = z.tuple([z.string(), z.string()]).describe('Name and value')

export const uploadReceipt = z
  .object({
    ...outcome,
    request: z.object({ method: z.literal('POST'), targetUri: z.string(), headers: z.array(header) }),
    headers: z.array(header),
    body: z.string().describe('Base64'),
    signedAtMs: atMs.optional()
  })
  .meta({ id: 'UploadReceipt', description: 'What the backend answered, whole, and what it was asked' })

export type UploadReceipt = z.infer<typeof uploadReceipt>

const params = z.object({ id: uploadId })

export const addUpload = {
  id: 'addUpload',
  method: 'POST',
  path: '/v1/uploads',
  right: 'publish',
  summary: 'Sends a file to a URL, over this machine’s line or through a member',
  description:
    'Answered once the file is on the disk of this machine, which then sends it until its backend has it, over restarts too. The ' +
    '`Content-Type` of this request is the file’s. What became of it is at `/v1/uploads/{id}`.',
  query: z.object({
    ...groupQuery,
    url: httpUrl.describe('Where to, by POST; without user and password'),
    name: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe(
        'For people; where there is no `Content-Type`, its ending says what it is: `xml`, `json`, `csv`, `txt`, `zip`, `gz`'
      ),
    direct: z
      .enum(['true', 'false'], 'must be true or false')
      .optional()
      .describe('Whether this machine’s own line is tried first; as `upload.direct` says where nothing is said')
  }),
  body: 'bytes',
  answer: { status: 202, description: 'It is taken over', json: upload },
  problems: [
    'NO_GROUP',
    'GROUP_AMBIGUOUS',
    'BAD_UPLOAD',
    'ORIGIN_REFUSED',
    'NO_RECEIPT_KEY',
    'BAD_RECEIPT_KEY',
    'BAD_SEAL_KEY',
    'UPLOAD_TOO_LARGE',
    'TOO_MANY_UPLOADS',
    'UPLOAD_DISK',
    'CLOSED',
    'NOT_READY'
  ]
} as const satisfies Operation

const counts = z
  .object({
    pending: z.int().min(0).describe('To go, now'),
    pendingBytes: byteCount,
    added: z.int().min(0).describe('Since the node started, as those that follow'),
    delivered: z.int().min(0),
    deliveredBytes: byteCount,
    deliveredByMembers: z.int().min(0).describe('Of these: through members'),
    refused: z.int().min(0),
    expired: z.int().min(0),
    unproved: z.int().min(0).describe('Answers of members whose receipt was wrong, or of an unknown key'),
    damaged: z.int().min(0).describe('Files of the queue that could not be read, and were set aside')
  })
  .meta({ id: 'UploadCounts' })

const uploadList = z.object({
  uploads: z.array(upload),
  total: z.int().min(0).describe('More than `uploads` has, where there are more than `limit`'),
  counts: counts.optional().describe('Of all; for who may administer')
})

export type UploadList = z.infer<typeof uploadList>

export const listUploads = {
  id: 'listUploads',
  method: 'GET',
  path: '/v1/uploads',
  right: 'publish',
  summary: 'What is to go, and what went lately',
  description: 'A program sees its own uploads; who may administer, all.',
  query: z.object({
    limit: wholeNumber(1, MAX_LISTED_UPLOADS)
      .optional()
      .describe(`At most so many; ${UPLOADS_PER_LIST} where nothing is said`)
  }),
  answer: {
    description: 'The newest first',
    json: uploadList
  },
  problems: ['NOT_READY']
} as const satisfies Operation

const carried = z
  .object({
    carries: z.boolean().describe('`upload.carry`'),
    uploads: z.int().min(0).describe('That lie here, those that are over and not fetched included'),
    bytes: byteCount,
    maxBytes: byteCount,
    underWay: z.int().min(0),
    underWayBytes: byteCount,
    bytesPerSecond: z.number().optional().describe('By which this node uploads, as measured'),
    members: z.array(z.object({ peer: peerId, uploads: z.int().min(0), bytes: byteCount })),
    accepted: z.int().min(0).describe('Since the node started, as those that follow'),
    answered: z.int().min(0),
    givenBack: z.int().min(0),
    dropped: z.int().min(0).describe('Their members wanted them no more, or were removed'),
    refused: z.int().min(0),
    damaged: z.int().min(0).describe('What could not be read, and was set aside')
  })
  .meta({ id: 'CarriedUploads' })

export type Carried = z.infer<typeof carried>

export const getCarried = {
  id: 'getCarried',
  method: 'GET',
  path: '/v1/carried-uploads',
  right: 'read',
  summary: 'How much this node carries for which member; not what, nor where to',
  answer: { description: 'As it is now', json: carried },
  problems: ['NOT_READY']
} as const satisfies Operation

export const getUpload = {
  id: 'getUpload',
  method: 'GET',
  path: '/v1/uploads/:id',
  right: 'publish',
  summary: 'How far one is, and what was tried',
  description: 'With `Accept: text/event-stream`: at once, and again whenever it has changed, until it is over.',
  params,
  answer: { description: 'One upload', json: upload, events: { upload, lost: watchLost } },
  problems: ['NO_UPLOAD', 'NOT_READY', 'BUSY']
} as const satisfies Operation

export const getUploadReceipt = {
  id: 'getUploadReceipt',
  method: 'GET',
  path: '/v1/uploads/:id/receipt',
  right: 'publish',
  summary: 'What the backend answered, where that was final',
  description:
    'The answer as it came, signature and all; as JSON with `Accept: application/json`, with what was asked beside it.',
  params,
  answer: { description: 'The receipt, or a refusal', json: uploadReceipt, media: 'message/http' },
  problems: ['NO_UPLOAD', 'NOT_FOUND', 'UPLOAD_DISK', 'NOT_READY']
} as const satisfies Operation

export const retryUpload = {
  id: 'retryUpload',
  method: 'POST',
  path: '/v1/uploads/:id/retry',
  right: 'publish',
  summary: 'It is tried now',
  description: 'Whatever it waits for: the next attempt is made at once. Nothing for one that is under way or over.',
  params,
  answer: { description: 'As it is now', json: upload },
  problems: ['NO_UPLOAD', 'NOT_READY', 'UPLOAD_DISK']
} as const satisfies Operation

export const cancelUpload = {
  id: 'cancelUpload',
  method: 'DELETE',
  path: '/v1/uploads/:id',
  right: 'publish',
  summary: 'It is to go no more',
  description: 'What the backend has, it has; a member that carries it is told. Nothing for one that is over.',
  params,
  answer: { description: 'As it is now', json: upload },
  problems: ['NO_UPLOAD', 'NOT_READY', 'UPLOAD_DISK']
} as const satisfies Operation
