// What each upload under way is given: the parts of the service that all share.
import type { Logger, Random } from '../../base/index.js'
import type { OriginAccess } from '../../content/index.js'
import type { AnswerJudgeInit } from './answer-judge.js'
import type { DirectAttempts } from './direct-attempt.js'
import type { KnownRelays } from './known-relays.js'
import type { RelayAsks } from './relay-asks.js'
import type { RelayLine } from './relay-line.js'
import type { UploadQueue } from './upload-queue.js'
import type { UploadRun } from './upload-run.js'

export interface RunHost extends AnswerJudgeInit {
  readonly random: Random
  readonly logger: Logger
  readonly queue: UploadQueue
  readonly origins: Pick<OriginAccess, 'passThrough'>
  readonly direct: DirectAttempts
  readonly known: KnownRelays
  readonly asks: RelayAsks
  readonly relays: RelayLine
  /** It waits for its turn. */
  wantTurn(run: UploadRun): void
  /** Where it stands has changed, or who has it. */
  changed(run: UploadRun): void
  /** What is to be done though the upload is over; unless this node stops before. */
  later(inMs: number, work: () => Promise<void>): void
}
