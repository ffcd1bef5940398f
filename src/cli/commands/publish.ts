import type { Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { BlobLocation } from '../../content/index.js'
import { checkHttpUrl } from '../arguments.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { openFileInput } from '../file-input.js'
import { onInterrupt } from '../interrupt.js'
import { showProgress } from '../progress.js'
import { formatBytes } from '../units.js'

const EXAMPLES = `
Examples:
  potluck publish image.iso                                  # others get it by its digest
  potluck publish image.iso --url https://example.org/image.iso`

export function addPublish(program: Command): void {
  addGroupOption(addCommonOptions(program.command('publish')))
    .argument('<file>', 'the file to give to the group')
    .option('--url <url>', 'the URL that this file is the content of; members see it')
    .option('--type <type>', 'its media type, for instance application/gzip')
    .description('give a file to the group')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: { url?: string; type?: string }, command: Command) => {
      const { node, group, output, quiet } = contextOf(command)
      if (options.url !== undefined) checkHttpUrl(options.url)
      const query = { group, url: options.url, contentType: options.type }
      const { signal, release } = onInterrupt()
      const progress = showProgress({
        terminal: process.stderr,
        env: process.env,
        clock: systemClock,
        quiet: quiet || output.json
      })
      const input = await openFileInput(file, (count) => progress.add(count))
      progress.expect(input.bytes)
      try {
        const sent = await node().upload('/v1/content', query, input.body, { signal })
        const location = sent as BlobLocation
        progress.end()
        output.result(location, [`published ${file}: ${formatBytes(location.bytes)}, sha256 ${location.digest}`])
      } catch (error) {
        throw input.readError() ?? error
      } finally {
        progress.end()
        release()
      }
    })
}
