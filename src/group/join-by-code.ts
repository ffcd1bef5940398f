// Coming in with a code: finds the administrator that made it, and joins with the invitation that it gives for the token.
// Spec: docs/protocols/admission.md.
import { systemClock, type Clock, type Logger, type PeerId } from '../base/index.js'
import { askAdmission, GraphError } from '../graph/index.js'
import { encodeRequest, type AdmissionAnswer } from './admission-messages.js'
import { parseCodeText, type OpenedCode } from './code.js'
import { ADMISSION_BUDGET_MS, MAX_CLOCK_SKEW_MS } from './defaults.js'
import { GroupError } from './errors.js'
import { HeardAnswers } from './heard-answers.js'
import { loadIdentity } from './identity.js'
import { joinGroup, type JoinedGroup } from './join-group.js'
import { openInvitation } from './invitation.js'
import { toText } from './text-form.js'

/** The last moment that a Date can show. */
const MAX_DATE_MS = 8.64e15

export interface JoinByCodeInit {
  /** @default the system's */
  readonly clock?: Clock
  readonly logger: Logger
  /** Whether to look for the administrator by multicast too. @default true */
  readonly mdns?: boolean
  /** How long to look and ask, ms. @default {@link ADMISSION_BUDGET_MS} */
  readonly budgetMs?: number
  /** Called before the administrator is looked for. */
  onAsking?(code: Pick<OpenedCode, 'groupName' | 'issuerName' | 'issuer'>): void
}

/**
 * Works without a running node. Asking again with the same code, when the answer was lost, uses nothing up.
 * @throws {GroupError} as `parseCodeText`, `loadIdentity` and `joinGroup` do; `CODE_EXPIRED`, `CODE_USED_UP`,
 * `CODE_REVOKED`, `CODE_UNKNOWN`, `NOT_ADMINISTRATOR`, `ADMINISTRATOR_UNREACHABLE`, `ADMISSION_BUSY`,
 * `ADMISSION_REFUSED`, `CLOCK_OFF`, `REMOVED`
 */
export async function joinByCode(home: string, text: string, init: JoinByCodeInit): Promise<JoinedGroup> {
  const clock = init.clock ?? systemClock
  const code = parseCodeText(text)
  const identity = await loadIdentity(home)
  init.onAsking?.(code)
  const heard = new HeardAnswers()
  try {
    await askAdmission({
      keyPair: identity.keyPair,
      issuer: code.issuer,
      addresses: code.addresses,
      rendezvous: init.mdns === false ? undefined : code.rendezvous,
      body: encodeRequest(code.token),
      budgetMs: init.budgetMs ?? ADMISSION_BUDGET_MS,
      clock,
      logger: init.logger,
      judge: (body) => heard.judge(body)
    })
  } catch (error) {
    if (!(error instanceof GraphError && error.code === 'UNREACHABLE')) throw error
    if (heard.answer === undefined) throw unreachable(code, clock.nowMs(), error)
  }
  return await joinGroup(home, invitationIn(code, heard.answer, clock.nowMs(), identity.peer), { clock })
}

/** The text of the invitation that an answer brings. @throws {GroupError} where it brings none that may be taken up */
export function invitationIn(
  code: OpenedCode,
  answer: AdmissionAnswer | undefined,
  nowMs: number,
  self: PeerId
): string {
  const { groupName, issuerName } = code
  const askForNew = `ask ${issuerName} for a new one`
  switch (answer?.outcome) {
    case 'invited': {
      checkClock(code, answer.nowMs, nowMs)
      const text = toText('invite', answer.invitation)
      if (groupInvitedTo(text, self, nowMs) !== code.groupId) {
        throw new GroupError('ADMISSION_REFUSED', `what ${issuerName}'s machine sent is no invitation to ${groupName}`)
      }
      return text
    }
    case 'expired':
      checkClock(code, answer.nowMs, nowMs)
      throw new GroupError('CODE_EXPIRED', `this code expired on ${dateText(code.expiresAtMs)}: ${askForNew}`)
    case 'used-up':
      throw new GroupError('CODE_USED_UP', `as many machines as this code was made for have used it: ${askForNew}`)
    case 'revoked':
      throw new GroupError('CODE_REVOKED', `this code was taken back: ${askForNew}`)
    case 'not-administrator':
      throw new GroupError('NOT_ADMINISTRATOR', `${issuerName} may let nobody into ${groupName} any more: ask another`)
    case 'removed':
      throw new GroupError(
        'REMOVED',
        `this machine was removed from ${groupName}, or left it: ask ${issuerName} to invite it again`
      )
    case 'busy':
      throw new GroupError('ADMISSION_BUSY', `${issuerName}'s machine has too much to do: try again in a minute`)
    default:
      throw new GroupError('CODE_UNKNOWN', `${issuerName}'s machine knows no such code: ${askForNew}`)
  }
}

/**
 * Members whose clocks differ refuse each other's records, so that must be mended first. What let us in is not lost.
 * @throws {GroupError} `CLOCK_OFF`
 */
export function checkClock({ issuerName }: Pick<OpenedCode, 'issuerName'>, issuerNowMs: number, nowMs: number): void {
  const aheadMs = nowMs - issuerNowMs
  if (Math.abs(aheadMs) <= MAX_CLOCK_SKEW_MS) return
  const minutes = Math.round(Math.abs(aheadMs) / 60_000)
  const how = `${minutes} minutes ${aheadMs > 0 ? 'ahead of' : 'behind'} that of ${issuerName}'s machine`
  throw new GroupError('CLOCK_OFF', `this machine's clock is ${how}: set whichever is wrong, then join again`)
}

/** Id of the group that an invitation for `self` is to; undefined where it is none. */
export function groupInvitedTo(text: string, self: PeerId, nowMs: number): string | undefined {
  try {
    return openInvitation(text, self, nowMs).groupId
  } catch (error) {
    if (error instanceof GroupError) return undefined
    throw error
  }
}

function unreachable({ issuer, issuerName, groupName, expiresAtMs }: OpenedCode, nowMs: number, cause: Error): Error {
  const who = `${issuerName} (…${issuer.slice(-8)}), who made this code for ${groupName}, cannot be reached`
  const late = nowMs > expiresAtMs ? `; it expired on ${dateText(expiresAtMs)}` : ''
  const message = `${who}: ask ${issuerName} whether that machine runs \`potluck up\` on this network${late}`
  return new GroupError('ADMINISTRATOR_UNREACHABLE', message, { cause })
}

function dateText(atMs: number): string {
  return Math.abs(atMs) <= MAX_DATE_MS ? new Date(atMs).toISOString() : 'an unknown day'
}
