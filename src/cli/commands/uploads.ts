// `uploads`: what is to go, what went, and how; ending one; its receipt.
import type { Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { ApiUpload, ApiUploadReceipt, ControlClient, UploadList } from '../../gateway/index.js'
import { addCommonOptions, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { FileOutput } from '../file-output.js'
import { followUpload } from '../follow-upload.js'
import { onInterrupt } from '../interrupt.js'
import { namesOfAllGroups } from '../member-names.js'
import { formatBytes, parseCount } from '../units.js'
import { describeState, describeUpload, isOver, listedUpload } from '../upload-story.js'

const DEFAULT_LIMIT = 20
/** As many of one as the node shows. */
const MAX_LISTED = 1000
const ID = 'its id, or the first 4 characters of it or more'
const EXAMPLES = `
Examples:
  potluck uploads
  potluck uploads show 3f2a90c1
  potluck uploads watch 3f2a90c1
  potluck uploads receipt 3f2a90c1 -o receipt.http
  potluck uploads retry 3f2a90c1
  potluck uploads cancel 3f2a90c1`

export function addUploads(program: Command): void {
  const uploads = program
    .command('uploads')
    .description('what is to go to its backend, what went, and how')
    .addHelpText('after', EXAMPLES)
  addCommonOptions(uploads.command('list', { isDefault: true }))
    .option('--limit <count>', `how many at most (default ${DEFAULT_LIMIT})`, parseCount)
    .description('the newest first')
    .addHelpText('after', '\nExamples:\n  potluck uploads\n  potluck uploads list --limit 100')
    .action(async ({ limit = DEFAULT_LIMIT }: { limit?: number }, command: Command) => {
      const { node, output } = contextOf(command)
      const client = node()
      const answer = await listOf(client, Math.min(limit, MAX_LISTED))
      output.result(answer, output.json ? [] : await describeList(answer, client))
    })
  addCommonOptions(uploads.command('show'))
    .argument('<id>', ID)
    .description('how far one is, and what was tried')
    .addHelpText('after', '\nExamples:\n  potluck uploads show 3f2a90c1')
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const client = node()
      const upload = await find(client, wanted)
      const nameOf = output.json ? (peer: string) => peer : await namesOfAllGroups(client)
      output.result(upload, describeUpload(upload, nameOf, systemClock.nowMs()))
    })
  addCommonOptions(uploads.command('watch'))
    .argument('<id>', ID)
    .description('say how one goes until it is over, as `potluck upload` does')
    .addHelpText(
      'after',
      '\nCtrl-C ends the waiting, not the upload. Exit code 0: its backend has it.\n\nExamples:\n  potluck uploads watch 3f2a90c1'
    )
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const context = contextOf(command)
      const { signal, release } = onInterrupt()
      try {
        await followUpload(await find(context.node(), wanted), context, signal)
      } finally {
        release()
      }
    })
  addCommonOptions(uploads.command('retry'))
    .argument('<id>', ID)
    .description('one that waits is tried now, by whichever way')
    .addHelpText('after', '\nExamples:\n  potluck uploads retry 3f2a90c1')
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const client = node()
      const { id } = await find(client, wanted)
      const upload = (await client.post(`/v1/uploads/${id}/retry`, {})) as ApiUpload
      if (isOver(upload)) throw new CliError('UPLOAD_OVER', await overWords(upload, client))
      output.result(upload, [`${id}  ${describeState(upload, await namesOfAllGroups(client), systemClock.nowMs())}`])
    })
  addCommonOptions(uploads.command('cancel'))
    .argument('<id>', ID)
    .description('it is to go no more; what its backend has, it has')
    .addHelpText('after', '\nExamples:\n  potluck uploads cancel 3f2a90c1')
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const client = node()
      const { id } = await find(client, wanted)
      const upload = (await client.delete(`/v1/uploads/${id}`)) as ApiUpload
      if (upload.state !== 'cancelled') throw new CliError('UPLOAD_OVER', await overWords(upload, client))
      output.result(upload, [`${id}  ${describeState(upload, await namesOfAllGroups(client), systemClock.nowMs())}`])
    })
  addCommonOptions(uploads.command('receipt'))
    .argument('<id>', ID)
    .option('-o, --output <file>', 'where to save it (default: stdout)')
    .description('what the backend answered, signature and all, as one HTTP message')
    .addHelpText(
      'after',
      '\nWith --json what it was asked stands beside it, which the signature covers too.\n\nExamples:\n' +
        '  potluck uploads receipt 3f2a90c1 -o receipt.http\n  potluck uploads receipt 3f2a90c1 --json'
    )
    .action(async (wanted: string, { output: file }: { output?: string }, command: Command) => {
      const { node, output } = contextOf(command)
      const client = node()
      const { id } = await find(client, wanted)
      if (output.json && file === undefined) {
        return output.result((await client.get(`/v1/uploads/${id}/receipt`)) as ApiUploadReceipt, [])
      }
      if (output.json && file === '-') throw new CliError('USAGE', '--json and -o - both want stdout: choose one')
      await save(await client.download(`/v1/uploads/${id}/receipt`, {}), file ?? '-')
      if (file !== undefined && file !== '-') output.result({ id, file }, [`${file}: the receipt of ${id}`])
    })
}

async function overWords(upload: ApiUpload, node: ControlClient): Promise<string> {
  const nameOf = await namesOfAllGroups(node)
  return `too late, ${upload.id} is over: ${describeState(upload, nameOf, systemClock.nowMs())}`
}

async function save(bytes: AsyncIterable<Uint8Array>, file: string): Promise<void> {
  const target = await FileOutput.open(file)
  try {
    for await (const chunk of bytes) await target.write(chunk)
    await target.finish()
  } catch (error) {
    await target.discard()
    throw error
  }
}

async function listOf(node: ControlClient, limit: number): Promise<UploadList> {
  return (await node.get('/v1/uploads', { limit: String(limit) })) as UploadList
}

async function describeList({ uploads, total, counts }: UploadList, node: ControlClient): Promise<string[]> {
  if (total === 0) return ['no uploads: `potluck upload FILE URL` sends one']
  const nameOf = await namesOfAllGroups(node)
  const pending = counts === undefined ? [] : [`${counts.pending} to go, ${formatBytes(counts.pendingBytes)}`]
  const more = total - uploads.length
  return [
    ...pending,
    ...uploads.map((upload) => `  ${listedUpload(upload, nameOf, systemClock.nowMs())}`),
    ...(more > 0 ? [`  and ${more} older: --limit`] : [])
  ]
}

/** @throws {CliError} `USAGE`; {ControlError} `NO_UPLOAD` */
async function find(node: ControlClient, wanted: string): Promise<ApiUpload> {
  if (!/^[0-9a-f]{4,32}$/.test(wanted)) {
    const shown = JSON.stringify(wanted.slice(0, 80))
    throw new CliError('USAGE', `${shown} is no id, nor its first 4 characters or more: \`potluck uploads\` lists them`)
  }
  if (wanted.length === 32) return (await node.get(`/v1/uploads/${wanted}`)) as ApiUpload
  const { uploads } = await listOf(node, MAX_LISTED)
  const [first, second] = uploads.filter(({ id }) => id.startsWith(wanted))
  if (first === undefined) throw new CliError('USAGE', `no upload ${wanted}…: \`potluck uploads\` lists them`)
  if (second !== undefined) throw new CliError('USAGE', `${wanted} fits several uploads: give more of the id`)
  return first
}
