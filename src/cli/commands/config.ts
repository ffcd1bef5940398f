// `config show`: every setting, and who set it.
import type { Command } from 'commander'
import { loadConfigWithOrigins, shownSettings, type ShownSetting } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { askRunningNode } from '../home-node.js'
import { shortPeer } from '../units.js'

const EXAMPLES = `
Where a node runs: what it started with; below that, what its groups' settings add now, and what would be different after a start
from here. Where none runs: what
\`potluck up\` would take here and now, from config.yaml in the home folder, then POTLUCK_… variables. Passwords, as of a
proxy, are not shown.

Examples:
  potluck config show
  potluck config show --origin
  potluck config show --json | jq '.settings[] | select(.origin.kind != "default")'`

export function addConfig(program: Command): void {
  const config = program.command('config').description('look at the settings')
  addCommonOptions(config.command('show'))
    .option('--origin', 'say who set each: the default, config.yaml, a variable, a group')
    .description('every setting and its value')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { origin?: boolean }, command: Command) => {
      const { home, output } = contextOf(command)
      const withOrigin = options.origin === true
      const node = (await askRunningNode(home, (running) => running.get('/v1/settings'))) as Settings | undefined
      const fresh = await shownSettings(await loadConfigWithOrigins({ home, env: process.env }))
      if (node === undefined) {
        return output.result({ home, running: false, settings: fresh }, describeSettings(fresh, withOrigin))
      }
      const { settings, effective } = node
      const changed = fresh.filter((one) => !settings.some((had) => isSame(had, one)))
      output.result({ home, running: true, settings, effective, afterRestart: changed }, [
        ...describeSettings(settings, withOrigin),
        ...effective.flatMap(({ name, settings: added }) => {
          return added.length === 0
            ? []
            : ['', `besides, for the group ${name}:`, ...describeSettings(added, withOrigin)]
        }),
        ...(changed.length === 0 ? [] : ['', 'after a start from here:', ...describeSettings(changed, withOrigin)])
      ])
    })
}

interface Settings {
  settings: ShownSetting[]
  effective: { group: string; name: string; settings: ShownSetting[] }[]
}

function isSame(a: ShownSetting, b: ShownSetting): boolean {
  return a.key === b.key && JSON.stringify(a.value) === JSON.stringify(b.value)
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

function describeValue(value: ShownSetting['value']): string {
  const text = typeof value === 'object' ? value.join(', ') : String(value)
  return text === '' ? 'none' : text
}

function describeOrigin(origin: ShownSetting['origin']): string {
  if ('where' in origin) return origin.where
  if (origin.kind === 'group') return `the group ${origin.group.slice(0, 8)}, by ${shortPeer(origin.by)}`
  return origin.kind === 'flag' ? 'the command line' : 'default'
}
