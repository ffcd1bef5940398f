// What every command is given: the home folder, where to say things, and the options that all commands share.
import type { Command } from 'commander'
import { lineLogger, silentLogger, type Logger } from '../base/index.js'
import { homeFolder } from '../gateway/index.js'
import { createOutput, type Output } from './output.js'

export interface Context {
  readonly home: string
  /** As `--group` says: an id, the start of one, or a name. */
  readonly group: string | undefined
  readonly output: Output
  readonly logger: Logger
}

interface CommonOptions {
  home?: string
  json?: boolean
  verbose?: boolean
  group?: string
}

export function addCommonOptions(command: Command): Command {
  return command
    .option('--home <dir>', "this machine's Potluck folder (also POTLUCK_HOME; default ~/.potluck)")
    .option('--json', 'print one JSON object on the last line of stdout')
    .option('--verbose', 'say more on stderr, stack traces included')
}

export function addGroupOption(command: Command): Command {
  return command.option('--group <group>', 'which group, by name or id, where there are several')
}

export function contextOf(command: Command): Context {
  const options = command.optsWithGlobals<CommonOptions>()
  const logger = options.verbose === true ? lineLogger((line) => process.stderr.write(`${line}\n`)) : silentLogger
  return {
    home: homeFolder(options.home, process.env),
    group: options.group,
    output: createOutput(options.json === true),
    logger
  }
}
