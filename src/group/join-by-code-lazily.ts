// What other rooms call to come in with a code.
import { parseCodeText } from './code.js'
import type { joinByCode as join } from './join-by-code.js'
export type { JoinByCodeInit } from './join-by-code.js'

/** See join-by-code.ts, which loads libp2p, so only when it is called, and with something that is a code. */
export const joinByCode: typeof join = async (home, text, init) => {
  parseCodeText(text)
  const room = await import('./join-by-code.js')
  return room.joinByCode(home, text, init)
}
