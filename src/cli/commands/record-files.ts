// `records export` and `records import`: through the node that runs in the home, or on the home itself where none runs. The
// file is the caller's: the node never opens it.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { silentLogger, systemClock, systemRandom, writePrivateFile } from '../../base/index.js'
import { importSent, type ImportAnswer } from '../../gateway/index.js'
import type { OfflineStore } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf, type Context } from '../context.js'
import { CliError } from '../errors.js'
import { openFileInput, stdinInput } from '../file-input.js'
import { FileOutput, naming } from '../file-output.js'
import { findGroup } from '../find-group.js'
import { askRunningNode } from '../home-node.js'
import { onInterrupt } from '../interrupt.js'
import { showProgress, type Progress } from '../progress.js'
import { formatBytes } from '../units.js'

export function addRecordFiles(records: Command): void {
  addGroupOption(addCommonOptions(records.command('export')))
    .argument('<file>', 'where to; one that is there is replaced when all is written; -: stdout')
    .description('write everything that lies in the store, with every signature')
    .addHelpText(
      'after',
      '\nWorks whether or not the node runs.\n\nExamples:\n  potluck records export home.records' +
        '\n  potluck records export - | gzip > home.records.gz'
    )
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command)
      if (file === '-' && context.output.json) {
        throw new CliError('USAGE', '--json and - both want stdout: choose one')
      }
      const bytes = await exportTo(file, context)
      if (file === '-') return
      context.output.result({ file, bytes }, [`exported ${formatBytes(bytes)} to ${file}`])
    })
  addGroupOption(addCommonOptions(records.command('import')))
    .argument('<file>', 'as `potluck records export` of this identity in this group wrote it; -: from stdin')
    .description('merge an export into the store: all of it, or, where something in it is wrong, nothing')
    .addHelpText('after', '\nWorks whether or not the node runs.\n\nExamples:\n  potluck records import home.records')
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command)
      const report = await importFrom(file, context)
      const { shards, changes, newShards, leftOutShards } = report
      const left = `${leftOutShards} stay out: nobody vouches for their authors here, or there is no room for them`
      context.output.result(report, [
        `imported ${file === '-' ? 'stdin' : file}: ${shards} shards with ${changes} changes, something new in ${newShards}`,
        ...(leftOutShards > 0 ? [left] : [])
      ])
    })
}

async function exportTo(file: string, context: Context): Promise<number> {
  const { home, group } = context
  const { id } = await findGroup(home, group)
  const found = file === '-' ? undefined : await stat(file).catch(() => undefined)
  if (found !== undefined && !found.isFile()) {
    throw new CliError('CANNOT_WRITE', `cannot write ${file}: it is not a file`)
  }
  const { signal, release } = onInterrupt()
  const progress = progressOf(context)
  let bytes = 0
  let broken: { reason: unknown } | undefined
  async function* counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        signal.throwIfAborted()
        progress.add(chunk.byteLength)
        bytes += chunk.byteLength
        yield chunk
      }
    } catch (error) {
      broken = { reason: error }
      throw error
    }
  }
  const write = (source: AsyncIterable<Uint8Array>): Promise<void> =>
    file === '-' ? toStdout(counted(source)) : naming(file, () => writePrivateFile(file, counted(source)))
  try {
    const sent = await askRunningNode(home, (node) => node.download('/v1/records/export', { group: id }, { signal }))
    if (sent !== undefined) await write(sent)
    else await withOfflineStore(home, id, ({ store }) => write(store.exportRecords()))
    return bytes
  } catch (error) {
    throw broken === undefined ? error : broken.reason
  } finally {
    progress.end()
    release()
  }
}

async function toStdout(source: AsyncIterable<Uint8Array>): Promise<void> {
  const output = await FileOutput.open('-')
  for await (const chunk of source) await output.write(chunk)
}

async function importFrom(file: string, context: Context): Promise<ImportAnswer> {
  const { home, group } = context
  const progress = progressOf(context)
  const { signal, release } = onInterrupt()
  const onBytes = (count: number): void => progress.add(count)
  const input = file === '-' ? stdinInput(signal, onBytes) : await openFileInput(file, onBytes)
  progress.expect(input.bytes)
  try {
    const { id } = await findGroup(home, group)
    const query = { group: id }
    // Of stdin nothing may be sent to a node that is not there: it comes once.
    const isThere = file !== '-' || (await askRunningNode(home, (node) => node.get('/v1/status'))) !== undefined
    const sent = isThere
      ? askRunningNode(home, (node) => node.upload('/v1/records/import', query, input.body, { signal }))
      : Promise.resolve(undefined)
    const answer = await sent.catch((error: unknown) => {
      throw input.readError() ?? error
    })
    if (answer !== undefined) return answer as ImportAnswer
    return await withOfflineStore(home, id, ({ store }) =>
      file === '-' ? importSent(store, id, home, input.body) : store.importRecords(() => createReadStream(file))
    )
  } finally {
    input.body.destroy()
    progress.end()
    release()
  }
}

function progressOf({ output, quiet }: Context): Progress {
  const isQuiet = quiet || output.json
  return showProgress({ terminal: process.stderr, env: process.env, clock: systemClock, quiet: isQuiet })
}

async function withOfflineStore<Result>(
  home: string,
  id: string,
  use: (opened: OfflineStore) => Promise<Result>
): Promise<Result> {
  const { openOfflineStore } = await import('../../group/index.js')
  const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
  const opened = await openOfflineStore(components, home, id)
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}
