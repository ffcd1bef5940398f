// One `get`: from the node's answer into a file, counted and hashed on the way, so that what is saved is what was verified.
import { createHash } from 'node:crypto'
import { createControlClient, type ContentResult } from '../gateway/index.js'
import { CliError } from './errors.js'
import { FileOutput } from './file-output.js'
import { showProgress } from './progress.js'

export interface Download {
  home: string
  query: { group: string | undefined; url: string }
  /** `-`: stdout; undefined: nowhere. */
  path: string | undefined
  signal: AbortSignal
  quiet: boolean
}

/**
 * Leaves no part of a file where it fails.
 * @throws {CliError} `CANNOT_WRITE`, `DAMAGED`; {ControlError} what stopped the node; the signal's reason
 */
export async function download({ home, query, path, signal, quiet }: Download): Promise<ContentResult> {
  const node = createControlClient(home)
  const output = await FileOutput.open(path) // First: what cannot be saved need not be fetched.
  try {
    const content = await node.content(query, { signal })
    const progress = showProgress(node, content, quiet || path === '-')
    const hash = createHash('sha256')
    let bytes = 0
    try {
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
