// What stands on the disk of one upload. `ID.upload` is written once: the bytes to send, then what is fixed of them, in JSON, then the length
// of that and eight bytes that end every whole file. `ID.state` is what changes, in JSON, replaced as a whole.
import { z } from 'zod'
import { MAX_FACTS_BYTES } from './upload-defaults.js'
import type { UploadId } from './order.js'

const END = Buffer.from('potluck1')
export const FOOTER_BYTES = 4 + END.byteLength

const id = z.string().regex(/^[0-9a-f]{32}$/)
const peer = z.string().max(128)
const groupId = z.string().max(64)
const timeMs = z.number().int().nonnegative()
const by = z.object({ peer, groupId })

export const factsSchema = z.object({
  id,
  url: z.string().max(2_048),
  name: z.string().optional(),
  owner: z.string().optional(),
  contentType: z.string(),
  bytes: z.number().int().nonnegative(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  isSealed: z.boolean(),
  direct: z.boolean(),
  groupId: groupId.optional(),
  addedAtMs: timeMs,
  expiresAtMs: timeMs
})

/** What is fixed of an upload. */
export type UploadFacts = z.infer<typeof factsSchema>

const RESULTS = [
  ...['delivered', 'refused', 'put-off', 'unreachable', 'nobody', 'turned-down', 'given-back', 'unproved'],
  ...['wrong-receipt', 'too-late', 'gone', 'broken', 'cancelled', 'restarted']
] as const

const attempt = z.object({
  by: by.optional(),
  atMs: timeMs,
  endedAtMs: timeMs,
  result: z.enum(RESULTS),
  status: z.number().int().optional(),
  detail: z.string()
})

const headers = z.array(z.tuple([z.string(), z.string()]))

const receipt = z.object({
  atMs: timeMs,
  by: by.optional(),
  status: z.number().int(),
  proof: z.enum(['receipt', 'tls', 'none']),
  keyId: z.string().optional(),
  signedAtMs: timeMs.optional(),
  requestHeaders: headers,
  headers,
  /** Base64. */
  body: z.string()
})

const held = z.object({
  ...{ by, isAccepted: z.boolean(), isLate: z.boolean() },
  /** This machine's time: its deadline. */
  untilMs: timeMs,
  /** From acceptance to deadline. */
  waitMs: timeMs,
  /** As they went over the wire, base64. */
  order: z.string(),
  acceptance: z.string().optional()
})

export const stateSchema = z.object({
  facts: factsSchema,
  state: z.enum(['pending', 'delivered', 'refused', 'cancelled', 'expired']),
  /** When anything of it first went out, by any way. */
  beganMs: timeMs.optional(),
  attempts: z.array(attempt),
  attemptCount: z.number().int().nonnegative(),
  held: z.array(held),
  receipt: receipt.optional()
})

/** What changes. */
export type UploadRecord = z.infer<typeof stateSchema>
export type KeptReceipt = z.infer<typeof receipt>
export type KeptHold = z.infer<typeof held>
export type KeptAttempt = z.infer<typeof attempt>

/** What stands behind the bytes. */
export function footerOf(facts: UploadFacts): Buffer {
  const json = Buffer.from(JSON.stringify(facts))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.byteLength)
  return Buffer.concat([json, length, END])
}

/** How long the JSON is, as the last {@link FOOTER_BYTES} of a file say; undefined: it is not whole. */
export function factsLength(end: Buffer): number | undefined {
  if (end.byteLength !== FOOTER_BYTES || !end.subarray(4).equals(END)) return undefined
  const length = end.readUInt32BE()
  return length <= MAX_FACTS_BYTES ? length : undefined
}

/** Undefined for what is none, or of another upload. */
export function readFacts(json: Buffer, expected: UploadId): UploadFacts | undefined {
  return checked(factsSchema, json, (facts) => facts.id === expected)
}

export function readRecord(json: Buffer, expected: UploadId): UploadRecord | undefined {
  return checked(stateSchema, json, ({ facts }) => facts.id === expected)
}

function checked<Read>(schema: z.ZodType<Read>, json: Buffer, isRight: (read: Read) => boolean): Read | undefined {
  try {
    const { data } = schema.safeParse(JSON.parse(json.toString('utf8')))
    return data !== undefined && isRight(data) ? data : undefined
  } catch {
    return undefined
  }
}
