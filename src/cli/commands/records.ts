// `records`: what applications write into the group, and what the group itself has written.
import { Option, type Command } from 'commander'
import type { ApiRecord, ApiRecordType, NewRecord } from '../../gateway/index.js'
import { parseAttributes, showAttributeValue } from '../attributes.js'
import { addCommonOptions, addGroupOption, contextOf, type Context } from '../context.js'
import { CliError } from '../errors.js'
import type { Output } from '../output.js'
import { pathPart } from '../path-part.js'
import { checkId, collect, readData, readText, type DataOptions } from '../record-input.js'
import { formatBytes, formatDuration, parseCount, parseDurationMs, parsePeer } from '../units.js'
import { addRecordEdits } from './record-edits.js'
import { addRecordFiles } from './record-files.js'

const DEFAULT_LIMIT = 100
const EXAMPLES = `
Types of applications are called app.NAMESPACE.NAME, and are declared once before records are added. Attributes are written
name=text, name:=7 or name:=2026-11-21; those that the type declares as indexed are searched fast.

Examples:
  potluck records declare app.notes.note --ttl 30d --indexed tag
  potluck records add app.notes.note --attribute tag=todo --value '{"text":"water the plants"}'
  potluck records add app.notes.note --data picture.png
  potluck records search app.notes.note tag=todo
  potluck records list --type content.location --limit 10
  potluck records edit 5c0f… --attribute title=Shopping
  potluck records remove 5c0f…
  potluck records export home.records`

const SEARCH_EXAMPLES = `
A value is compared as text, or as the number or date that it reads as, as the attribute is. In text, * is any characters and ? is
one. Quote < and >, which are the shell's.

Examples:
  potluck records search app.notes.note tag=todo
  potluck records search app.notes.note 'due<2026-12-01' 'title=urgent*'
  potluck records search --xml overdue.xml`

interface SearchOptions {
  xml?: string
  creator?: string
  limit?: number
}

interface ListOptions {
  type?: string
  creator?: string
  limit?: number
}

interface AddOptions extends DataOptions {
  attribute?: readonly string[]
  ttl?: number
  autoRefresh?: boolean
  name?: string
}

interface DeclareOptions {
  lifetime: string
  ttl: number
  maxBytes?: number
  indexed?: string[]
  changeableBy?: string
}

export function addRecords(program: Command): void {
  const records = program
    .command('records')
    .description('small signed records that every member has')
    .addHelpText('after', EXAMPLES)
  addListing(records)
  addAdding(records)
  addRecordEdits(records)
  addTypes(records)
  addRecordFiles(records)
  addGroupOption(addCommonOptions(records.command('remove')))
    .argument('<id>', 'as `potluck records list` shows it')
    .option('--local-only', 'any record vanishes at this node alone, until it has synchronised again')
    .description('delete a record, for every member')
    .addHelpText('after', '\nExamples:\n  potluck records remove 5c0f…')
    .action(async (id: string, { localOnly = false }: { localOnly?: boolean }, command: Command) => {
      const { node, group, output } = contextOf(command)
      const query = { group, localOnly: localOnly ? 'true' : undefined }
      output.result((await node().delete(`/v1/records/${checkId(id)}`, query)) as object, [
        localOnly ? `record ${id} is gone here, until the next synchronising` : `record ${id} is deleted`
      ])
    })
}

function addListing(records: Command): void {
  const listing = (name: string): Command =>
    addGroupOption(addCommonOptions(records.command(name)))
      .option('--creator <peer>', 'only what that member created', parsePeer)
      .option('--limit <count>', `how many at most (default ${DEFAULT_LIMIT})`, parseCount)
  listing('list')
    .option('--type <type>', 'only of that type')
    .description('records that are here, in the order of their ids')
    .addHelpText('after', '\nExamples:\n  potluck records list\n  potluck records list --type app.notes.note')
    .action(async (options: ListOptions, command: Command) => await list(options, command))
  listing('search')
    .argument('[type]', 'only of that type')
    .argument('[criteria...]', 'name=value, or with != < <= > >= between: all of them fit')
    .option('--xml <file>', 'a <peersearch> instead; -: from stdin')
    .description('records by what their attributes say')
    .addHelpText('after', SEARCH_EXAMPLES)
    .action(search)
}

