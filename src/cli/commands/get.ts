import type { Command } from 'commander'
import { createControlClient, type ContentResult } from '../../gateway/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { FileOutput, nameFromUrl, type ContentOutput } from '../file-output.js'
import { showProgress } from '../progress.js'
import { onInterrupt } from '../interrupt.js'
import { formatBytes, shortPeer } from '../units.js'

const EXAMPLES = `
Without -o the file is saved in the current folder under the last part of the URL's path, as wget does, and an existing
file is not replaced unless --force is given. -o FILE replaces FILE. FILE appears only when all of it is verified.

Examples:
  potluck get https://example.org/image.iso
  potluck get https://example.org/image.iso -o /srv/image.iso
  potluck get https://example.org/list.txt -o - | sort
  potluck get https://example.org/image.iso --no-output      # only into the group's cache`

interface GetOptions {
  /** false: `--no-output`. */
  output?: string | false
  force?: boolean
}

export function addGet(program: Command): void {
  addGroupOption(addCommonOptions(program.command('get')))
    .argument('<url>', 'an http or https URL')
    .option('-o, --output <file>', 'where to save it; -: stdout')
    .option('--no-output', 'save it nowhere: it is kept in the cache of this node')
    .option('--force', 'replace an existing file')
    .description('get a URL through the group, and say what came from where')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string, options: GetOptions, command: Command) => {
      const { home, group, output } = contextOf(command)
      if (options.output === '-' && output.json) {
        throw new CliError('USAGE', '--json and -o - both want stdout: choose one')
      }
      if (!URL.canParse(url) || !/^https?:/.test(url))
        throw new CliError('USAGE', `"${url}" is not an http or https URL`)
      const target = chooseTarget(url, options)
      if (target.path !== undefined && !target.replace) await FileOutput.refuseExisting(target.path)
      const { signal, release } = onInterrupt()
      try {
        const result = await download({ home, query: { group, url }, target, signal, quiet: output.json })
        if (target.path !== '-') output.result(result, describe(result, target.path))
      } finally {
        release()
      }
    })
}

interface Target {
  /** `-`: stdout; undefined: nowhere. */
  path: string | undefined
  replace: boolean
}

function chooseTarget(url: string, { output, force = false }: GetOptions): Target {
  if (output === false) return { path: undefined, replace: false }
  if (typeof output === 'string') return { path: output, replace: true }
  return { path: nameFromUrl(url), replace: force }
}

interface Download {
  home: string
  query: { group: string | undefined; url: string }
  target: Target
  signal: AbortSignal
  quiet: boolean
}

async function download({ home, query, target, signal, quiet }: Download): Promise<ContentResult> {
  const node = createControlClient(home)
  const content = await node.content(query, { signal })
  const progress = showProgress(node, content, quiet || target.path === '-')
  let file: ContentOutput | undefined
  try {
    file = await FileOutput.open(target.path)
    for await (const chunk of content.body as AsyncIterable<Buffer>) {
      progress.add(chunk.length)
      await file.write(chunk)
    }
    const result = await content.result()
    await file.finish()
    return result
  } catch (error) {
    content.body.destroy()
    await file?.discard()
    if (signal.aborted) throw signal.reason
    if (content.body.errored === null) throw error
    await content.result() // Says why the node cut the body.
    throw error
  } finally {
    progress.end()
  }
}

function describe(result: ContentResult, path: string | undefined): string[] {
  const seconds = result.ms / 1000
  const rate = formatBytes(Math.round(result.bytes / Math.max(seconds, 0.001)))
  const { uplink, cache, members } = result.sources
  const sources = [
    ...(uplink > 0 ? [`${formatBytes(uplink)} over the uplink`] : []),
    ...Object.entries(members).map(([peer, bytes]) => `${formatBytes(bytes)} from ${shortPeer(peer)}`),
    ...(cache > 0 ? [`${formatBytes(cache)} was here`] : [])
  ]
  return [
    `${path ?? 'kept in the cache'}: ${formatBytes(result.bytes)} in ${seconds.toFixed(1)} s (${rate}/s)`,
    `  ${sources.join(', ') || 'empty'}`,
    `  sha256 ${result.digest}`
  ]
}
