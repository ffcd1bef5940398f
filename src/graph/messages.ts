// What rooms above have of messages straight to one peer. Spec: docs/protocols/message.md.
import type { AbortOptions, PeerId } from '../base/index.js'

export interface SendOptions extends AbortOptions {
  /** From the call to the answer, ms: resolving, dialling and messages before it to the same peer included. @default 2000 */
  readonly budgetMs?: number | undefined
}

/**
 * `taken`: it is good. `not-asked-for`: nobody here takes such messages. `refused`: it does not count, and an honest node may have sent it.
 * `broken`: no honest node sends it; that is a fault as on links.
 */
export type MessageVerdict = 'taken' | 'not-asked-for' | 'refused' | 'broken'

/**
 * Judges a message of a member, at once; what it has done is done when it returns. One that throws has said `refused`.
 * @param bytes its own
 */
export type MessageHandler = (peer: PeerId, bytes: Uint8Array) => MessageVerdict
