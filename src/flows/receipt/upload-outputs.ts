// What the machine of one upload says often: see upload.ts.
import type { Blame, Judged, UploadBox, UploadOutput } from './upload-events.js'
import type { AttemptResult, UploadBy } from './uploads.js'

/** Where it was asked for the answer to this one. */
export const MISSTATED: Judged = {
  ...{ type: 'unproved', status: undefined },
  detail: 'what it returned is not of this upload'
}

export function box(entered: UploadBox): UploadOutput {
  return { type: 'box', box: entered }
}

export function blame(by: UploadBy | undefined, what: Blame): UploadOutput[] {
  return [box('blaming'), { type: 'blame', by, for: what }]
}

export function tried(
  by: UploadBy | undefined,
  result: AttemptResult,
  { status, detail = '' }: { readonly status?: number | undefined; readonly detail?: string | undefined }
): UploadOutput {
  return { type: 'attempt', by, result, status, detail }
}
