// `need`: asks every member who has something, and says who answers, as they answer.
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { NeedEvent, NeedQuery } from '../../gateway/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { onInterrupt } from '../interrupt.js'
import { memberNames, type NameOf } from '../member-names.js'
import { formatBytes } from '../units.js'

const EXAMPLES = `
Asks the members, and fetches nothing: \`potluck get\` asks by itself. Who has it answers within 2 seconds; each answer is shown with the
time it took. With --method POST, --type or another scheme applications of members answer.

Examples:
  potluck need https://example.org/image.iso
  potluck need https://example.org/image.iso --wait        # and for a member's download of it, where nobody has it
  potluck need printer:a4 --type 4711 --pair copies=2 --json`

interface NeedOptions {
  method?: 'GET' | 'POST'
  type?: number
  pair?: Pair[]
  wait?: boolean
  first?: boolean
}

type Pair = NonNullable<NeedQuery['pairs']>[number]
type EventData<Name extends NeedEvent['event']> = Extract<NeedEvent, { event: Name }>['data']

export function addNeed(program: Command): void {
  addGroupOption(addCommonOptions(program.command('need')))
    .argument('<uri>', 'what is needed: a URL, or any URI')
    .addOption(new Option('--method <method>', 'GET or POST').choices(['GET', 'POST']))
    .option('--type <number>', 'what the need means, as applications agree: from 16 on', parseType)
    .option('--pair <key=value>', "the application's own; as often as wanted", collectPair)
    .option('--wait', 'where nobody has it, wait for a download of it that runs elsewhere')
    .option('--first', 'the first answer will do: nobody need answer after it')
    .description('ask every member who has something, and say who answers')
    .addHelpText('after', EXAMPLES)
    .action(async (uri: string, options: NeedOptions, command: Command) => {
      const { node, group, output, quiet } = contextOf(command)
      const { method, type, pair: pairs, wait = false, first = false } = options
      const body: NeedQuery = { uri, method, type, pairs, wait, all: !first }
      const { signal, release } = onInterrupt()
      try {
        const client = node()
        const events = await client.events('/v1/needs', { group }, { signal, body })
        const heard = new Heard()
        let nameOf: NameOf = (peer) => peer
        for await (const event of events) {
          const known = event as NeedEvent
          if (known.event === 'asked' && !output.json) nameOf = await memberNames(client, known.data.group)
          if (known.event === 'progress' && quiet) continue
          for (const line of heard.take(known, nameOf)) output.line(line)
        }
        const { outcome } = heard
        if (outcome === undefined) throw new CliError('WATCH_ENDED', 'the node ended it: see whether it still runs')
        output.result(heard.summary, [describeOutcome(outcome, heard.answers.length, wait)])
      } finally {
        release()
      }
    })
}

/** What came so far. */
export class Heard {
  readonly answers: EventData<'answer'>[] = []
  outcome: EventData<'outcome'>['outcome'] | undefined
  #asked: EventData<'asked'> | undefined
  #progress: EventData<'progress'> | undefined

  /** @returns what is said of it to people */
  take(event: NeedEvent, nameOf: NameOf): string[] {
    switch (event.event) {
      case 'asked':
        this.#asked = event.data
        return []
      case 'answer':
        this.answers.push(event.data)
        return [describeAnswer(event.data, nameOf)]
      case 'progress':
        this.#progress = event.data
        return [describeProgress(event.data, nameOf)]
      case 'outcome':
        this.outcome = event.data.outcome
        return []
      default:
        return []
    }
  }

  get summary(): object {
    const { answers, outcome } = this
    return { ...this.#asked, answers, ...(this.#progress && { progress: this.#progress }), outcome }
  }
}

function describeAnswer({ holder, alias, pairs, afterMs, content }: EventData<'answer'>, nameOf: NameOf): string {
  const what = content === undefined ? alias : `${formatBytes(content.bytes)}  sha256 ${content.digest}`
  const said = pairs.map(({ key, value }) => `${key}=${value}`)
  // Another machine wrote it: it must not steer the terminal.
  return [`${String(afterMs).padStart(5)} ms`, nameOf(holder), what, ...said].join('  ').replace(/\p{Cc}/gu, '')
}

function describeProgress({ peer, verifiedBytes, expectedBytes }: EventData<'progress'>, nameOf: NameOf): string {
  const known = expectedBytes !== undefined && expectedBytes > 0
  const part = known ? `${Math.floor((Math.min(verifiedBytes, expectedBytes) / expectedBytes) * 100)} % of ` : ''
  const whole = known ? formatBytes(expectedBytes) : `${formatBytes(verifiedBytes)} so far`
  return `         ${nameOf(peer)} downloads it: ${part}${whole}`
}

export function describeOutcome(outcome: EventData<'outcome'>['outcome'], answers: number, waited: boolean): string {
  switch (outcome) {
    case 'found':
      return answers === 1 ? 'one member has it' : `${answers} members have it`
    case 'downloaded':
      return 'a member has downloaded it: `potluck get` has it from there'
    case 'downloading':
      return 'a member downloads it: `potluck get` reads along, --wait waits'
    case 'none':
      return waited ? 'nobody has it, and nobody downloads it' : 'nobody has it'
    case 'ended':
      return 'the node stopped asking'
  }
}

/** Throws what commander reports as wrong usage. */
function parseType(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be a whole number from 16 on.')
}

/** Throws what commander reports as wrong usage. */
function collectPair(text: string, before: readonly Pair[] = []): Pair[] {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Write a pair as key=value.')
  return [...before, { key: text.slice(0, at), value: text.slice(at + 1) }]
}
