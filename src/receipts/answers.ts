// What a backend answered to which upload, so that a repeat is answered alike and not handled again.
import { MAX_ANSWER_BYTES_IN_MEMORY, MAX_ANSWERS_IN_MEMORY } from './defaults.js'

/** An answer to an upload, before its receipt is added. */
export interface BackendAnswer {
  status: number
  headers: readonly (readonly [name: string, value: string])[]
  /** At most 256 KiB. */
  body: Uint8Array
}

/** Where answers are remembered, by {@link ReceivedUpload.id}. What it rejects with is answered with 500, unremembered. */
export interface AnswerStore {
  get(id: string): Promise<BackendAnswer | undefined>
  /** Resolves when `get` will find it, also after a crash where the store outlasts one. */
  put(id: string, answer: BackendAnswer): Promise<void>
}

/** Remembers in memory, the newest 10,000 answers and 64 MiB: after a restart uploads that come again are handled again. */
export function memoryAnswers(): AnswerStore {
  const answers = new Map<string, BackendAnswer>()
  let bytes = 0
  const forget = (id: string): void => {
    bytes -= answers.get(id)?.body.byteLength ?? 0
    answers.delete(id)
  }
  return {
    get: async (id) => answers.get(id),
    put: async (id, answer) => {
      forget(id)
      answers.set(id, answer)
      bytes += answer.body.byteLength
      for (const oldest of answers.keys()) {
        if (answers.size <= MAX_ANSWERS_IN_MEMORY && bytes <= MAX_ANSWER_BYTES_IN_MEMORY) break
        forget(oldest)
      }
    }
  }
}
