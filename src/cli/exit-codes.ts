// What the command's exit code says (docs/operations.md). One place, so that every command and the last resort agree.
import { describeError } from '../gateway/index.js'

export const EXIT_FAILURE = 1
export const EXIT_USAGE = 2
/** A bug of ours: EX_SOFTWARE of sysexits.h, so that scripts tell it from what can be mended. */
export const EXIT_INTERNAL = 70
/** 128 + SIGINT, as shells say it. */
export const EXIT_INTERRUPTED = 130

/** The exit code of a command that ended with `error`. */
export function exitCodeOf(error: unknown): number {
  switch (describeError(error).code) {
    case 'USAGE':
      return EXIT_USAGE
    case 'INTERNAL':
      return EXIT_INTERNAL
    case 'INTERRUPTED':
      return EXIT_INTERRUPTED
    default:
      return EXIT_FAILURE
  }
}
