// One `get`: from the node's answer into a file, counted and hashed on the way, so that what is saved is what was verified.
import { createHash } from 'node:crypto'
import { systemClock } from '../base/index.js'
import type { ContentLocation } from '../content/index.js'
import type { ContentRequest, ContentResult, ControlClient } from '../gateway/index.js'
import { CliError } from './errors.js'
import { FileOutput } from './file-output.js'
import { memberNames, type NameOf } from './member-names.js'
import { showProgress } from './progress.js'
import { formatBytes } from './units.js'

export interface Download {
  node: ControlClient
  query: { group: string | undefined; url: string; wait?: 'false' | undefined }
  /** `-`: stdout; undefined: nowhere. */
  path: string | undefined
  signal: AbortSignal
  quiet: boolean
}

/**
 * Leaves no part of a file where it fails.
 * @throws {CliError} `CANNOT_WRITE`, `DAMAGED`; {ControlError} what stopped the node; the signal's reason
 */
export async function download({ node, query, path, signal, quiet }: Download): Promise<ContentResult> {
  const output = await FileOutput.open(path) // First: what cannot be saved need not be fetched.
  try {
    let source = waitingFor(node, query)
    const progress = showProgress({
      terminal: process.stderr,
      env: process.env,
      clock: systemClock,
      quiet: quiet || (path === '-' && process.stdout.isTTY), // There the line would stand amid the content.
      source: () => source()
    })
    const hash = createHash('sha256')
    let bytes = 0
    const content = await node.content(query, { signal }).catch((error: unknown) => {
      progress.end()
      throw error
    })
    try {
      progress.expect(content.bytes)
      source = sourceOf(node, content.requestId)
      for await (const chunk of content.body as AsyncIterable<Buffer>) {
        bytes += chunk.length
        hash.update(chunk)
        progress.add(chunk.length)
        await output.write(chunk)
      }
      const result = await content.result()
      checkArrived(result, { bytes, digest: hash.digest('hex') })
      await output.finish()
      return result
    } catch (error) {
      content.body.destroy()
      if (!signal.aborted && content.body.errored !== null) await content.result() // Says why the node cut the body.
      throw error
    } finally {
      progress.end()
    }
  } catch (error) {
    await output.discard()
    throw signal.aborted ? signal.reason : error
  }
}

function checkArrived(wanted: ContentResult, arrived: { bytes: number; digest: string }): void {
  if (arrived.bytes !== wanted.bytes) {
    throw new CliError('DAMAGED', `${arrived.bytes} bytes arrived from the node, not ${wanted.bytes}: nothing is kept`)
  }
  if (arrived.digest !== wanted.digest) {
    throw new CliError('DAMAGED', `what arrived from the node is not sha256 ${wanted.digest}: nothing is kept`)
  }
}

/** Asks the node, before there is a byte, who downloads it for all, and how far that is. */
function waitingFor(node: ControlClient, { group, url }: Download['query']): () => Promise<string> {
  let nameOf: NameOf | undefined
  return async () => {
    const { results } = (await node.get('/v1/locations', { group, url })) as {
      results: { locations: ContentLocation[] }[]
    }
    const running = results[0]?.locations.find(({ complete, present, self }) => !complete && present && !self)
    if (running !== undefined) nameOf ??= await memberNames(node, group ?? (await onlyGroup(node)))
    return describeWaiting(running, nameOf)
  }
}

/** Where no group is named there is one. */
async function onlyGroup(node: ControlClient): Promise<string> {
  const { groups } = (await node.get('/v1/groups')) as { groups: { id: string }[] }
  return groups[0]?.id ?? ''
}

/** What is waited for, in words. */
export function describeWaiting(
  running: Pick<ContentLocation, 'holder' | 'heldBytes' | 'bytes'> | undefined,
  nameOf: NameOf | undefined
): string {
  if (running === undefined) return 'asking the group'
  const { holder, heldBytes, bytes } = running
  const part =
    bytes === undefined || bytes === 0
      ? formatBytes(heldBytes)
      : `${Math.floor((Math.min(heldBytes, bytes) / bytes) * 100)} % of ${formatBytes(bytes)}`
  return `waiting for ${nameOf?.(holder) ?? 'a member'}, who has ${part}`
}

/** Asks the node where the bytes of a request come from now. */
function sourceOf(node: ControlClient, requestId: string): () => Promise<string> {
  let nameOf: NameOf | undefined
  return async () => {
    const { transfer, group } = (await node.get(`/v1/requests/${requestId}`)) as ContentRequest
    if (transfer?.from !== undefined) nameOf ??= await memberNames(node, group)
    return describeSource(transfer, nameOf)
  }
}

/** What a transfer does now, in words. */
function describeSource(transfer: ContentRequest['transfer'], nameOf: NameOf | undefined): string {
  if (transfer === undefined) return 'from the cache' // What is here needs no transfer.
  if (transfer.from !== undefined) return `from ${nameOf?.(transfer.from) ?? 'a member'}`
  return transfer.state === 'leading' ? 'over the uplink' : 'asking the group'
}
