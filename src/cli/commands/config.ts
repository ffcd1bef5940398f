// `config show`: every setting, and who set it.
import type { Command } from 'commander'
import { loadConfigWithOrigins, shownSettings, type ShownSetting } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'

const EXAMPLES = `
What \`potluck up\` would take here and now: config.yaml in the home folder, then POTLUCK_… variables of this shell. A node
that runs has what it read when it started, and its flags. Passwords, as of a proxy, are not shown.

Examples:
  potluck config show
  potluck config show --origin
  potluck config show --json | jq '.settings[] | select(.origin.kind != "default")'`

export function addConfig(program: Command): void {
  const config = program.command('config').description('look at the settings')
  addCommonOptions(config.command('show'))
    .option('--origin', 'say who set each: the default, config.yaml, a variable')
    .description('every setting and its value')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { origin?: boolean }, command: Command) => {
      const { home, output } = contextOf(command)
      const settings = shownSettings(await loadConfigWithOrigins({ home, env: process.env }))
      output.result({ home, settings }, describeSettings(settings, options.origin === true))
    })
}

/** One line each, in columns. */
export function describeSettings(settings: readonly ShownSetting[], withOrigin: boolean): string[] {
  const rows = settings.map(({ key, value, origin }) => [key, describeValue(value), describeOrigin(origin)] as const)
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length))
  const [keyWidth, valueWidth] = [width(0), width(1)]
  return rows.map(([key, value, origin]) =>
    withOrigin ? `${key.padEnd(keyWidth)}  ${value.padEnd(valueWidth)}  ${origin}` : `${key.padEnd(keyWidth)}  ${value}`
  )
}

function describeValue(value: unknown): string {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'none'
  return Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)
}

function describeOrigin(origin: ShownSetting['origin']): string {
  if ('where' in origin) return origin.where
  return origin.kind === 'flag' ? 'the command line' : 'default'
}
