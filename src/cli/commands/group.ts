import type { Command } from 'commander'
import { requireHome, type NodeStatus } from '../../gateway/index.js'
import type { Member, RemovalInfo } from '../../group/index.js'
import { addMembership } from './group-members.js'
import { addProperties } from './group-properties.js'
import { addGroupSettings } from './group-settings.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { findGroup, groupTitle } from '../find-group.js'
import { askRunningNode, reloadRunningNode } from '../home-node.js'
import { describeMember, describeRemoval, limitWords } from '../member-lines.js'

interface MembersAnswer {
  group: string
  name: string
  members: Member[]
}
interface RemovalsAnswer {
  group: string
  name: string
  removals: RemovalInfo[]
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
      const { knownMembers, loadIdentity, verifyMembership, whyNoMember } = await import('../../group/index.js')
      const { systemClock } = await import('../../base/index.js')
      const folder = await findGroup(home, group)
      const { peer } = await loadIdentity(home)
      const nowMs = systemClock.nowMs()
      const state = await knownMembers(folder, nowMs)
      const membership = verifyMembership({
        rootPublicKey: folder.idBytes,
        chain: folder.chain,
        removals: state.removals,
        nowMs
      })
      const { id, name, knownAddresses } = folder
      const friendlyName = await friendlyNameOf(home, id)
      const own = membership.ok
        ? {
            ...{ role: membership.role, limits: membership.limits, depth: folder.chain.length },
            validUntil: new Date(membership.validUntilMs).toISOString()
          }
        : { role: null, limits: null, depth: null, validUntil: null, reason: membership.reason }
      output.result({ id, name, friendlyName, peerId: peer, ...own, knownAddresses }, [
        `${groupTitle({ name, friendlyName })}, id ${id}`,
        membership.ok
          ? [`this machine is ${membership.role} until ${own.validUntil}`, ...limitWords(membership.limits)].join(', ')
          : whyNoMember(folder, state, peer, nowMs).message,
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
    .option('--removed', 'who was removed, left, or was given another role, the newest first')
    .description('who is in the group and who is present: asks the running node')
    .addHelpText('after', '\nExamples:\n  potluck group members\n  potluck group members --removed')
    .action(async ({ removed }: { removed?: boolean }, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const { id } = await findGroup(home, group)
      const answer = (await node().get(`/v1/groups/${id}/members`)) as MembersAnswer
      const { name, members } = answer
      if (removed !== true) {
        return output.result(answer, [`${name}: ${members.length} members`, ...members.map(describeMember)])
      }
      const told = (await node().get(`/v1/groups/${id}/removals`)) as RemovalsAnswer
      const lines = told.removals.map((removal) => describeRemoval(removal, members))
      output.result(told, lines.length === 0 ? [`${name}: nobody was removed`] : [`${name}:`, ...lines])
    })
}
