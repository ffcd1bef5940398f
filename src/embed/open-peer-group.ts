// Opens, founds and joins groups for a program that embeds Potluck.
import { raceSignal, silentLogger, systemClock, systemRandom } from '../base/index.js'
import { chooseGroup, loadConfig, makeHome, requireHome, startNode, type StartedNode } from '../gateway/index.js'
import {
  createGroup,
  createIdentity,
  GroupError,
  identityText,
  isCodeText,
  joinByCode,
  joinGroup,
  listGroups,
  loadIdentity,
  readGroupFolder,
  saveIdentity,
  type Identity
} from '../group/index.js'
import type { InviteOptions, OpenOptions, PeerGroup, ProgramAccess } from './peer-group.js'
import { OpenedPeerGroup } from './opened-peer-group.js'

export interface CreateOptions extends Omit<OpenOptions, 'group'> {
  /** What this machine is called, where its home is new. */
  readonly name: string
  /** What the group is to be called. */
  readonly group: string
}

export interface CreatedPeerGroup {
  readonly group: PeerGroup
  /** Twelve words that can restore the group's root: shown once, kept nowhere. Keep them on paper. */
  readonly recoveryPhrase: string
}

export interface JoinOptions extends Omit<OpenOptions, 'group'> {
  /** What this machine is called, where its home is new. */
  readonly name: string
  /** The line that `PeerGroup.invite` or `potluck invite` made: an invitation for this identity, or a code. */
  readonly invitation: string
}

export interface IdentityOptions {
  readonly home: string
  /** What this machine is called, where its home is new. */
  readonly name: string
}

/** See {@link PeerGroup}. */
export async function openPeerGroup(options: OpenOptions): Promise<PeerGroup> {
  const { home, signal, logger = silentLogger } = options
  signal?.throwIfAborted()
  await requireHome(home)
  const { id: groupId } = chooseGroup(await groupsOf(home), options.group)
  const config = await loadConfig({ home, env: options.env ?? process.env, flags: flagsOf(options) })
  const components = { clock: systemClock, random: systemRandom, logger }
  const serves = options.ports?.gateway !== undefined
  const started = await startNode(components, { home, config, onDemand: true, serves, signal })
  try {
    const { ports, precedence } = options
    await raceSignal(started.node.openGroup(groupId, { port: ports?.group ?? 0, precedence }), signal)
  } catch (error) {
    await started.close()
    throw error
  }
  return peerGroupOf(started, groupId)
}

/** See {@link PeerGroup}. */
export async function createPeerGroup(options: CreateOptions): Promise<CreatedPeerGroup> {
  const { home, name, group: groupName, ...open } = options
  options.signal?.throwIfAborted()
  await ensureIdentity({ home, name })
  const { id, recoveryPhrase } = await createGroup(home, groupName)
  return { group: await openPeerGroup({ ...open, home, group: id }), recoveryPhrase }
}

/** See {@link PeerGroup}. */
export async function joinPeerGroup(options: JoinOptions): Promise<PeerGroup> {
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
export async function identityOf(options: IdentityOptions): Promise<{ peer: string; name: string; text: string }> {
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

function flagsOf({ ports = {}, hosts, mdns, knownAddresses, settings }: OpenOptions): { [key: string]: unknown } {
  const named = {
    'ports.group': ports.group ?? 0,
    'ports.content': ports.content ?? 0,
    'ports.gateway': ports.gateway ?? 0,
    'listen.hosts': hosts,
    'discovery.mdns': mdns,
    'discovery.knownAddresses': knownAddresses
  }
  return { ...settings, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) }
}

function peerGroupOf({ node, url, close }: StartedNode, groupId: string): PeerGroup {
  const { group, content } = node.group(groupId)
  const api: ProgramAccess | undefined =
    url === undefined ? undefined : { url, createToken: async (init) => (await node.tokens.create(init)).token }
  return new OpenedPeerGroup({
    ...{ group, content, api, close },
    name: node.name,
    ledger: () => node.ledger(),
    invite: async (identity: string, { role, ttlMs }: InviteOptions) => {
      const invitation = await group.invite({ identity, role, ttlMs })
      return invitation.text
    }
  })
}
