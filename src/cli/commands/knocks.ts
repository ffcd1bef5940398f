// `knocks`: who asks to be let in, and what an administrator answers.
import { Option, type Command } from 'commander'
import { systemClock } from '../../base/index.js'
import type { Knock, Role } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { CliError } from '../errors.js'
import { findGroup } from '../find-group.js'
import { formatDuration, shortPeer } from '../units.js'

interface KnocksAnswer {
  group: string
  name: string
  knocking: 'off' | 'on'
  knocks: Knock[]
}

const EXAMPLES = `
Asks the running node of an administrator. Names are the strangers' own word, so nobody is let in by name: PEER is the end of a
key, which the person at the other machine reads aloud.

Examples:
  potluck knocks on
  potluck knocks
  potluck knocks allow a1b2c3d4
  potluck knocks allow a1b2c3d4 --role administrator
  potluck knocks deny a1b2c3d4
  potluck knocks off`

export function addKnocks(program: Command): void {
  const knocks = addGroupOption(addCommonOptions(program.command('knocks')))
  knocks
    .description('who asks to be let into the group, and letting them in')
    .addHelpText('after', EXAMPLES)
    .action(async (_options: unknown, command: Command) => {
      const { home, group, output, node } = contextOf(command)
      const { id } = await findGroup(home, group)
      const answer = (await node().get(`/v1/groups/${id}/knocks`)) as KnocksAnswer
      output.result(answer, describe(answer))
    })
  for (const knocking of ['on', 'off'] as const) {
    addGroupOption(addCommonOptions(knocks.command(knocking)))
      .description(knocking === 'on' ? "have administrators' nodes hear strangers on the LAN" : 'hear nobody any more')
      .addHelpText('after', `\nExamples:\n  potluck knocks ${knocking}`)
      .action(async (_options: unknown, command: Command) => {
        const { home, group, output, node } = contextOf(command)
        const { idEnd } = await import('../../group/index.js')
        const { id, name } = await findGroup(home, group)
        const answer = (await node().post(`/v1/groups/${id}/knocks`, {}, { knocking })) as KnocksAnswer
        output.result(answer, [
          knocking === 'on'
            ? `strangers on this network can see the name of ${name} and knock, by: potluck knock ${idEnd(id)}`
            : `nobody can knock at ${name}`
        ])
      })
  }
  addAnswer(knocks, 'allow')
    .addOption(new Option('--role <role>', 'what it becomes').choices(['member', 'administrator']).default('member'))
    .option('--again', 'also where it was removed from the group, or left it, before')
  addAnswer(knocks, 'deny')
}

function addAnswer(knocks: Command, verb: 'allow' | 'deny'): Command {
  const allow = verb === 'allow'
  return addGroupOption(addCommonOptions(knocks.command(verb)))
    .argument('<peer>', 'the end of its key, as `potluck knocks` shows it, or all of it')
    .description(allow ? 'let somebody in who knocks' : 'do not let somebody in who knocks, for a day')
    .addHelpText('after', `\nExamples:\n  potluck knocks ${verb} a1b2c3d4`)
    .action(async (wanted: string, options: { role?: Role; again?: boolean }, command: Command) => {
      const { home, group, output, node } = contextOf(command)
      const { id, name } = await findGroup(home, group)
      const path = `/v1/groups/${id}/knocks`
      const { knocks: waiting } = (await node().get(path)) as KnocksAnswer
      const peer = choosePeer(waiting, wanted)
      const { role, again } = options
      await node().post(`${path}/${encodeURIComponent(peer)}`, {}, { allow, ...(allow && { role, again }) })
      const who = shortPeer(peer)
      output.result({ group: id, peer, allow }, [
        allow
          ? `${who} comes into ${name} as ${role ?? 'member'} when it asks again`
          : `${who} does not come into ${name}`
      ])
    })
}

/** @throws {CliError} `USAGE` where several keys end so, or the end is too short to tell */
function choosePeer(knocks: readonly Knock[], wanted: string): string {
  const end = wanted.replace(/^…/, '')
  const meant = knocks.filter(({ peer }) => peer.endsWith(end))
  if (end.length < 8) throw new CliError('USAGE', `"${wanted}" is too short: give the last 8 characters of the key`)
  if (meant.length > 1) throw new CliError('USAGE', `several keys end with ${end}: give more of it`)
  return meant[0]?.peer ?? end // Who waits no longer may be answered by the whole key.
}

function describe({ name, knocking, knocks }: KnocksAnswer): string[] {
  if (knocking === 'off') return [`${name}: nobody can knock; \`potluck knocks on\` turns it on`]
  const nowMs = systemClock.nowMs()
  return [
    knocks.length === 0 ? `${name}: nobody knocks` : `${name}:`,
    ...knocks.map(({ peer, name: own, host, sinceMs, standing }) => {
      const was = { stranger: '', member: '  is a member already', removed: '  was removed before: --again' }[standing]
      return `  ${own.padEnd(16)} key ${shortPeer(peer)}  from ${host}, for ${formatDuration(nowMs - sinceMs)}${was}`
    })
  ]
}
