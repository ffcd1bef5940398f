// Files on their way to their backends: whether they get on.
import { isKept } from '../own-limits.js'
import { formatDuration } from '../units.js'
import { UPLOAD_WARNING_MS } from './defaults.js'
import type { Facts, Finding, NodeFacts } from './facts.js'

const check = 'uploads'

type UploadFolder = NonNullable<NonNullable<NodeFacts['status']['uploads']>['folders']>[number]

export function checkUploads({ node, nowMs }: Facts): Finding[] {
  const uploads = node?.status.uploads
  if (node === undefined || uploads === undefined) return []
  const { pending, oldestAtMs = nowMs, withoutKey, untaken, doubts, folders, keyProblems } = uploads
  const waitMs = nowMs - oldestAtMs
  const found: Finding[] = [
    ...folders.flatMap(checkFolder),
    ...keyProblems.map(({ file, message }): Finding => {
      const what = `${file} of upload.receipts cannot be read: ${message}`
      return { check, level: 'fail', what, todo: 'mend the file: it is read again by itself' }
    }),
    ...doubts.map(({ origin, why }): Finding => {
      const todo = 'ask who runs it which keys it signs with, and name them in upload.receipts'
      return { check, level: 'warn', what: `the receipts of ${origin} are in doubt: ${why}`, todo }
    })
  ]
  if (withoutKey > 0) {
    const what = `${withoutKey} cannot go directly, and no key says what a receipt is, so no member is asked`
    found.push({ check, level: 'warn', what, todo: 'name the keys of their backends in upload.receipts' })
  }
  if (untaken > 0) {
    const isLimited = isKept(node.status, 'mayUseUplinks')
    const what = isLimited
      ? "this machine's certificate does not let members go to origins for it"
      : 'none that is here has a line and carries uploads'
    const todo = isLimited
      ? 'ask an administrator: see the limits in `potluck group members`'
      : 'run `potluck up` at a member with a line; see upload.carry there, and the limits in `potluck group members`'
    found.push({ check, level: 'warn', what: `${untaken} that no member takes: ${what}`, todo })
  }
  if (pending > 0 && waitMs > UPLOAD_WARNING_MS && found.length === 0) {
    const what = `${pending} to go, the oldest for ${formatDuration(waitMs)}`
    found.push({ check, level: 'warn', what, todo: '`potluck uploads` says what was tried' })
  }
  if (found.length > 0) return found
  return pending + folders.length === 0 ? [] : [{ check, level: 'ok', what: `${pending} to go` }]
}

function checkFolder({ folder, problem, passedOver }: UploadFolder): Finding[] {
  const found: Finding[] = []
  if (problem !== undefined) {
    const todo = 'see upload.folders, the disk, and `potluck uploads`'
    found.push({ check, level: 'fail', what: `files in ${folder} do not go out: ${problem}`, todo })
  }
  if (passedOver !== undefined) {
    const todo = "take it out, or let the user of the node read it; with `chmod +t` the folder is to be that user's"
    found.push({ check, level: 'warn', what: `passed over in ${folder}: ${passedOver}`, todo })
  }
  return found
}
