// `upload`: gives a file to the node, which sends it to a URL, and says how that goes until its backend has it.
import { basename } from 'node:path'
import type { Command } from 'commander'
import { MAX_UPLOAD_BYTES, systemClock } from '../../base/index.js'
import type { ApiUpload } from '../../gateway/index.js'
import { checkHttpUrl } from '../arguments.js'
import { addCommonOptions, addGroupOption, contextOf, type Context } from '../context.js'
import { CliError } from '../errors.js'
import { openFileInput, stdinInput } from '../file-input.js'
import { followUpload } from '../follow-upload.js'
import { onInterrupt } from '../interrupt.js'
import { showProgress } from '../progress.js'

const EXAMPLES = `
The node takes a copy of the file and sends it until the backend of the URL has it, over restarts too: over the line of this machine, or
where that does not work through a member, which cannot say so without a receipt that the backend has signed (upload.receipts). Ctrl-C ends
the waiting, not the upload: \`potluck uploads\` lists what is to go.

Examples:
  potluck upload report.xml https://vendor.example/reports
  dmesg | potluck upload - https://vendor.example/logs --type text/plain
  potluck upload report.xml https://vendor.example/reports --detach      # prints its id, and does not wait
  potluck upload report.xml https://vendor.example/reports --no-direct   # through a member at once`

interface UploadOptions {
  type?: string
  direct: boolean
  detach?: boolean
}

export function addUpload(program: Command): void {
  addGroupOption(addCommonOptions(program.command('upload')))
    .argument('<file>', 'the file to send; -: what comes on stdin')
    .argument('<url>', 'where to, by POST')
    .option('--type <type>', 'its media type, for instance application/xml')
    .option('--no-direct', 'not over the line of this machine first, but through a member')
    .option('--detach', 'print its id when the node has it, and do not wait for the backend')
    .description('send a file to a URL, through a member where this machine has no line')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, url: string, options: UploadOptions, command: Command) => {
      const context = contextOf(command)
      checkHttpUrl(url, 'no receipt could cover these')
      if (options.type !== undefined) checkType(options.type)
      const { signal, release } = onInterrupt()
      try {
        const added = await give(file, url, options, context, signal)
        if (options.detach === true) return context.output.result(added, [added.id], [added.id])
        await followUpload(added, context, signal)
      } finally {
        release()
      }
    })
}

async function give(
  file: string,
  url: string,
  { type, direct }: UploadOptions,
  { node, group, output, quiet }: Context,
  signal: AbortSignal
): Promise<ApiUpload> {
  const isQuiet = quiet || output.json
  const progress = showProgress({ terminal: process.stderr, env: process.env, clock: systemClock, quiet: isQuiet })
  const onBytes = (count: number): void => progress.add(count)
  const input = file === '-' ? stdinInput(signal, onBytes) : await openFileInput(file, onBytes, MAX_UPLOAD_BYTES)
  progress.expect(input.bytes)
  const name = file === '-' ? undefined : basename(file)
  const query = { group, url, name, direct: direct ? undefined : 'false' }
  try {
    return (await node().upload('/v1/uploads', query, input.body, { signal, contentType: type })) as ApiUpload
  } catch (error) {
    throw input.readError() ?? error
  } finally {
    input.body.destroy()
    progress.end()
  }
}

/** @throws {CliError} `USAGE` */
function checkType(type: string): void {
  if (/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]+)?$/.test(type)) return
  throw new CliError('USAGE', `${JSON.stringify(type)} is no media type: write one as application/xml`)
}
