// What is done about members: removed, given another role, listed for other programs; and leaving oneself.
import { Argument, type Command } from 'commander'
import { systemClock, writePrivateFile } from '../../base/index.js'
import type { MadeRemoval, Role } from '../../group/index.js'
import { addCommonOptions, addGroupOption, contextOf } from '../context.js'
import { findGroup } from '../find-group.js'
import { findMember } from '../find-member.js'
import { askRunningNode } from '../home-node.js'
import { readPhrase } from '../secret-input.js'
import { parsePeer, shortPeer } from '../units.js'

export function addMembership(group: Command): void {
  addRemove(group)
  addRole(group)
  addLeave(group)
  addDelete(group)
  addRevocations(group)
}

interface RemoveOptions {
  readonly withPhrase?: boolean
  readonly unseen?: boolean
  readonly distrustAll?: boolean
  readonly now?: boolean
}

function addRemove(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('remove')))
    .argument('<member>', 'its peer id, the end of that, or its name')
    .option('--with-phrase', 'as the root of the group: asks for the recovery phrase, or reads it from stdin')
    .option('--unseen', 'somebody who was invited and has not come: a peer id')
    .option('--distrust-all', 'whom it let in as an administrator goes too, and whom it removed comes back')
    .option('--now', 'also while this machine may lack what it wrote last, which then does not count')
    .description('end somebody’s membership, at once on every machine: asks the running node')
    .addHelpText(
      'after',
      '\nWhat it wrote so far stays, as far as this machine has it, and so does whom it let in. Where its machine is in other hands use' +
        '\n--distrust-all: else whom a thief let in stays too. Members are removed by any administrator, administrators by one nearer to' +
        '\nthe root, or with the recovery phrase.' +
        '\n\nExamples:\n  potluck group remove Stolen-laptop\n  potluck group remove …Yr8x2Kq1 --with-phrase'
    )
    .action(async (wanted: string, { withPhrase, unseen, distrustAll, now }: RemoveOptions, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const { id, name } = await findGroup(home, group)
      const who = unseen === true ? { peer: parsePeer(wanted), name: wanted } : await findMember(node(), id, wanted)
      const phrase = withPhrase === true ? { phrase: await readPhrase() } : {}
      const body = {
        ...phrase,
        ...(unseen === true && { unseen }),
        ...(distrustAll === true && { distrustAll }),
        ...(now === true && { unsynchronised: now })
      }
      const { removal } = (await node().post(`/v1/groups/${id}/members/${who.peer}/remove`, {}, body)) as RemovalAnswer
      output.result({ group: id, removal }, [
        `${who.name} (${shortPeer(who.peer)}) is no member of ${name} any more`,
        ...keptLines(who.peer, removal)
      ])
    })
}

interface RemovalAnswer {
  readonly removal: MadeRemoval | null
}

/** What stays of an administrator, and what does not. */
function keptLines(peer: string, removal: MadeRemoval | null): string[] {
  if (removal === null) return []
  const { certificates, removals, fallen } = removal.signed
  const stays = certificates + removals > 0
  return [
    ...(stays
      ? [
          `${counted(certificates, 'membership')} and ${counted(removals, 'removal')} that it signed stay`,
          `To let them fall: potluck group remove ${peer} --unseen --distrust-all`
        ]
      : []),
    ...(fallen > 0 ? [`${fallen} that it signed ${fallen === 1 ? 'counts' : 'count'} no more`] : [])
  ]
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function addRole(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('role')))
    .argument('<member>', 'its peer id, or the end of that; its name only for what takes something from it')
    .addArgument(new Argument('<role>', 'what it may do').choices(['member', 'administrator']))
    .description('give a member another role: asks the running node')
    .addHelpText('after', '\nExamples:\n  potluck group role …Yr8x2Kq1 administrator\n  potluck group role bob member')
    .action(async (wanted: string, role: Role, _options: unknown, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const { id, name } = await findGroup(home, group)
      const who = await findMember(node(), id, wanted, role === 'administrator')
      const path = `/v1/groups/${id}/members/${who.peer}/change`
      const { removal } = (await node().post(path, {}, { role })) as RemovalAnswer
      const verb = removal === null ? 'was' : 'is now'
      output.result({ group: id, peer: who.peer, role, removal }, [`${who.name} ${verb} ${role} of ${name}`])
    })
}

function addLeave(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('leave')))
    .option('--force', 'also as the last administrator: then only the recovery phrase lets anybody in')
    .description('end this machine’s own membership: asks the running node')
    .addHelpText(
      'after',
      '\nDeletes nothing: `potluck group delete` does.\n\nExamples:\n  potluck group leave\n  potluck group leave --group Office'
    )
    .action(async ({ force }: { force?: boolean }, command: Command) => {
      const { home, node, group, output } = contextOf(command)
      const { id, name } = await findGroup(home, group)
      const body = force === true ? { force } : {}
      const { heard } = (await node().post(`/v1/groups/${id}/leave`, {}, body)) as { heard: boolean }
      output.result({ group: id, name, heard }, [
        `this machine has left ${name}`,
        heard
          ? 'The others have heard of it.'
          : 'Nobody was there to hear of it: the others see it when its certificate ends.',
        'Next: `potluck group delete`'
      ])
    })
}

function addDelete(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('delete')))
    .description('delete what this machine has of a group: its records, its codes, its place in it')
    .addHelpText(
      'after',
      '\nThe others hear nothing of it: leave first. What the cache holds stays there. Works whether or not the node runs.' +
        '\n\nExamples:\n  potluck group delete --group Office'
    )
    .action(async (_options: unknown, command: Command) => {
      const { home, group, output } = contextOf(command)
      const { id, name } = await findGroup(home, group)
      const asked = await askRunningNode(home, (node) => node.delete(`/v1/groups/${id}`))
      if (asked === undefined) {
        const { deleteGroup } = await import('../../group/index.js')
        await deleteGroup(home, id)
      }
      output.result({ group: id, name }, [`${name} is deleted from this machine`])
    })
}

function addRevocations(parent: Command): void {
  addGroupOption(addCommonOptions(parent.command('crl')))
    .requiredOption('-o, --output <file>', 'where to write it: PEM')
    .description('write which certificates of this administrator were revoked, for other programs (X.509)')
    .addHelpText(
      'after',
      '\nEach administrator lists what it issued itself; a list is good for 7 days. Peers need none. Works whether or not the' +
        '\nnode runs.\n\nExamples:\n  potluck group crl -o alice.crl'
    )
    .action(async ({ output: file }: { output: string }, command: Command) => {
      const { home, group, output } = contextOf(command)
      const folder = await findGroup(home, group)
      const { knownMembers, loadIdentity, revocationList } = await import('../../group/index.js')
      const { keyPair } = await loadIdentity(home)
      const nowMs = systemClock.nowMs()
      const list = revocationList(await knownMembers(folder, nowMs), keyPair, nowMs)
      const base64 = Buffer.from(list)
        .toString('base64')
        .replace(/.{64}(?=.)/g, '$&\n')
      await writePrivateFile(file, `-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----\n`)
      output.result({ group: folder.id, file }, [`what this machine revoked in ${folder.name} is in ${file}`])
    })
}
