// Uploads of programs: each sees and ends its own, the owner all.
import { withBudget } from '../../base/index.js'
import { FlowError, type Upload, type UploadBy, type UploadReceipt, type Uploads } from '../../flows/index.js'
import { route, type Call } from '../api-route.js'
import * as api from '../api/uploads.js'
import { QUEUE_READ_BUDGET_MS, UPLOADS_PER_LIST } from '../defaults.js'
import { describeError, GatewayError } from '../errors.js'
import { mediaTypeOf } from '../media-type.js'
import { receiptMessage } from '../receipt-message.js'
import type { PotluckNode } from '../node.js'
import { hasRight, type Caller, type Route } from '../router.js'

const OVER: readonly Upload['state'][] = ['delivered', 'refused', 'cancelled', 'expired']

export const uploadRoutes: readonly Route[] = [
  route(api.addUpload, addUpload),
  route(api.listUploads, async ({ node, caller, query: { limit = UPLOADS_PER_LIST } }) => {
    const uploads = await readUploads(node)
    const seen = uploads.list().filter((upload) => isFor(caller, upload))
    return {
      uploads: seen.reverse().slice(0, limit).map(shownUpload),
      total: seen.length,
      ...(hasRight(caller, 'administer') && { counts: { ...uploads.counts } })
    }
  }),
  route(api.getCarried, ({ node }) => {
    const carried = node.carried()
    if (carried === undefined) throw new GatewayError('NOT_READY', 'the relay service does not run')
    return { ...carried, members: carried.members.map(({ peer, uploads, bytes }) => ({ peer, uploads, bytes })) }
  }),
  route(api.getUpload, async (call) => {
    const upload = await uploadFor(call)
    return /\btext\/event-stream\b/i.test(call.request.headers.accept ?? '')
      ? await watchUpload(call)
      : shownUpload(upload)
  }),
  route(api.getUploadReceipt, sendReceipt),
  route(api.retryUpload, async (call) => {
    const { id } = await uploadFor(call)
    uploadsOf(call.node).retryNow(id)
    return shownUpload(await uploadFor(call))
  }),
  route(api.cancelUpload, async (call) => {
    const { id } = await uploadFor(call)
    return shownUpload(await uploadsOf(call.node).cancel(id))
  })
]

export function isOver({ state }: Pick<Upload, 'state'>): boolean {
  return OVER.includes(state)
}

async function addUpload({ node, caller, query, request, signal }: Call<typeof api.addUpload>): Promise<api.Upload> {
  const uploads = uploadsOf(node)
  const { url, name, direct, group } = query
  // Destroyed, the request would take the connection with it, and with that the answer.
  const bytes = Number(request.headers['content-length'] ?? 0)
  const source = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  const added = await uploads.add(
    {
      ...{ url, name, source, bytes, owner: ownerOf(caller) },
      contentType: request.headers['content-type'] ?? (name && mediaTypeOf(name)),
      direct: direct === undefined ? undefined : direct === 'true',
      groupId: group === undefined ? undefined : node.group(group).id
    },
    { signal }
  )
  return shownUpload(added)
}

/** At once, and whenever it has changed, until it is over, or the service stops: who watches asks again then. */
async function watchUpload({ node, params: { id }, response }: Call<typeof api.getUpload>): Promise<undefined> {
  const uploads = uploadsOf(node)
  const stream = node.streams.open(response)
  const tell = (upload: Upload): void => {
    stream.send('upload', shownUpload(upload))
    if (isOver(upload)) stream.end()
  }
  const stop = uploads.onChange((upload) => {
    if (upload.id === id) tell(upload)
  })
  const end = (): void => stream.end()
  uploads.closing.addEventListener('abort', end)
  const now = uploads.get(id)
  if (now !== undefined) tell(now)
  if (now === undefined || uploads.closing.aborted) end()
  await stream.closed
  uploads.closing.removeEventListener('abort', end)
  stop()
}

async function sendReceipt(call: Call<typeof api.getUploadReceipt>): Promise<api.UploadReceipt | undefined> {
  const { id } = await uploadFor(call)
  const receipt = await uploadsOf(call.node).receipt(id)
  if (receipt === undefined) throw new GatewayError('NOT_FOUND', `no backend has answered upload ${id} for good`)
  if (/\bapplication\/json\b/i.test(call.request.headers.accept ?? '')) return shownReceipt(receipt)
  const body = receiptMessage(receipt)
  call.response.writeHead(200, { 'content-type': 'message/http', 'content-length': body.byteLength }).end(body)
  return undefined
}

/** @throws {GatewayError} `NOT_READY` */
function uploadsOf({ uploads }: PotluckNode): Uploads {
  if (uploads === undefined) throw new GatewayError('NOT_READY', 'the upload service does not run')
  return uploads
}

/** What an earlier run left takes a while to read. @throws {GatewayError} `NOT_READY` */
async function readUploads(node: PotluckNode): Promise<Uploads> {
  const uploads = uploadsOf(node)
  const notReady = (why: string): GatewayError => new GatewayError('NOT_READY', `the upload queue ${why}`)
  const read = uploads.whenRead.catch((error: unknown) => {
    throw notReady(`cannot be read: ${describeError(error).message}`)
  })
  await withBudget(node.clock, QUEUE_READ_BUDGET_MS, read, () => notReady('is still being read: again in a moment'))
  return uploads
}

/** @throws {GatewayError} `NOT_READY`, {FlowError} `NO_UPLOAD`: also of what another program sends */
async function uploadFor({
  node,
  caller,
  params: { id }
}: {
  node: PotluckNode
  caller: Caller
  params: { id: string }
}): Promise<Upload> {
  const upload = uploadsOf(node).get(id) ?? (await readUploads(node)).get(id)
  if (upload === undefined || !isFor(caller, upload)) throw new FlowError('NO_UPLOAD', `there is no upload ${id}`)
  return upload
}

function isFor(caller: Caller, { owner }: Upload): boolean {
  return hasRight(caller, 'administer') || (owner !== undefined && owner === ownerOf(caller))
}

function ownerOf(caller: Caller): string | undefined {
  return caller.kind === 'application' ? (caller.owner ?? caller.id) : undefined
}

function shownUpload(upload: Upload): api.Upload {
  const { id, url, name, contentType, bytes, digest, isSealed, direct, addedAtMs, expiresAtMs } = upload
  const { groupId: group, state, waitsFor, untilMs, by, attempts, attemptCount, outcome } = upload
  return {
    ...{ id, url, name, contentType, bytes, digest, isSealed, direct, group, addedAtMs, expiresAtMs },
    ...{ state, waitsFor, untilMs, by: shownBy(by), attemptCount },
    attempts: attempts.map((attempt) => ({ ...attempt, by: shownBy(attempt.by) })),
    outcome: outcome && { ...outcome, by: shownBy(outcome.by) }
  }
}

function shownBy(by: UploadBy | undefined): { peer: string; group: string } | undefined {
  return by && { peer: by.peer, group: by.groupId }
}

function shownReceipt({ by, request, headers, body, ...rest }: UploadReceipt): api.UploadReceipt {
  return {
    ...{ ...rest, by: shownBy(by), body: Buffer.from(body).toString('base64') },
    headers: headers.map(([name, value]) => [name, value]),
    request: { ...request, headers: request.headers.map(([name, value]) => [name, value]) }
  }
}
