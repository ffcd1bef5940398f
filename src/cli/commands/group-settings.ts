// What administrators have every machine of a group do.
import type { Command } from 'commander'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { findGroup } from '../find-group.js'
import { shortPeer } from '../units.js'
import { parseAssignments } from './group-properties.js'

type Value = string | readonly string[]

interface Answer {
  name: string
  settings: { [name: string]: Value }
  setBy: { [name: string]: string }
  conflicts: { name: string; value: Value | null; author: string }[]
}

const HELP = `
Settings: allowPrivateOrigins (networks such as 10.0.0.0/8 or 10.0.0.0/8:8080), neverShare and doNotName (URLs: host, *.host, either with
/path or /path*), knock (on or off). Lists are written with commas, and set whole. This machine's own configuration can be stricter.

Examples:
  potluck group settings
  potluck group settings set allowPrivateOrigins=192.168.7.0/24:8080 'neverShare=*.payroll.example,intranet.example/hr/*'
  potluck group settings unset neverShare`

export function addGroupSettings(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('settings')))
    .argument('[verb]', '`set` or `unset`, to change some: needs an administrator')
    .argument('[assignments...]', 'NAME=VALUE to set, NAME to have the default again')
    .description('what administrators have every machine of the group do: asks the running node')
    .addHelpText('after', HELP)
    .action(async (verb: string | undefined, assignments: string[], _options: unknown, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const changes = verb === undefined ? undefined : parseChanges(verb, assignments)
      const { id } = await findGroup(home, group)
      const path = `/v1/groups/${id}/settings`
      const answer = (await (changes === undefined ? node().get(path) : node().post(path, {}, changes))) as Answer
      const width = Math.max(...Object.keys(answer.settings).map((name) => name.length))
      output.result(answer, [
        ...Object.entries(answer.settings).map(([name, value]) => {
          const by = answer.setBy[name]
          return `${name.padEnd(width)}  ${shown(value)}${by === undefined ? '' : `  set by ${shortPeer(by)}`}`
        }),
        ...answer.conflicts.map(({ name, value, author }) => {
          return `conflict: ${author} set ${name}=${value === null ? '' : String(value)} at the same time; set it to decide`
        })
      ])
    })
}

function shown(value: Value): string {
  const text = typeof value === 'string' ? value : value.join(', ')
  return text === '' ? 'none' : text
}

/** @throws {CliError} `USAGE` */
function parseChanges(verb: string, assignments: readonly string[]): { [name: string]: Value | null } {
  if (verb === 'set') return parseAssignments(assignments, valueOf)
  if (verb !== 'unset') throw new CliError('USAGE', `"${verb}" is nothing to do with settings: write set NAME=VALUE`)
  if (assignments.length === 0) throw new CliError('USAGE', 'say what to unset: NAME')
  return Object.fromEntries(assignments.map((name) => [name, null]))
}

/** The node judges it further. */
function valueOf(name: string, text: string): Value | null {
  if (text === '') return null
  return name === 'knock' ? text : text.split(',').map((part) => part.trim())
}
