// What every command is given: the home folder, where to say things, and the options that all commands share.
import type { Command } from 'commander'
import { lineLogger, silentLogger, type Logger } from '../base/index.js'
import { createControlClient, homeFolder, type ControlClient } from '../gateway/index.js'
import { createOutput, type Output } from './output.js'

export interface Context {
  readonly home: string
  /** As `--group` says: an id, the start of one, or a name. */
  readonly group: string | undefined
  readonly output: Output
  readonly logger: Logger
  /** Say nothing but errors and what a program reads. */
  readonly quiet: boolean
  /** The node that runs in the home. @throws {GatewayError} `HOME_PATH_TOO_LONG` */
  node(): ControlClient
}

interface CommonOptions {
  home?: string
  json?: boolean
  verbose?: boolean
  quiet?: boolean
  group?: string
}

export function addCommonOptions(command: Command): Command {
  return command
    .option('--home <dir>', "this machine's Potluck folder (also POTLUCK_HOME; default ~/.potluck)")
    .option('--json', 'print one JSON object on the last line of stdout')
    .option('--quiet', 'no progress and no words: only errors, what -o - or --json print, and what is shown just once')
    .option('--verbose', 'say on stderr what is done, and where an error comes from')
}

export function addGroupOption(command: Command): Command {
  return command.option('--group <group>', 'which group, by name or id, where there are several')
}

export function contextOf(command: Command): Context {
  const options = command.optsWithGlobals<CommonOptions>()
  const logger = options.verbose === true ? lineLogger((line) => process.stderr.write(`${line}\n`)) : silentLogger
  const home = homeFolder(options.home, process.env)
  const quiet = options.quiet === true
  return {
    home,
    group: options.group,
    output: createOutput({ json: options.json === true, quiet }),
    logger,
    quiet,
    node: () => createControlClient(home, logger)
  }
}
