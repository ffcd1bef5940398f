import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { ContentLocation } from '../../content/index.js'
import { createControlClient } from '../../gateway/index.js'
import { checkHttpUrl } from '../arguments.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { onInterrupt } from '../interrupt.js'
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
      const { home, group, output } = contextOf(command)
      if (options.url !== undefined) checkHttpUrl(options.url)
      if (!(await stat(file)).isFile()) throw new CliError('USAGE', `${file} is not a file`)
      const query = { group, url: options.url, contentType: options.type }
      const { signal, release } = onInterrupt()
      try {
        const node = createControlClient(home)
        const sent = await node.upload('/v1/content', query, createReadStream(file), { signal })
        const location = sent as ContentLocation
        const lines = [`published ${file}: ${formatBytes(location.bytes)}, sha256 ${location.digest}`]
        output.result(location, lines)
      } finally {
        release()
      }
    })
}
