// What went wrong, in words that say what to do. Codes are the gateway's (docs/operations.md); the code stands beside the
// words, so that it can be looked up and asked about.

/** Something that did not work, with the gateway's code. */
export class Problem extends Error {
  override readonly name = 'Problem'
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status; 0 where nobody answered. */
    readonly status = 0
  ) {
    super(message)
  }
}

export const WORDS = {
  NOT_ANSWERING: 'The node on this machine does not answer. Is “potluck up” running?',
  UNAUTHENTICATED: 'This page may no longer talk to the node. Run “potluck page” and open the address it prints.',
  NO_GROUP: 'This machine is in no group yet. Run “potluck group create NAME”, or “potluck join” with an invitation.',
  BAD_URL: 'This is not an address that can be fetched. It must start with http:// or https://.',
  PRIVATE_URL: 'This address carries a user name or password, so it is not shared with the group.',
  ORIGIN_REFUSED: 'This address lies in a private network that the settings do not allow.',
  ORIGIN_STATUS: 'The server on the Internet refused.',
  ORIGIN_UNREACHABLE: 'The server on the Internet could not be reached.',
  ORIGIN_BROKEN: 'The server on the Internet stopped in the middle.',
  MEMBER_UNREACHABLE: 'The member that has it could not be reached.',
  MEMBER_BROKE: 'The member that has it stopped in the middle.',
  NO_UPLINK: 'Nobody in the group can reach the Internet now.',
  NO_CARRIER: 'This machine has no way to the Internet, and nobody in the group carries connections for it.',
  NOT_HELD: 'Nobody present has this any more.',
  NOT_ADMINISTRATOR: 'Only an administrator of the group can do this.',
  MAY_NOT_REMOVE: 'An administrator is removed by one nearer to the root, or with the recovery phrase.',
  LAST_ADMINISTRATOR: 'This is the last administrator: make another one first.',
  NOT_SYNCHRONISED: 'This machine has not heard from the others yet. Try again in a moment.',
  NOT_A_PEER: 'This is no member of the group any more.',
  NO_SUCH_KNOCK: 'This machine does not knock any more.',
  TOO_MANY_CODES: 'There are too many codes that still work. Revoke one first.',
  BUSY: 'The node has too much to do just now. Try again in a moment.',
  DISK: 'The disk of this machine takes nothing more.',
  INTERNAL: 'Something went wrong inside Potluck.'
}

/** Plain words first; what the node said, where that says more; the code last. */
export interface ProblemWords {
  readonly text: string
  readonly detail: string | undefined
  readonly code: string
}

export function wordsFor(error: unknown): ProblemWords {
  const { code, message } = error instanceof Problem ? error : { code: 'INTERNAL', message: String(error) }
  const text = Object.hasOwn(WORDS, code) ? WORDS[code as keyof typeof WORDS] : undefined
  if (text === undefined) return { text: sentence(message), detail: undefined, code }
  return { text, detail: message === '' || code === 'NOT_ANSWERING' ? undefined : sentence(message), code }
}

/** In one line, for a live region. */
export function lineFor(error: unknown): string {
  const { text, code } = wordsFor(error)
  return `${text} (${code})`
}

function sentence(message: string): string {
  const text = message.trim()
  if (text === '') return 'No reason was given.'
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`
}
