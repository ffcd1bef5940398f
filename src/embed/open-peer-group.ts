// Opens, founds and joins groups for a program that embeds Potluck.
import { raceSignal, silentLogger } from '../base/index.js'
import { chooseGroup, makeHome, requireHome } from '../gateway/index.js'
import {
  chooseFound,
  createGroup,
  createIdentity,
  findGroups,
  GroupError,
  identityText,
  isCodeText,
  joinByCode,
  joinGroup,
  knockAt,
  listGroups,
  loadIdentity,
  readGroupFolder,
  saveIdentity,
  type FoundGroup,
  type Identity
} from '../group/index.js'
import { checkArguments } from './arguments.js'
import { openGroups, whileOpening } from './open-groups.js'
import { holdGroup, type Hold } from './open-homes.js'
import { OpenedPeerGroup } from './opened-peer-group.js'
import type {
  CreatedPeerGroup,
  CreateOptions,
  FindOptions,
  GroupSummary,
  IdentityOptions,
  JoinOptions,
  KnockOptions,
  OpenOptions,
  ProgramAccess
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
  const { home, name, group: wanted, budgetMs, onWaiting, ...open } = options
  const { knownAddresses: addresses, mdns, signal, logger = silentLogger } = open
  const found = await findGroupsToKnock({ home, name, knownAddresses: addresses, mdns, signal, logger })
  const looking = { addresses, mdns, signal, logger }
  const { id } = await knockAt(home, chooseFound(found, wanted), {
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
export async function identityOf(options: IdentityOptions): Promise<{ peer: string; name: string; text: string }> {
  checkArguments('identity', options)
  const { peer, name, keyPair } = await ensureIdentity(options)
  return { peer, name, text: identityText(keyPair.publicKey, name) }
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

async function ensureIdentity({ home, name }: IdentityOptions): Promise<Identity> {
  await makeHome(home)
  try {
    return await loadIdentity(home)
  } catch (error) {
    if (!(error instanceof GroupError) || error.code !== 'NO_IDENTITY') throw error
  }
  const identity = createIdentity(name)
  await saveIdentity(home, identity)
  return identity
}

function peerGroupOf({ node, url, group: { group, content, connect }, release }: Hold): PeerGroup {
  const api: ProgramAccess | undefined =
    url === undefined ? undefined : { url, createToken: async (init) => (await node.tokens.create(init)).token }
  const opened: PeerGroup = new OpenedPeerGroup({
    ...{ group, content, api, connect },
    name: node.name,
    ledger: () => node.ledger(),
    close: () => release().finally(() => openGroups.delete(opened))
  })
  openGroups.add(opened)
  return opened
}
