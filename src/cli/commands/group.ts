import type { Command } from 'commander'
import { requireHome, type NodeStatus } from '../../gateway/index.js'
import type { Member } from '../../group/index.js'
import { addMembership } from './group-members.js'
import { addProperties } from './group-properties.js'
import { addGroupSettings } from './group-settings.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { findGroup, groupTitle } from '../find-group.js'
import { askRunningNode, reloadRunningNode } from '../home-node.js'

interface MembersAnswer {
  group: string
  name: string
  members: Member[]
}

export function addGroup(program: Command): void {
  const group = program.command('group').description('create a group, look at one, remove members, leave')
  addCreate(group)
  addShow(group)
  addMembers(group)
  addMembership(group)
  addProperties(group)
  addGroupSettings(group)
}

function addCreate(parent: Command): void {
  addCommonOptions(parent.command('create'))
    .argument('<name>', 'what the group is called')
    .description('create a group with this machine as its first administrator')
    .addHelpText('after', '\nWorks whether or not the node runs.\n\nExamples:\n  potluck group create Home')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { home, output } = contextOf(command)
      await requireHome(home)
      const { createGroup } = await import('../../group/index.js')
      const { id, recoveryPhrase } = await createGroup(home, name)
      const running = await reloadRunningNode(home, id)
      const lines = [
        `created the group ${name}, id ${id}`,
        'Write these twelve words on paper: they are the key to the group and are kept nowhere else.',
        `  ${recoveryPhrase}`,
        running ? 'The running node has opened it.' : 'Next: `potluck up`'
      ]
      output.result({ id, name, recoveryPhrase }, lines, [recoveryPhrase])
    })
}

function addShow(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('show')))
    .description('what this machine knows of its group')
    .addHelpText(
      'after',
      '\nWorks whether or not the node runs; the friendly name that administrators gave the group only a running one knows.' +
        '\n\nExamples:\n  potluck group show\n  potluck group show --group Home'
    )
    .action(async (_options: unknown, command: Command) => {
      const { home, group, output } = contextOf(command)
      const { knownMembers, loadIdentity, verifyMembership } = await import('../../group/index.js')
      const { systemClock } = await import('../../base/index.js')
      const folder = await findGroup(home, group)
      const { peer } = await loadIdentity(home)
      const nowMs = systemClock.nowMs()
      const { removals } = await knownMembers(folder, nowMs)
      const membership = verifyMembership({
        rootPublicKey: folder.idBytes,
        chain: folder.chain,
        removals,
        nowMs
      })
      const { id, name, knownAddresses } = folder
      const friendlyName = await friendlyNameOf(home, id)
      const own = membership.ok
        ? { role: membership.role, validUntil: new Date(membership.validUntilMs).toISOString() }
        : { role: null, validUntil: null, reason: membership.reason }
      output.result({ id, name, friendlyName, peerId: peer, ...own, knownAddresses }, [
        `${groupTitle({ name, friendlyName })}, id ${id}`,
        membership.ok
          ? `this machine is ${membership.role} until ${own.validUntil}`
          : `no member: ${membership.reason}`,
        ...knownAddresses.map((address) => `known address ${address}`)
      ])
    })
}

/** It stands in the records, which a running node has open. @returns null where none says it: the rest is known without it */
async function friendlyNameOf(home: string, id: string): Promise<string | null> {
  const asked = askRunningNode(home, (node) => node.get('/v1/status'))
  const status = (await asked.catch(() => undefined)) as NodeStatus | undefined
  return status?.groups.find((group) => group.id === id)?.friendlyName ?? null
}

function addMembers(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('members')))
    .description('who is in the group and who is present: asks the running node')
    .addHelpText('after', '\nExamples:\n  potluck group members')
    .action(async (_options: unknown, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const { id } = await findGroup(home, group)
      const answer = (await node().get(`/v1/groups/${id}/members`)) as MembersAnswer
      output.result(answer, [`${answer.name}: ${answer.members.length} members`, ...answer.members.map(describe)])
    })
}

function describe(member: Member): string {
  const place = member.self ? 'this machine' : member.present ? 'present' : 'away'
  const until = new Date(member.validUntilMs).toISOString().slice(0, 10)
  return `  ${member.name.padEnd(16)} ${member.role.padEnd(13)} ${place.padEnd(12)} until ${until}  ${member.peer}`
}
