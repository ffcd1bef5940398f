// `records export` and `records import`: through the node that runs in the home, or on the home itself where none runs. The
// file is the caller's: the node never opens it.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { silentLogger, systemClock, systemRandom, writePrivateFile } from '../../base/index.js'
import { requireHome, type ImportAnswer } from '../../gateway/index.js'
import type { OfflineStore } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf, type Context } from '../context.js'
import { CliError } from '../errors.js'
import { openFileInput } from '../file-input.js'
import { naming } from '../file-output.js'
import { findGroup } from '../find-group.js'
import { askRunningNode } from '../home-node.js'
import { onInterrupt } from '../interrupt.js'
import { showProgress, type Progress } from '../progress.js'
import { formatBytes } from '../units.js'

export function addRecordFiles(records: Command): void {
  addGroupOption(addCommonOptions(records.command('export')))
    .argument('<file>', 'where to; one that is there is replaced when all is written')
    .description('write everything that lies in the store, with every signature')
    .addHelpText('after', '\nWorks whether or not the node runs.\n\nExamples:\n  potluck records export home.records')
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command)
      const bytes = await exportTo(file, context)
      context.output.result({ file, bytes }, [`exported ${formatBytes(bytes)} to ${file}`])
    })
  addGroupOption(addCommonOptions(records.command('import')))
    .argument('<file>', 'as `potluck records export` of this identity in this group wrote it')
    .description('merge an export into the store: all of it, or, where something in it is wrong, nothing')
    .addHelpText('after', '\nWorks whether or not the node runs.\n\nExamples:\n  potluck records import home.records')
    .action(async (file: string, _options: unknown, command: Command) => {
      const context = contextOf(command)
      const report = await importFrom(file, context)
      const { shards, changes, newShards, leftOutShards } = report
      const left = `${leftOutShards} stay out: nobody vouches for their authors here, or there is no room for them`
      context.output.result(report, [
        `imported ${file}: ${shards} shards with ${changes} changes, something new in ${newShards}`,
        ...(leftOutShards > 0 ? [left] : [])
      ])
    })
}

async function exportTo(file: string, context: Context): Promise<number> {
  const { home, group } = context
  const { id } = await findGroup(home, group)
  const found = await stat(file).catch(() => undefined)
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
    naming(file, () => writePrivateFile(file, counted(source)))
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

async function importFrom(file: string, context: Context): Promise<ImportAnswer> {
  const { home, group } = context
  const progress = progressOf(context)
  const input = await openFileInput(file, (count) => progress.add(count))
  progress.expect(input.bytes)
  const { signal, release } = onInterrupt()
  try {
    const { id } = await findGroup(home, group)
    const query = { group: id }
    const sent = askRunningNode(home, (node) => node.upload('/v1/records/import', query, input.body, { signal }))
    const answer = await sent.catch((error: unknown) => {
      throw input.readError() ?? error
    })
    if (answer !== undefined) return answer as ImportAnswer
    return await withOfflineStore(home, id, ({ store }) => store.importRecords(() => createReadStream(file)))
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
  await requireHome(home)
  const { openOfflineStore } = await import('../../group/index.js')
  const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
  const opened = await openOfflineStore(components, home, id)
  try {
    return await use(opened)
  } finally {
    await opened.close()
  }
}
