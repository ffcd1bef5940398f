// `election`: whom the group elected to provide for all, why, and electing anew.
import { InvalidArgumentError, type Command } from 'commander'
import { checkedKind } from '../../flows/election/kinds.js'
import type { ElectedProvider, ElectionExplanation } from '../../gateway/index.js'
import { addCommonOptions, addGroupOption, contextOf, type Context } from '../context.js'
import { findGroup } from '../find-group.js'
import { memberNames, type NameOf } from '../member-names.js'

const DEFAULT_KIND = 'group'
const EXAMPLES = `
KIND is what somebody is elected for: "group" (it fetches first for all, where nothing else is said), or the name of an application.
Machines are compared by what each measured of itself: internet access, bandwidth, uptime, power, processor, operating system. Which
kinds this machine sees to by itself is the setting election.kinds.

Examples:
  potluck election start
  potluck election start printing --criterion 7=3
  potluck election show
  potluck election explain`

interface ElectionsAnswer {
  group: string
  name: string
  elections: { kind: string; provider?: ElectedProvider }[]
}

type Criterion = { level: number; value: number }

export function addElection(program: Command): void {
  const election = addGroupOption(addCommonOptions(program.command('election')))
  election.description('whom the group elected to provide for all, and why').addHelpText('after', EXAMPLES)
  const sub = (name: string, about: string): Command =>
    addGroupOption(addCommonOptions(election.command(name))).description(about)
  sub('start', 'elect anew; takes 3 to 8 s')
    .argument('[kind]', 'what for', DEFAULT_KIND)
    .option(
      '--criterion <level=value>',
      'what this machine is worth to the application: level 7 to 255, more is better (repeatable)',
      (text: string, before: Criterion[] = []) => [...before, parseCriterion(text)]
    )
    .addHelpText('after', '\nExamples:\n  potluck election start\n  potluck election start printing --criterion 7=3')
    .action(async (kind: string, { criterion }: { criterion?: Criterion[] }, command: Command) => {
      const { path, nameOf, context } = await ask(command, kind)
      const body = criterion === undefined ? {} : { criteria: criterion }
      const elected = (await context.node().post(path, {}, body)) as ElectedProvider
      context.output.result(elected, [describeProvider(kind, elected, nameOf)])
    })
  sub('show', 'who is elected and here')
    .addHelpText('after', '\nExamples:\n  potluck election show\n  potluck election show --json')
    .action(async (_options: unknown, command: Command) => {
      const { path, nameOf, context } = await ask(command)
      const answer = (await context.node().get(path)) as ElectionsAnswer
      const lines = answer.elections.map(({ kind, provider }) => describeProvider(kind, provider, nameOf))
      context.output.result(
        answer,
        lines.length > 0 ? lines : [`${answer.name}: no election yet: \`potluck election start\``]
      )
    })
  sub('explain', 'who stood, who won by what, and why not this machine')
    .argument('[kind]', 'what for', DEFAULT_KIND)
    .addHelpText('after', '\nExamples:\n  potluck election explain\n  potluck election explain printing --json')
    .action(async (kind: string, _options: unknown, command: Command) => {
      const { path, nameOf, context } = await ask(command, kind)
      const answer = (await context.node().get(path)) as ElectionExplanation
      context.output.result(answer, describeElection(answer, nameOf))
    })
}

/** @throws {FlowError} `BAD_KIND`: also of `.` and `..`, which no path can name */
async function ask(command: Command, kind?: string): Promise<{ context: Context; path: string; nameOf: NameOf }> {
  if (kind !== undefined) checkedKind(kind)
  const context = contextOf(command)
  const { id } = await findGroup(context.home, context.group)
  const path = `/v1/groups/${id}/elections${kind === undefined ? '' : `/${kind}`}`
  return { context, path, nameOf: await memberNames(context.node(), id) }
}

function parseCriterion(text: string): Criterion {
  const [, level, value] = /^(\d{1,3})=(\d{1,5})$/.exec(text) ?? []
  if (level === undefined) throw new InvalidArgumentError('Write it as LEVEL=VALUE, for instance 7=3.')
  return { level: Number(level), value: Number(value) }
}

function describeProvider(kind: string, provider: ElectedProvider | undefined, nameOf: NameOf): string {
  if (provider === undefined) return `${kind}: nobody who is here is elected`
  const { peer, self, backup } = provider
  const standIn = backup === undefined ? '' : `; its backup: ${nameOf(backup)}`
  return `${kind}: ${nameOf(peer)}${self ? ' (this machine)' : ''}${standIn}`
}

function describeElection(answer: ElectionExplanation, nameOf: NameOf): string[] {
  const { kind, provider, running, stood, own, whyNotSelf, refused } = answer
  const valuesOf = (criteria: ElectionExplanation['own']): string =>
    criteria.map(({ name, words }) => `${name} ${words}`).join(', ')
  return [
    describeProvider(kind, provider, nameOf) + (running ? ' (an election runs)' : ''),
    ...stood.flatMap(({ peer, criteria, capped, lostBy }) => [
      `  ${nameOf(peer)} ${lostBy === undefined ? 'is the best' : `loses by ${lostBy}`}: ${valuesOf(criteria)}`,
      ...capped.map(
        ({ level, claimed, counted }) =>
          `    claimed ${claimed} at level ${level}: ${counted} is what this node has seen of it`
      )
    ]),
    ...(whyNotSelf === undefined ? [] : [`not this machine: ${whyNotSelf}`]),
    ...(own.length === 0 ? [] : [`  this machine now: ${valuesOf(own)}`]),
    ...refused.map(({ peer, what, reason }) => `  did not count: a ${what} of ${nameOf(peer)}: ${reason}`)
  ]
}
