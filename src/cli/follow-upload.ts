// Says of one upload how it goes, until it is over.
import { systemClock, wakefulClock } from '../base/index.js'
import type { ApiUpload } from '../gateway/index.js'
import type { Context } from './context.js'
import { CliError } from './errors.js'
import { namesOfAllGroups } from './member-names.js'
import { changesOf } from './upload-changes.js'
import { UploadStory } from './upload-story.js'

/** Ends with the upload as result. @throws {CliError} `NOT_DELIVERED`; `INTERRUPTED`: it goes on all the same */
export async function followUpload(
  upload: ApiUpload,
  { node, output }: Pick<Context, 'node' | 'output'>,
  signal: AbortSignal
): Promise<void> {
  const client = node()
  const nameOf = output.json ? (peer: string) => peer : await namesOfAllGroups(client)
  const story = new UploadStory(upload)
  output.line(`upload ${upload.id}`)
  let last = upload
  try {
    for await (last of changesOf(upload.id, client, wakefulClock, signal)) {
      for (const line of story.take(last, nameOf, systemClock.nowMs())) output.line(line)
    }
  } catch (error) {
    if (!signal.aborted) throw error
    throw new CliError('INTERRUPTED', `waiting ended, and the upload goes on: \`potluck uploads watch ${upload.id}\``)
  }
  // What the story ends with has been said by then.
  output.result(last, [])
  if (last.state !== 'delivered') throw notDelivered(last)
}

function notDelivered({ id, state, outcome }: ApiUpload): CliError {
  const why = state === 'refused' ? `its backend refuses it with status ${outcome?.status}` : `it is ${state}`
  return new CliError('NOT_DELIVERED', `not delivered: ${why}; see \`potluck uploads show ${id}\``)
}
