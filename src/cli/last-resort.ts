// What no command handles: a broken pipe, a full disk behind stdout, a bug. One coded line, never a stack trace.
import { blameService, describeError, GatewayError, systemWords } from '../gateway/index.js'
import { CliError } from './errors.js'
import { EXIT_FAILURE, EXIT_INTERNAL } from './exit-codes.js'
import { printError } from './output.js'

/** For the whole process, before anything is run in it. */
export function installLastResort(verbose: boolean): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads us may stop reading, as `head` does: nobody is left to tell. A full disk is said.
    if (error.code !== 'EPIPE') {
      const reason = systemWords(error.message)
      const said = new CliError('CANNOT_WRITE', `cannot write to stdout: ${reason}`, { cause: error })
      printError(said, { json: false, verbose })
    }
    process.exit(EXIT_FAILURE)
  })
  process.stderr.on('error', () => process.exit(EXIT_FAILURE))
  // What is left of a node's run is in order after the next start, as after `kill -9`.
  const stop = (cause: unknown): void => {
    const { code, message } = describeError(cause)
    const named = code === 'INTERNAL' ? message : `${message} [${code}]`
    printError(new GatewayError('INTERNAL', named, { cause }), { json: process.argv.includes('--json'), verbose })
    process.exit(EXIT_INTERNAL)
  }
  const stopUnlessForeign = (cause: unknown): void => {
    if (!blameService(cause)) stop(cause)
  }
  process.on('uncaughtException', stopUnlessForeign)
  process.on('unhandledRejection', stopUnlessForeign)
}
