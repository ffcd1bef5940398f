import type { Command } from 'commander'
import { createControlClient, type ContentResult } from '../../gateway/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { FileOutput, type ContentOutput } from '../file-output.js'
import { showProgress } from '../progress.js'
import { onInterrupt } from '../interrupt.js'
import { formatBytes, shortPeer } from '../units.js'

const EXAMPLES = `
Without -o the content is kept in this node's cache only, for this machine and the group. -o FILE writes it to FILE too, which
appears, or is replaced, only when all of it is verified.

Examples:
  potluck get https://example.org/image.iso -o image.iso
  potluck get https://example.org/list.txt -o - | sort
  potluck get https://example.org/image.iso                  # so that it is here when it is wanted`

interface GetOptions {
  output?: string
}

export function addGet(program: Command): void {
  addGroupOption(addCommonOptions(program.command('get')))
    .argument('<url>', 'an http or https URL')
    .option('-o, --output <file>', 'where to save it; -: stdout')
    .description('get a URL through the group, and say what came from where')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string, options: GetOptions, command: Command) => {
      const { home, group, output } = contextOf(command)
      if (options.output === '-' && output.json) {
        throw new CliError('USAGE', '--json and -o - both want stdout: choose one')
      }
      if (!URL.canParse(url) || !/^https?:/.test(url))
        throw new CliError('USAGE', `"${url}" is not an http or https URL`)
      const { signal, release } = onInterrupt()
      try {
        const result = await download({ home, query: { group, url }, path: options.output, signal, quiet: output.json })
        if (options.output !== '-') output.result(result, describe(result, options.output))
      } finally {
        release()
      }
    })
}

interface Download {
  home: string
  query: { group: string | undefined; url: string }
  /** `-`: stdout; undefined: nowhere. */
  path: string | undefined
  signal: AbortSignal
  quiet: boolean
}

async function download({ home, query, path, signal, quiet }: Download): Promise<ContentResult> {
  const node = createControlClient(home)
  const content = await node.content(query, { signal })
  const progress = showProgress(node, content, quiet || path === '-')
  let file: ContentOutput | undefined
  try {
    file = await FileOutput.open(path)
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
    `${path ?? 'kept in the cache (-o FILE saves it)'}: ${formatBytes(result.bytes)} in ${seconds.toFixed(1)} s (${rate}/s)`,
    `  ${sources.join(', ') || 'empty'}`,
    `  sha256 ${result.digest}`
  ]
}
