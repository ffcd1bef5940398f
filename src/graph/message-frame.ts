// The two frames of a message stream, read and written. Foreign ones are checked against their limits here.
// Spec: docs/protocols/message.md.
import { copyBytes } from '../base/index.js'
import { potluck } from './graph-pb.js'
import { MAX_MESSAGE_BYTES } from './message-defaults.js'

const wire = potluck.graph.v1

export type MessageAnswer = 'taken' | 'refused' | 'not-asked-for' | 'full'

/** By number, from 1: nobody hears of a frame of 0 bytes. */
const ANSWERS: readonly MessageAnswer[] = ['taken', 'refused', 'not-asked-for', 'full']

/** Copies `bytes`. */
export function messageFrame(bytes: Uint8Array): Uint8Array {
  return wire.Message.encode({ bytes }).finish()
}

/**
 * Reads a foreign frame. Never throws.
 * @returns what is in it, shared with nobody; undefined where it breaks a rule
 */
export function readMessageFrame(frame: Uint8Array): Uint8Array | undefined {
  try {
    const { bytes } = wire.Message.decode(frame)
    return bytes.byteLength > 0 && bytes.byteLength <= MAX_MESSAGE_BYTES ? copyBytes(bytes) : undefined
  } catch {
    return undefined
  }
}

export function answerFrame(answer: MessageAnswer): Uint8Array {
  return wire.MessageAnswer.encode({ outcome: ANSWERS.indexOf(answer) + 1 }).finish()
}

/** Reads a foreign frame. Never throws. @returns undefined where it breaks a rule */
export function readAnswerFrame(frame: Uint8Array): MessageAnswer | undefined {
  try {
    return ANSWERS[wire.MessageAnswer.decode(frame).outcome - 1] ?? 'refused'
  } catch {
    return undefined
  }
}
