// Ctrl-C and `kill`: the first asks to stop in order, the second stops at once.
import { CliError } from './errors.js'

export interface Interrupt {
  /** Aborts on the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  /** Gives the signals back to the system. */
  release(): void
}

export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  const stop = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort(new CliError('INTERRUPTED', `stopped by ${name}`))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    }
  }
}
