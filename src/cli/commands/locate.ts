import type { Command } from 'commander'
import type { ContentLocation } from '../../content/index.js'
import { checkQuery } from '../arguments.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { formatBytes } from '../units.js'

const EXAMPLES = `
Examples:
  potluck locate https://example.org/image.iso
  potluck locate 3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b`

interface Located {
  results: { query: { url?: string; digest?: string }; locations: ContentLocation[] }[]
}

export function addLocate(program: Command): void {
  addGroupOption(addCommonOptions(program.command('locate')))
    .argument('<url|digest...>', 'URLs, or SHA-256 digests in hex')
    .description('who holds what, from the records here: answers offline and at once')
    .addHelpText('after', EXAMPLES)
    .action(async (asked: string[], _options: unknown, command: Command) => {
      const { node, group, output } = contextOf(command)
      const queries = asked.map(checkQuery)
      const found = (await node().get('/v1/locations', {
        group,
        url: queries.flatMap((query) => ('url' in query ? [query.url] : [])),
        digest: queries.flatMap((query) => ('digest' in query ? [query.digest] : []))
      })) as Located
      output.result(found, found.results.flatMap(describe))
    })
}

function describe({ query, locations }: Located['results'][number]): string[] {
  const name = query.url ?? query.digest ?? ''
  if (locations.length === 0) {
    const hint = query.url === undefined ? '' : ': `potluck need` asks who has it all the same'
    return [`${name}: nobody here holds it${hint}`]
  }
  return [
    `${name}:`,
    ...locations.map(
      (one) =>
        `  ${one.holder}${one.self ? ' (this node)' : ''}  ${amount(one)}  ` +
        `${one.present ? 'present' : 'away'}  ${one.digest === undefined ? 'downloads it' : `sha256 ${one.digest}`}`
    )
  ]
}

function amount({ bytes, heldBytes, complete }: ContentLocation): string {
  const held = formatBytes(heldBytes)
  return complete ? held : `${held} of ${bytes === undefined ? 'unknown' : formatBytes(bytes)}`
}
