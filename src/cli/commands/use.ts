// `use`: has other programs ask the gateway, and takes that back.
import { Argument, InvalidArgumentError, type Command } from 'commander'
import { DEFAULT_GATEWAY_PORT, GATEWAY_HOST } from '../../gateway/index.js'
import { addCommonOptions, contextOf, type Context } from '../context.js'
import { CliError } from '../errors.js'
import { askReady, gatewayPort } from '../gateway-address.js'
import { PROGRAMS, settingsOf, type ProgramName, type ProgramSettings } from '../use/program-settings.js'
import { stateOf, undoSettings, writeSettings, type SettingsFile } from '../use/settings-file.js'

const EXAMPLES = `
Without an option it prints the settings, for you to put where you want them. --write puts them where the program looks:
between two marks, below what others wrote, and twice changes nothing. --undo removes what stands between the marks.

apt asks a small script before it contacts a host; curl gets a function of the shell: both go to the node while it is ready,
and straight while it is not. Only what comes over http is shared.

Examples:
  potluck use curl
  potluck use curl --write && . ~/.bashrc
  potluck use curl --curlrc --write          # scripts too; then curl fails while the node does not run
  sudo potluck use apt --write --home ~/.potluck
  potluck use apt --check
  sudo potluck use apt --undo`

interface UseOptions {
  write?: boolean
  undo?: boolean
  check?: boolean
  file?: string
  curlrc?: boolean
  port?: number
}

export function addUse(program: Command): void {
  addCommonOptions(program.command('use'))
    .addArgument(new Argument('<program>', 'what should ask the node').choices(PROGRAMS))
    .option('--write', 'write the settings')
    .option('--undo', 'remove what --write wrote')
    .option('--check', 'say whether the settings are there and the node is ready')
    .option('--file <path>', 'another file than the usual one')
    .option('--curlrc', 'curl: for every curl of this user, without a way past a node that is down')
    .option('--port <port>', "the gateway's port (default: the running node's, else ports.gateway)", parsePort)
    .description("the settings that have curl or apt ask this machine's node")
    .addHelpText('after', EXAMPLES)
    .action(async (name: ProgramName, options: UseOptions, command: Command) => {
      const asked = [options.write, options.undo, options.check].filter((one) => one === true)
      if (asked.length > 1) throw new CliError('USAGE', 'choose one of --write, --undo and --check')
      if (options.curlrc === true && name !== 'curl') throw new CliError('USAGE', '--curlrc is for curl')
      const context = contextOf(command)
      // The marks are the same whatever the port: what is wrong with settings keeps nobody from taking ours back.
      const port = options.port ?? (options.undo === true ? DEFAULT_GATEWAY_PORT : await gatewayPort(context.home))
      const init = { port, file: options.file, curlrc: options.curlrc === true, env: process.env }
      const use = { name, port, settings: settingsOf(name, init), context }
      if (options.write === true) await write(use)
      else if (options.undo === true) await undo(use)
      else if (options.check === true) await check(use)
      else print(use)
    })
}

interface Use {
  readonly name: ProgramName
  readonly port: number
  readonly settings: ProgramSettings
  readonly context: Context
}

function print({ name, port, settings, context }: Use): void {
  const { files, notes } = settings
  const several = files.length > 1
  const lines = files.flatMap((file) => [...(several ? [`# ${file.path}`] : []), textOf(file).trimEnd()])
  const comments = notes.map((note) => `# ${note}`)
  const shown = files.map((file) => ({ path: file.path, text: textOf(file) }))
  context.output.result({ program: name, gateway: urlOf(port), files: shown }, [...lines, ...comments])
}

async function write({ name, port, settings, context }: Use): Promise<void> {
  const changed: string[] = []
  for (const file of settings.files) if (await writeSettings(file)) changed.push(file.path)
  const readiness = await askReady(port)
  const files = settings.files.map(({ path }) => path)
  context.output.result({ program: name, gateway: urlOf(port), files, changed, ready: readiness.ready }, [
    ...files.map((path) => (changed.includes(path) ? `wrote ${path}` : `${path} says so already`)),
    ...settings.notes,
    ...(readiness.ready
      ? []
      : [`The node is not ready at ${urlOf(port)} yet: ${readiness.reason}. Next: \`potluck up\``])
  ])
}

async function undo({ name, settings, context }: Use): Promise<void> {
  const changed: string[] = []
  // What names a script goes before the script.
  for (const file of [...settings.files].reverse()) if (await undoSettings(file)) changed.push(file.path)
  const lines = changed.map((path) => `removed from ${path} what Potluck wrote`)
  const nothing = `nothing of Potluck stands in ${settings.files.map(({ path }) => path).join(' or ')}`
  context.output.result({ program: name, changed }, lines.length === 0 ? [nothing] : lines)
}

/** @throws {CliError} `NOT_IN_USE`, `GATEWAY_NOT_READY` */
async function check({ name, port, settings, context }: Use): Promise<void> {
  for (const file of settings.files) {
    const state = await stateOf(file)
    const how = `run \`potluck use ${name} --write\``
    if (state === 'missing')
      throw new CliError('NOT_IN_USE', `${name} does not ask the node: ${file.path} says nothing of it; ${how}`)
    if (state === 'changed') {
      throw new CliError('NOT_IN_USE', `${name} does not ask ${urlOf(port)}: ${file.path} says otherwise; ${how}`)
    }
  }
  const readiness = await askReady(port)
  if (!readiness.ready) {
    throw new CliError(
      'GATEWAY_NOT_READY',
      `the node is not ready at ${urlOf(port)}: ${readiness.reason}; run \`potluck up\``
    )
  }
  const files = settings.files.map(({ path }) => path)
  context.output.result({ program: name, gateway: urlOf(port), files, ready: true }, [
    `${name} asks ${urlOf(port)}, which is ready`,
    ...files.map((path) => `  as ${path} says`)
  ])
}

function textOf(file: SettingsFile): string {
  return 'block' in file ? file.block.body : file.script
}

function urlOf(port: number): string {
  return `http://${GATEWAY_HOST}:${port}`
}

function parsePort(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new InvalidArgumentError('It must be a port: 1 to 65535.')
}
