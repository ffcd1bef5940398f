// Opens, founds and joins groups for a program that embeds Potluck.
import { raceSignal, silentLogger } from '../base/index.js'
import { chooseGroup, requireHome } from '../gateway/index.js'
import {
  chooseFound,
  createGroup,
  deleteGroup,
  findGroups,
  GroupError,
  isCodeText,
  isIdEnd,
  joinByCode,
  joinGroup,
  knockAt,
  listGroups,
  parseInvitation,
  readGroupFolder,
  recoverAdministrator,
  type FoundGroup,
  type InvitationInfo
} from '../group/index.js'
import { checkArguments } from './arguments.js'
import { openGroups, whileOpening } from './open-groups.js'
import { holdGroup, inTurn, type Hold } from './open-homes.js'
import { ensureIdentity } from './open-identity.js'
import { OpenedPeerGroup } from './opened-peer-group.js'
import type {
  CreatedPeerGroup,
  CreateOptions,
  FindOptions,
  GroupOptions,
  GroupSummary,
  JoinOptions,
  KnockOptions,
  OpenOptions,
  ProgramAccess,
  RecoverOptions
} from './options.js'
import type { PeerGroup } from './peer-group.js'

/** See {@link PeerGroup}. */
export async function openPeerGroup(options: OpenOptions): Promise<PeerGroup> {
  checkArguments('open', options)
  return whileOpening(async () => {
    const { home, signal } = options
    signal?.throwIfAborted()
    await requireHome(home)
    const { id } = chooseGroup(await groupsOf(home), options.group)
    return peerGroupOf(await holdGroup(home, id, options))
  })
}

/** See {@link PeerGroup}. */
export async function createPeerGroup(options: CreateOptions): Promise<CreatedPeerGroup> {
  checkArguments('create', options)
  const { home, name, group: groupName, properties, ...open } = options
  options.signal?.throwIfAborted()
  await ensureIdentity({ home, name })
  const { id, recoveryPhrase } = await createGroup(home, groupName)
  const group = await openPeerGroup({ ...open, home, group: id })
  try {
    if (properties !== undefined) await group.setProperties(properties)
    return { group, recoveryPhrase }
  } catch (error) {
    await group.close()
    throw error
  }
}

/** See {@link PeerGroup}. */
export async function joinPeerGroup(options: JoinOptions): Promise<PeerGroup> {
  checkArguments('join', options)
  const { home, name, invitation: given, ...open } = options
  const { signal, logger = silentLogger } = open
  signal?.throwIfAborted()
  await ensureIdentity({ home, name })
  const invitation = given.trim()
  const joining = isCodeText(invitation)
    ? joinByCode(home, invitation, { logger, ...(open.mdns === undefined ? {} : { mdns: open.mdns }) })
    : joinGroup(home, invitation)
  const { id } = await raceSignal(joining, signal)
  return openPeerGroup({ ...open, home, group: id })
}

/** See {@link PeerGroup}. */
export async function findGroupsToKnock(options: FindOptions): Promise<FoundGroup[]> {
  checkArguments('find', options)
  const { home, name, knownAddresses: addresses, mdns, budgetMs, signal, logger = silentLogger } = options
  signal?.throwIfAborted()
  await ensureIdentity({ home, name })
  return findGroups(home, { addresses, mdns, budgetMs, signal, logger })
}

/** See {@link PeerGroup}. */
export async function knockPeerGroup(options: KnockOptions): Promise<PeerGroup> {
  checkArguments('knock', options)
  const { home, name, group: wanted, confirm, budgetMs, onWaiting, ...open } = options
  const { knownAddresses: addresses, mdns, signal, logger = silentLogger } = open
  const found = await findGroupsToKnock({ home, name, knownAddresses: addresses, mdns, signal, logger })
  const looking = { addresses, mdns, signal, logger }
  const group = chooseFound(found, wanted)
  if (!isIdEnd(wanted) && (await confirm?.(group)) !== true) {
    throw new GroupError('NOBODY_FOUND', `${group.name} is not the group that was meant`)
  }
  const { id } = await knockAt(home, group, {
    ...looking,
    budgetMs,
    ...(onWaiting && { onWaiting })
  })
  return openPeerGroup({ ...open, home, group: id })
}

/** See {@link PeerGroup}. */
export async function listPeerGroups(options: { readonly home: string }): Promise<GroupSummary[]> {
  checkArguments('home', options)
  await requireHome(options.home)
  return (await groupsOf(options.home)).map(({ id, name }) => ({ id, name }))
}

/** See {@link PeerGroup}. */
export async function parseGroupInvitation(text: string): Promise<InvitationInfo> {
  checkArguments('parseInvitation', { text })
  return parseInvitation(text)
}

/** See {@link PeerGroup}. */
export async function deletePeerGroup(options: GroupOptions): Promise<void> {
  checkArguments('delete', options)
  const { home } = options
  await requireHome(home)
  const { id, name } = chooseGroup(await groupsOf(home), options.group)
  await inTurn(home, async (opened) => {
    if (opened.isOpen(id)) throw new GroupError('GROUP_IN_USE', `${name} is open here: close it first`)
    await deleteGroup(home, id)
  })
}

/** See {@link PeerGroup}. */
export async function recoverPeerGroup(options: RecoverOptions): Promise<void> {
  checkArguments('recover', options)
  const { home, phrase } = options
  await requireHome(home)
  const { id } = chooseGroup(await groupsOf(home), options.group)
  await inTurn(home, async (opened) => {
    await recoverAdministrator(home, id, phrase)
    await opened.reload()
  })
}

/** One whose file cannot be read goes by its id: opening it says why. */
async function groupsOf(home: string): Promise<{ id: string; name: string }[]> {
  const read = async (id: string): Promise<{ id: string; name: string }> => {
    try {
      return await readGroupFolder(home, id)
    } catch (error) {
      if (error instanceof GroupError) return { id, name: id }
      throw error
    }
  }
  return Promise.all((await listGroups(home)).map(read))
}

function peerGroupOf({ node, url, group: opening, release }: Hold): PeerGroup {
  const { group, content, needs, elections, connect } = opening
  const api: ProgramAccess | undefined =
    url === undefined
      ? undefined
      : {
          url,
          createToken: async (init) => {
            checkArguments('createToken', init)
            return (await node.tokens.create(init)).token
          }
        }
  const opened: PeerGroup = new OpenedPeerGroup({
    ...{ group, content, needs, elections, api, connect },
    name: node.name,
    ledger: () => node.ledger(),
    close: () => release().finally(() => openGroups.delete(opened))
  })
  openGroups.add(opened)
  return opened
}
