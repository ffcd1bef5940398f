// `watch`: one line for each thing that comes, changes or goes, until Ctrl-C.
import { once } from 'node:events'
import type { Command } from 'commander'
import type { ControlEvent, WatchEvent } from '../../gateway/index.js'
import { checkHttpUrl } from '../arguments.js'
import { attributeFilter } from '../attributes.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { onInterrupt } from '../interrupt.js'
import { memberNames, type NameOf } from '../member-names.js'
import { formatBytes } from '../units.js'

const EXAMPLES = `
Says first what is there now. With a prefix: only what was published with a URL, since other URLs are known to nobody here.
With --json each line is one object, {event, data}.

Examples:
  potluck watch https://example.org/image.iso
  potluck watch --prefix https://example.org/
  potluck watch --type app.notes.note --attribute tag=todo
  potluck watch --type app.notes.note --json | jq --unbuffered .data.record.json`

interface WatchOptions {
  prefix?: string
  type?: string
  attribute?: string
}

export function addWatch(program: Command): void {
  addGroupOption(addCommonOptions(program.command('watch')))
    .argument('[url]', 'who has the content of this URL')
    .option('--prefix <prefix>', 'content that was published with a URL that begins so')
    .option('--type <type>', 'records of this type')
    .option('--attribute <name=value>', 'records with this attribute')
    .description('say what comes, changes and goes, until Ctrl-C')
    .addHelpText('after', EXAMPLES)
    .action(async (url: string | undefined, options: WatchOptions, command: Command) => {
      const { prefix, type, attribute } = options
      const ways = [url, prefix, type ?? attribute].filter((way) => way !== undefined)
      if (ways.length !== 1)
        throw new CliError('USAGE', 'say what to watch: a URL, --prefix, or --type and --attribute')
      if (url !== undefined) checkHttpUrl(url)
      const { node, group, output } = contextOf(command)
      const filter = attribute === undefined ? undefined : attributeFilter(attribute)
      const { signal, release } = onInterrupt()
      try {
        const client = node()
        const events = await client.events('/v1/watch', { group, url, prefix, type, attribute: filter }, { signal })
        let nameOf: NameOf | undefined
        for await (const event of events) {
          const known = event as WatchEvent
          if (known.event === 'ready') nameOf ??= await memberNames(client, known.data.group)
          await say(output.json ? [JSON.stringify(event)] : describeEvent(known, nameOf ?? ((peer) => peer)))
          refuseLost(event)
        }
        throw new CliError('WATCH_ENDED', 'the node ended it: see whether it still runs')
      } catch (error) {
        if (!signal.aborted) throw error // Whoever stops watching has seen what there was to see.
      } finally {
        release()
      }
    })
}

/** Waits for a reader that is slower than the events: the node notices, and says what was lost. */
async function say(lines: readonly string[]): Promise<void> {
  for (const line of lines) if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

function refuseLost({ event, data }: ControlEvent): void {
  if (event !== 'lost') return
  const { missed } = data as Extract<WatchEvent, { event: 'lost' }>['data']
  throw new CliError('WATCH_ENDED', `${missed} events came faster than they were read: start again`)
}

export function describeEvent({ event, data }: WatchEvent, nameOf: NameOf): string[] {
  switch (event) {
    case 'ready': {
      const locations = (data.locations ?? []).map((one) => `here      ${describeLocation(one, nameOf)}`)
      const records = (data.records ?? []).map((one) => `here      ${describeRecord(one, nameOf)}`)
      return [...locations, ...records, ...(data.truncated ? ['here      … and more'] : [])].map(safe)
    }
    case 'location:add':
    case 'location:update':
    case 'location:remove':
      return [safe(`${verbOf(event)}${describeLocation(data.location, nameOf)}`)]
    case 'record:add':
    case 'record:update':
      return [safe(`${verbOf(event)}${describeRecord(data.record, nameOf)}`)]
    case 'record:delete':
    case 'record:expire':
      return [safe(`${verbOf(event)}${data.type}  ${data.id}  by ${nameOf(data.creator)}`)]
    case 'lost':
      return []
  }
}

type Location = Extract<WatchEvent, { event: 'location:add' }>['data']['location']
type Record = Extract<WatchEvent, { event: 'record:add' }>['data']['record']

function describeLocation({ holder, bytes, heldBytes, complete, digest, url }: Location, nameOf: NameOf): string {
  const amount = complete ? formatBytes(bytes ?? heldBytes) : `${formatBytes(heldBytes)} so far`
  const named = [...(url === undefined ? [] : [url]), ...(digest === undefined ? [] : [`sha256 ${digest}`])]
  return [nameOf(holder), amount, ...named].join('  ')
}

function describeRecord({ id, type, creator, bytes, json }: Record, nameOf: NameOf): string {
  const data = json === undefined ? formatBytes(bytes) : JSON.stringify(json)
  return `${type}  ${id}  by ${nameOf(creator)}  ${data}`
}

function verbOf(event: string): string {
  return (event.split(':')[1] ?? event).padEnd(10)
}

/** Others wrote this: it must not steer the terminal. */
function safe(line: string): string {
  return line.replace(/\p{Cc}/gu, '')
}
