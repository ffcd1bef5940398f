// `records edit` and `records conflicts`: records that several members write.
import type { Command } from 'commander'
import type { ApiRecord, ApiRecordConflict, EditedRecord } from '../../gateway/index.js'
import { checkAttributeName, parseAttributes, showAttributeValue } from '../attributes.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { findGroup } from '../find-group.js'
import { memberNames, type NameOf } from '../member-names.js'
import { checkId, collect, readData, type DataOptions } from '../record-input.js'
import { formatBytes, parseDurationMs } from '../units.js'

const EDIT_EXAMPLES = `
Of a collaborative record: what is not named stays as it is. Values that others write meanwhile stand beside these; of one value
that two wrote apart \`potluck records conflicts ID\` has the one that lost.

Examples:
  potluck records edit 5c0f… --attribute title=Shopping --remove due
  potluck records edit 5c0f… --value '["milk","bread"]'`

const CONFLICT_EXAMPLES = `
Each is gone when somebody writes that value again. Of a record that is not collaborative there are none.

Examples:
  potluck records conflicts 5c0f…`

interface EditOptions extends DataOptions {
  attribute?: readonly string[]
  remove?: readonly string[]
  removeData?: boolean
  ttl?: number
}

interface Conflicts {
  conflicts: ApiRecordConflict[]
  truncated: boolean
}

export function addRecordEdits(records: Command): void {
  addGroupOption(addCommonOptions(records.command('edit')))
    .argument('<id>', 'as `potluck records list` shows it')
    .option('--attribute <name=value>', 'an attribute that it says from now on, repeatable', collect)
    .option('--remove <name>', 'an attribute that goes, repeatable', collect)
    .option('--data <file>', 'its data; -: from stdin')
    .option('--value <json>', 'its data, as JSON')
    .option('--remove-data', 'its data go')
    .option('--ttl <duration>', 'how long it lives at least, as 12h or 7d (default: as its type says)', parseDurationMs)
    .description('write some values of a record that several members write')
    .addHelpText('after', EDIT_EXAMPLES)
    .action(async (id: string, options: EditOptions, command: Command) => {
      const { node, group, output } = contextOf(command)
      const path = `/v1/records/${checkId(id)}`
      const record = (await node().patch(path, { group }, await readEdit(options))) as ApiRecord
      output.result(record, [`edited ${id}, until ${new Date(record.expiresAtMs).toISOString()}`])
    })
  addGroupOption(addCommonOptions(records.command('conflicts')))
    .argument('<id>', 'as `potluck records list` shows it')
    .description('what members that were apart wrote of a record, and lost')
    .addHelpText('after', CONFLICT_EXAMPLES)
    .action(async (id: string, _options: unknown, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const path = `/v1/records/${checkId(id)}`
      const found = (await node().get(`${path}/conflicts`, { group })) as Conflicts
      if (output.json || found.conflicts.length === 0) return output.result(found, ['no conflicts'])
      const record = (await node().get(path, { group })) as ApiRecord
      const { id: groupId } = await findGroup(home, group)
      output.result(found, describeConflicts(found, record, await memberNames(node(), groupId)))
    })
}

/** @throws {CliError} `USAGE`, `CANNOT_READ` */
async function readEdit(options: EditOptions): Promise<EditedRecord> {
  const { attribute = [], remove = [], removeData, ttl } = options
  const removed = Object.fromEntries(remove.map((name) => [checkAttributeName(name), null]))
  const written = parseAttributes(attribute)
  const both = Object.keys(written).find((name) => Object.hasOwn(removed, name))
  if (both !== undefined) throw new CliError('USAGE', `choose one of --attribute and --remove for "${both}"`)
  if (removeData === true && (options.data !== undefined || options.value !== undefined)) {
    throw new CliError('USAGE', 'choose one of --remove-data and --data or --value')
  }
  const edit = {
    ...(attribute.length + remove.length > 0 && { attributes: { ...written, ...removed } }),
    ...(removeData === true ? { data: null } : await readData(options)),
    ...(ttl !== undefined && { ttlMs: ttl })
  }
  if (Object.keys(edit).length > 0) return edit
  throw new CliError('USAGE', 'say what to write: --attribute, --remove, --data, --value, --remove-data or --ttl')
}

export function describeConflicts(found: Conflicts, record: ApiRecord, nameOf: NameOf): string[] {
  const { conflicts, truncated } = found
  const lines = conflicts.map(({ name, value, data, author, modifiedAtMs, why }) => {
    const lost = data === undefined ? showValue(value) : showData(Buffer.from(data, 'base64'))
    const said = lost === undefined ? 'removed it' : `wrote ${lost}`
    const at = new Date(modifiedAtMs).toISOString()
    return `${name === '' ? 'the data' : name}: ${nameOf(author)} ${said}, ${at}; ${whyOf(why, name, record)}`
  })
  const more = truncated ? ['… and more: decide these first'] : []
  // Others wrote this: it must not steer the terminal.
  return [...lines.map((line) => line.replace(/\p{Cc}/gu, '')), ...more, 'Write a value again to decide it.']
}

function whyOf(why: ApiRecordConflict['why'], name: string, { attributes, bytes, json }: ApiRecord): string {
  if (why === 'no-room') return 'there is no room for it: the record has as many attributes as one may have'
  if (name !== '') return `${showValue(attributes[name]) ?? 'nothing'} stands`
  return bytes === 0 ? 'nothing stands' : `${json === undefined ? formatBytes(bytes) : JSON.stringify(json)} stands`
}

function showValue(value: ApiRecordConflict['value']): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? JSON.stringify(value) : String(showAttributeValue(value))
}

function showData(data: Buffer): string {
  try {
    return JSON.stringify(JSON.parse(data.toString('utf8')))
  } catch {
    return formatBytes(data.byteLength)
  }
}
