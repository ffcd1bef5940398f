// What the machine of one upload says often: see upload.ts.
import type { Blame, UploadBox, UploadOutput } from './upload-events.js'
import type { AttemptResult, UploadBy } from './uploads.js'

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
