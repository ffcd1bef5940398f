// What administrators set for all members of a group.
import type { Command } from 'commander'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { findGroup } from '../find-group.js'

interface Answer {
  name: string
  properties: { [name: string]: string | number | boolean }
  conflicts: { name: string; value: string | number | boolean | null; author: string }[]
}

export function addProperties(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('properties')))
    .argument('[set]', '`set`, to change some: needs an administrator')
    .argument('[assignments...]', 'NAME=VALUE; NAME= is the default again')
    .description('what administrators set for all members: asks the running node')
    .addHelpText(
      'after',
      '\nProperties: friendlyName, comment, presenceLifetimeMs (60000 to 600000), deferExpiration (true or false).' +
        '\n\nExamples:\n  potluck group properties\n  potluck group properties set friendlyName=Bakery presenceLifetimeMs=300000'
    )
    .action(async (verb: string | undefined, assignments: string[], _options: unknown, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const changes = verb === undefined ? undefined : parseChanges(verb, assignments)
      const { id } = await findGroup(home, group)
      const path = `/v1/groups/${id}/properties`
      const answer = (await (changes === undefined ? node().get(path) : node().post(path, {}, changes))) as Answer
      output.result(answer, [
        ...Object.entries(answer.properties).map(([name, value]) => `${name}=${value}`),
        ...answer.conflicts.map(({ name, value, author }) => {
          return `conflict: ${author} set ${name}=${value ?? ''} at the same time; set it to decide`
        })
      ])
    })
}

/** @throws {CliError} `USAGE` */
function parseChanges(verb: string, assignments: readonly string[]): { [name: string]: unknown } {
  if (verb !== 'set') throw new CliError('USAGE', `"${verb}" is nothing to do with properties: write set NAME=VALUE`)
  return parseAssignments(assignments, valueOf)
}

/** `NAME=VALUE`, by name. @throws {CliError} `USAGE` */
export function parseAssignments<Value>(
  assignments: readonly string[],
  valueOf: (name: string, text: string) => Value
): { [name: string]: Value } {
  if (assignments.length === 0) throw new CliError('USAGE', 'say what to set: NAME=VALUE')
  return Object.fromEntries(
    assignments.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw new CliError('USAGE', `"${text}" is no assignment: write NAME=VALUE`)
      const [name, value] = [text.slice(0, at), text.slice(at + 1)]
      return [name, valueOf(name, value)]
    })
  )
}

/** The node judges it further. */
function valueOf(name: string, value: string): string | number | boolean | null {
  if (value === '') return null
  if (name === 'deferExpiration' && (value === 'true' || value === 'false')) return value === 'true'
  return name === 'presenceLifetimeMs' && /^\d{1,15}$/.test(value) ? Number(value) : value
}
