// An upload is delivered by another; who had taken it over before, and knew nothing of it too early, is judged at its deadline all the same.
import type { AnswerJudge } from './answer-judge.js'
import { bytesOf } from './answer-judge.js'
import type { KeptHold, UploadFacts } from './queue-entry.js'
import type { RelayLine } from './relay-line.js'
import { RETENTION_MS } from './defaults.js'
import { LOOK_BUDGET_MS } from './upload-defaults.js'
import { within } from './within.js'
import type { Clock } from '../../base/index.js'

export interface LaterJudgement {
  readonly clock: Clock
  readonly relays: RelayLine
  readonly judge: AnswerJudge
  readonly facts: UploadFacts
  /** What was agreed with it. */
  readonly hold: KeptHold
}

/** Who brings anything now is not silent: what that is worth nobody needs to know any more. Never rejects. */
export async function judgeNow({ clock, relays, judge, facts, hold }: LaterJudgement): Promise<void> {
  const { by, order } = hold
  const never = new AbortController().signal
  const said = await within(clock, LOOK_BUDGET_MS, { type: 'no-word' } as const, never, (signal) =>
    relays.look(by, facts.id, bytesOf(order), signal)
  )
  // This machine may have slept meanwhile.
  const hasForgotten = said.type === 'unknown' && clock.nowMs() >= hold.untilMs + RETENTION_MS
  if (['nothing-yet', 'unknown', 'no-word'].includes(said.type) && !hasForgotten) judge.blame(facts, by, 'silent', hold)
  else if (said.type === 'misstated') judge.blame(facts, by, 'unproved', hold)
  await relays.tellOff(by, facts.id, never)
}