async function search(
  first: string | undefined,
  others: readonly string[],
  { xml, creator, limit = DEFAULT_LIMIT }: SearchOptions,
  command: Command
): Promise<void> {
  const context = contextOf(command)
  const { node, group, output } = context
  const given = first === undefined ? [] : [first, ...others]
  const [type, where] = hasSign(first) ? [undefined, given] : [first, others]
  const bad = where.find((one) => !isCriterion(one))
  if (bad !== undefined)
    throw new CliError('USAGE', `"${bad}" is no comparison: write name=value, or != < <= > >= for =`)
  for (const one of where) refuseTypo(one)
  if (xml === undefined) {
    if (given.length === 0 && creator === undefined)
      throw new CliError('USAGE', 'say what to search: TYPE, name=value or --xml')
    const query = { group, type, creator, where }
    const found = await upTo(limit, (page) => node().get('/v1/records/search', { ...query, ...page }))
    showFound(output, found, await unknownType(context, found, type))
  } else {
    if (where.length > 0 || creator !== undefined) {
      throw new CliError('USAGE', 'beside --xml no comparisons and no --creator: put them into the XML')
    }
    const asked = { xml: await readText(xml), ...(type !== undefined && { types: [type] }) }
    const found = await upTo(limit, ({ limit, after }) =>
      node().post('/v1/records/search', { group }, { ...asked, after, limit: Number(limit) })
    )
    showFound(output, found, await unknownType(context, found, type))
  }
}

/** No type is called so. */
function hasSign(text: string | undefined): boolean {
  return text !== undefined && /[=<>]/.test(text)
}

function isCriterion(text: string): boolean {
  return /^[^=<>]+?(!=|<=|>=|=|<|>)/.test(text)
}

/** Else it would be a text that begins so, and nothing is found. @throws {CliError} `USAGE` */
function refuseTypo(text: string): void {
  const [, name = '', sign = '', more = '', value = ''] = /^([^=<>]+?)(!=|<=|>=|=|<|>)([=<>])(.*)$/s.exec(text) ?? []
  if (more === '') return
  const meant = `${name}${MEANT[sign + more] ?? sign}${value}`
  throw new CliError('USAGE', `"${text}" is no comparison: write ${meant}; a text that begins with ${more} needs --xml`)
}

/** Signs of other languages, and turned round; else the first of both is. */
const MEANT: { readonly [signs: string]: string } = { '=<': '<=', '=>': '>=', '<>': '!=' }

async function list({ type, creator, limit = DEFAULT_LIMIT }: ListOptions, command: Command): Promise<void> {
  const context = contextOf(command)
  const { node, group, output } = context
  const found = await upTo(limit, (page) => node().get('/v1/records', { group, type, creator, ...page }))
  showFound(output, found, await unknownType(context, found, type))
}

interface Found {
  records: ApiRecord[]
  more: boolean
}

/** Why there are none, where a type was named that this node knows nothing of; for people. */
async function unknownType(
  { node, group, output }: Context,
  { records }: Found,
  type: string | undefined
): Promise<string | undefined> {
  const isOurs = type?.startsWith('app.') === false && type.includes('.') // Potluck's own are declared at every node.
  if (type === undefined || isOurs || records.length > 0 || output.json) return undefined
  const { types } = (await node().get('/v1/records/types', { group })) as { types: ApiRecordType[] }
  if (types.some(({ name }) => name === type)) return undefined
  const any = (await node().get('/v1/records', { group, type, limit: '1' })) as { records: ApiRecord[] }
  if (any.records.length > 0) return undefined
  const meant = type.includes('.') ? '' : `; a comparison is written ${type}=VALUE`
  return `no records: nobody declared a type "${type}" at this node, and nobody's records of it are here${meant}`
}

function showFound(output: Output, found: Found, none = 'no records'): void {
  const more = found.more ? [`… and more: --limit shows them`] : []
  output.result(found, found.records.length === 0 ? [none] : [...found.records.map(describe), ...more])
}

async function upTo(
  limit: number,
  ask: (page: { limit: string; after: string | undefined }) => Promise<unknown>
): Promise<Found> {
  const records: ApiRecord[] = []
  let after: string | undefined
  do {
    const page = (await ask({ limit: String(Math.min(limit - records.length, MAX_PAGE)), after })) as {
      records: ApiRecord[]
      next?: string
    }
    records.push(...page.records)
    after = page.next
  } while (after !== undefined && records.length < limit)
  return { records, more: after !== undefined }
}

/** What one answer may hold for certain, whatever the API's own limit. */
const MAX_PAGE = 100

