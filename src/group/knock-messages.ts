// What who knocks and an administrator's node say to each other, as bytes. All of it is a stranger's word to the other.
import { copyBytes } from '../base/index.js'
import { MAX_TEXT_CHARACTERS } from './defaults.js'
import { potluck } from './group-pb.js'
import { nameProblem } from './names.js'

const wire = potluck.group.v1
const { Outcome } = wire.KnockAnswer
const KEY_BYTES = 32

export type KnockRequest =
  { readonly type: 'list' } | { readonly type: 'knock'; readonly rootPublicKey: Uint8Array; readonly name: string }

export type KnockAnswer =
  | {
      readonly outcome: 'offered'
      /** 32 bytes: the group's id. */
      readonly rootPublicKey: Uint8Array
      readonly groupName: string
      readonly administratorName: string
    }
  | { readonly outcome: 'waiting'; readonly retryAfterMs: number }
  | { readonly outcome: 'denied' }
  | { readonly outcome: 'busy'; readonly retryAfterMs: number }
  /** `invitation`: the payload of an invitation's text. */
  | { readonly outcome: 'invited'; readonly invitation: Uint8Array; readonly nowMs: number }

export function encodeKnockRequest(request: KnockRequest): Uint8Array {
  const { type, ...knock } = request
  return copyBytes(wire.KnockRequest.encode(type === 'list' ? { list: {} } : { knock }).finish())
}

/** A foreign request; undefined if it is none. Never throws. */
export function decodeKnockRequest(body: Uint8Array): KnockRequest | undefined {
  try {
    const { list, knock } = wire.KnockRequest.decode(body)
    if (list != null) return { type: 'list' }
    const name = knock?.name ?? ''
    if (knock?.rootPublicKey?.byteLength !== KEY_BYTES || nameProblem(name) !== undefined) return undefined
    return { type: 'knock', rootPublicKey: copyBytes(knock.rootPublicKey), name }
  } catch {
    return undefined
  }
}

export function encodeKnockAnswer(answer: KnockAnswer): Uint8Array {
  return copyBytes(wire.KnockAnswer.encode(answerFields(answer)).finish())
}

function answerFields(answer: KnockAnswer): potluck.group.v1.IKnockAnswer {
  switch (answer.outcome) {
    case 'offered': {
      const { rootPublicKey, groupName, administratorName } = answer
      return { outcome: Outcome.OFFERED, group: { rootPublicKey, groupName, administratorName } }
    }
    case 'waiting':
      return { ...answer, outcome: Outcome.WAITING }
    case 'denied':
      return { outcome: Outcome.DENIED }
    case 'busy':
      return { ...answer, outcome: Outcome.BUSY }
    case 'invited':
      return { ...answer, outcome: Outcome.INVITED }
  }
}

/** A foreign answer; undefined if malformed or of an outcome that version 1 does not know. Never throws. */
export function decodeKnockAnswer(body: Uint8Array): KnockAnswer | undefined {
  try {
    const { outcome, retryAfterMs, invitation, nowMs, group } = wire.KnockAnswer.decode(body)
    switch (outcome) {
      case Outcome.OFFERED: {
        const { rootPublicKey } = group ?? {}
        const [groupName, administratorName] = [group?.groupName ?? '', group?.administratorName ?? '']
        if (rootPublicKey?.byteLength !== KEY_BYTES) return undefined
        if (nameProblem(groupName) !== undefined || nameProblem(administratorName) !== undefined) return undefined
        return { outcome: 'offered', rootPublicKey: copyBytes(rootPublicKey), groupName, administratorName }
      }
      case Outcome.WAITING:
        return { outcome: 'waiting', retryAfterMs }
      case Outcome.DENIED:
        return { outcome: 'denied' }
      case Outcome.BUSY:
        return { outcome: 'busy', retryAfterMs }
      case Outcome.INVITED:
        if (invitation.byteLength > MAX_TEXT_CHARACTERS / 2) return undefined
        return { outcome: 'invited', invitation: copyBytes(invitation), nowMs }
      default:
        return undefined
    }
  } catch {
    return undefined
  }
}
