// The command line: its commands, its usage errors. Exit codes: exit-codes.ts.
import { Command, CommanderError } from 'commander'
import { packageVersion } from '../base/index.js'
import { addBlackList } from './commands/black-list.js'
import { addCache } from './commands/cache.js'
import { addConfig } from './commands/config.js'
import { addDemo } from './commands/demo.js'
import { addDoctor } from './commands/doctor.js'
import { addElection } from './commands/election.js'
import { addExplain } from './commands/explain.js'
import { addGet } from './commands/get.js'
import { addGroup } from './commands/group.js'
import { addIdentity } from './commands/identity.js'
import { addInit } from './commands/init.js'
import { addInvite } from './commands/invite.js'
import { addJoin } from './commands/join.js'
import { addKnock } from './commands/knock.js'
import { addKnocks } from './commands/knocks.js'
import { addLocate } from './commands/locate.js'
import { addNeed } from './commands/need.js'
import { addPage } from './commands/page.js'
import { addPublish } from './commands/publish.js'
import { addRecover } from './commands/recover.js'
import { addRecords } from './commands/records.js'
import { addServices } from './commands/services.js'
import { addStats } from './commands/stats.js'
import { addStatus } from './commands/status.js'
import { addToken } from './commands/token.js'
import { addUp } from './commands/up.js'
import { addUpload } from './commands/upload.js'
import { addUploads } from './commands/uploads.js'
import { addUse } from './commands/use.js'
import { addWatch } from './commands/watch.js'
import { addCommonOptions, contextOf } from './context.js'
import { CliError } from './errors.js'
import { EXIT_USAGE, exitCodeOf } from './exit-codes.js'
import { printError } from './output.js'

/** Runs one command line. @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  const options = { json: args.includes('--json'), verbose: args.includes('--verbose') }
  try {
    await createProgram().parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? 0) // A command that ran, but did not show what it should, has set it.
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0 // --help, --version
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT_USAGE // the help was printed
    const shown = error instanceof CommanderError ? usageError(error) : error
    printError(shown, options)
    return exitCodeOf(shown)
  }
}

function createProgram(): Command {
  const program = new Command('potluck')
    .description('The machines of one place share what they download: each file crosses the uplink once.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      'after',
      '\nStart with:\n  potluck demo\n  potluck init --name NAME && potluck group create GROUP && potluck up'
    )
  addCommonOptions(program)
  program.hook('preAction', (_program, command) => {
    refuseEmpty(command)
    contextOf(command).logger(`potluck ${packageVersion()}, Node ${process.version}, command ${command.name()}`)
  })
  for (const add of [
    addDemo,
    addInit,
    addIdentity,
    addGroup,
    addUp,
    addInvite,
    addJoin,
    addRecover,
    addKnock,
    addKnocks,
    addGet,
    addLocate,
    addNeed,
    addExplain,
    addPublish,
    addUpload,
    addUploads,
    addBlackList,
    addElection,
    addStatus,
    addConfig,
    addUse,
    addDoctor,
    addPage,
    addToken,
    addServices,
    addStats,
    addCache,
    addRecords,
    addWatch
  ]) {
    add(program)
  }
  return program
}

/** An empty argument is most often a shell variable that is not set: nothing good can be meant by it. */
function refuseEmpty(command: Command): void {
  const empty = command.args.findIndex((argument) => argument === '')
  if (empty >= 0) {
    const { registeredArguments: named } = command
    throw new CliError('USAGE', `<${(named[empty] ?? named.at(-1))?.name()}> is empty; see --help`)
  }
  for (const [name, value] of Object.entries(command.optsWithGlobals())) {
    const option = command.options.find((one) => one.attributeName() === name)
    if (value === '') throw new CliError('USAGE', `${option?.long ?? name} is empty; see --help`)
  }
}

function usageError(error: CommanderError): CliError {
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\s+\(Did you mean ([^)]+)\)$/, ': did you mean $1')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
  return new CliError('USAGE', `${message}; see --help`, { cause: error })
}