function addAdding(records: Command): void {
  addGroupOption(addCommonOptions(records.command('add')))
    .argument('<type>', 'app.NAMESPACE.NAME, declared before')
    .option('--attribute <name=value>', 'an attribute, repeatable', collect)
    .option('--data <file>', 'its data; -: from stdin')
    .option('--value <json>', 'its data, as JSON')
    .option('--ttl <duration>', 'how long it lives, as 12h or 7d (default: as its type says)', parseDurationMs)
    .option('--auto-refresh', 'this node renews it, whenever it runs')
    .option('--name <name>', 'this node has one record of the type with that name')
    .description('write a record, which every member then has')
    .addHelpText('after', EXAMPLES)
    .action(async (type: string, options: AddOptions, command: Command) => {
      const { node, group, output } = contextOf(command)
      const { attribute, ttl, name, autoRefresh } = options
      const init: NewRecord = {
        type,
        ...(attribute !== undefined && { attributes: parseAttributes(attribute) }),
        ...(ttl !== undefined && { ttlMs: ttl }),
        ...(name !== undefined && { name }),
        ...(autoRefresh === true && { autoRefresh }),
        ...(await readData(options))
      }
      const record = (await node().post('/v1/records', { group }, init)) as ApiRecord
      output.result(record, [`added ${record.id}, until ${new Date(record.expiresAtMs).toISOString()}`], [record.id])
    })
}

function addTypes(records: Command): void {
  addCommonOptions(records.command('types'))
    .description('types that were declared at this node')
    .addHelpText('after', '\nExamples:\n  potluck records types')
    .action(async (_options: unknown, command: Command) => {
      const { node, output } = contextOf(command)
      const answer = (await node().get('/v1/records/types')) as { types: ApiRecordType[] }
      output.result(answer, answer.types.length === 0 ? ['no types'] : answer.types.map(describeType))
    })
  addCommonOptions(records.command('declare'))
    .argument('<type>', 'app.NAMESPACE.NAME')
    .addOption(
      new Option('--lifetime <lifetime>', 'on disk, in memory, or on disk and written by several')
        .choices(['durable', 'ephemeral', 'collaborative'])
        .default('durable')
    )
    .requiredOption('--ttl <duration>', 'how long a record lives unless its writer says less', parseDurationMs)
    .option('--max-bytes <bytes>', 'of the data (default 65536)', parseCount)
    .option('--indexed <names>', 'attributes that can be searched, separated by commas', (text: string) =>
      text.split(',')
    )
    .addOption(
      new Option('--changeable-by <who>', 'who changes a record besides its creator (default administrators)').choices([
        'creator',
        'administrators',
        'members'
      ])
    )
    .description('declare a type of records, here and at every later start of this node')
    .addHelpText('after', EXAMPLES)
    .action(
      async (name: string, { lifetime, ttl, maxBytes, indexed, changeableBy }: DeclareOptions, command: Command) => {
        const { node, output } = contextOf(command)
        const init = {
          lifetime,
          ttlMs: ttl,
          ...(maxBytes !== undefined && { maxBytes }),
          ...(indexed !== undefined && { indexed }),
          ...(changeableBy !== undefined && { changeableBy })
        }
        const type = (await node().put(`/v1/records/types/${pathPart(name)}`, {}, init)) as ApiRecordType
        output.result(type, [describeType(type)])
      }
    )
}

function describe({ id, type, creator, attributes, bytes, json }: ApiRecord): string {
  const shown = Object.entries(attributes).map(([name, value]) => `${name}=${showAttributeValue(value)}`)
  const data = json === undefined ? formatBytes(bytes) : JSON.stringify(json)
  // Others wrote this: it must not steer the terminal.
  return `${id}  ${type}  …${creator.slice(-8)}  ${[...shown, data].join('  ')}`.replace(/\p{Cc}/gu, '')
}

const CHANGED_BY = {
  creator: 'its creator alone',
  administrators: 'administrators too',
  members: 'every member'
} as const

function describeType({ name, lifetime, maxBytes, ttlMs, indexed, changeableBy }: ApiRecordType): string {
  const searchable = indexed.length === 0 ? '' : `, searched by ${indexed.join(', ')}`
  return `${name}  ${lifetime}, ${formatDuration(ttlMs)}, ${formatBytes(maxBytes)} at most, changed by ${CHANGED_BY[changeableBy]}${searchable}`
}
