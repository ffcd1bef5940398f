import type { Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { ContentResult } from '../../gateway/index.js'
import { checkHttpUrl } from '../arguments.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { download } from '../download.js'
import { CliError } from '../errors.js'
import { onInterrupt } from '../interrupt.js'
import { memberNames, type NameOf } from '../member-names.js'
import { formatBytes, formatDuration } from '../units.js'

const EXAMPLES = `
Without -o the content is kept in this node's cache only, for this machine and the group. -o FILE writes it to FILE too, which
appears, or is replaced, only when all of it is verified.

Examples:
  potluck get https://example.org/image.iso -o image.iso
  potluck get https://example.org/list.txt -o - | sort
  potluck get https://example.org/image.iso                  # so that it is here when it is wanted`

interface GetOptions {
  output?: string
  wait: boolean
}

export function addGet(program: Command): void {
  addGroupOption(addCommonOptions(program.command('get')))
    .argument('<url>', 'an http or https URL')
    .option('-o, --output <file>', 'where to save it; -: stdout')
    .option('--no-wait', 'wait for no member that downloads it: what nobody has is fetched by this node itself')
    .description('get a URL through the group, and say what came from where')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string, options: GetOptions, command: Command) => {
      const { node, group, output, quiet } = contextOf(command)
      if (options.output === '-' && output.json) {
        throw new CliError('USAGE', '--json and -o - both want stdout: choose one')
      }
      checkHttpUrl(url)
      const { signal, release } = onInterrupt()
      try {
        const result = await download({
          node: node(),
          query: { group, url, wait: options.wait ? undefined : 'false' },
          path: options.output,
          signal,
          quiet: quiet || output.json
        })
        // `-o` has it: but the group, and who asks again, get it over the uplink.
        if (!result.kept && !quiet)
          process.stderr.write(`potluck: not kept in the cache: ${result.notKeptBecause ?? 'no room'}\n`)
        if (options.output === '-') return
        const nameOf = await memberNames(node(), result.group)
        output.result(result, describe(result, options.output, nameOf))
      } finally {
        release()
      }
    })
}

function describe(result: ContentResult, path: string | undefined, nameOf: NameOf): string[] {
  const seconds = result.ms / 1000
  const rate = formatBytes(Math.round(result.bytes / Math.max(seconds, 0.001)))
  const { uplink, cache, members } = result.sources
  const sources = [
    ...(uplink > 0 ? [`${formatBytes(uplink)} over the uplink`] : []),
    ...Object.entries(members).map(([peer, bytes]) => `${formatBytes(bytes)} from ${nameOf(peer)}`),
    ...(cache > 0 ? [`${formatBytes(cache)} from the cache`] : [])
  ]
  const fetchedAtMs = result.fetchedFromOriginAtMs
  const age = fetchedAtMs === undefined ? '' : `, fetched ${formatDuration(systemClock.nowMs() - fetchedAtMs)} ago`
  const { stale = false, revalidated = false, ageMs = 0 } = result.freshness ?? {}
  const word = stale
    ? [`  stale: ${formatDuration(ageMs)} since its origin spoke of it, and now it does not answer`]
    : revalidated
      ? ['  its origin says that it is still the same']
      : []
  return [
    `${path ?? (result.kept ? 'kept in the cache (-o FILE saves it)' : 'not kept')}: ${formatBytes(result.bytes)} in ${seconds.toFixed(1)} s (${rate}/s)`,
    `  ${sources.join(', ') || 'empty'}${age}`,
    ...word,
    `  sha256 ${result.digest}`
  ]
}
