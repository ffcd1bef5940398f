// Opens a group of this machine: its membership, its store judged by that, and its graph guarded by that.
import { join } from 'node:path'
import { peerIdFromPublicKey, type Clock, type Logger, type PeerId, type Random } from '../base/index.js'
import {
  agreedTimeFile,
  startGraph,
  openPeerClock,
  type AddressBook,
  type AdmissionRequest,
  type AgreedTime,
  type Gate,
  type OpenedPeerClock
} from '../graph/index.js'
import { openStore, type Policy, type Storage } from '../store/index.js'
import { fileAddressBook } from './address-book.js'
import { codeFile, type CodeStorage } from './code-file.js'
import { Codes } from './codes.js'
import { readGroupFolder } from './group-folder.js'
import type { Group } from './group.js'
import { loadIdentity } from './identity.js'
import { knockFile, type KnockStorage } from './knock-file.js'
import { keptTerms } from './kept-terms.js'
import { Knocks } from './knocks.js'
import { nameOfMember, writeMemberRecord } from './member-record.js'
import { membershipClock } from './membership-clock.js'
import { MembershipSet } from './membership-set.js'
import { folderMembershipStorage, removeHalfWritten, type MembershipStorage } from './membership-storage.js'
import { propertiesType, PropertiesRecord } from './properties.js'
import { settingsType, SettingsRecord } from './settings.js'
import { whyNoMember } from './why-no-member.js'
import { ToldRecords } from './told.js'
import { OpenGroup } from './assembled-group.js'
import { MemberOffice } from './member-office.js'

/** What a group needs from outside. */
export interface GroupComponents {
  clock: Clock
  random: Random
  logger: Logger
  /** How members are reached. @default over libp2p */
  startGraph?: typeof startGraph | undefined
  /** Where the group keeps what it learns. @default in its folder */
  storages?: GroupStorages | undefined
}

export interface GroupStorages {
  readonly records: Storage
  readonly membership: MembershipStorage
  readonly codes: CodeStorage
  readonly knocks: KnockStorage
  readonly addresses: AddressBook
  readonly agreedTime: AgreedTime
}

export interface GroupInit {
  home: string
  /** 64 hex characters; see `listGroups`. */
  groupId: string
  /** 0: any. */
  listenPort: number
  /** IP addresses to listen on. @default as the graph says */
  listenHosts?: readonly string[]
  /** Whether to find, and be found by, members through multicast on the LAN. */
  mdns: boolean
  /** First contacts beside those of the invitation, as multiaddrs. @default none */
  knownAddresses?: readonly string[]
  /** Record types that come right after the group's own when this machine synchronises, in this order: at most 14. @default none */
  precedence?: readonly string[]
  /** Whether it connects at once. @default true: else `connect` does */
  connect?: boolean | undefined
}

/**
 * Resolves when the store is read and, unless told not to, the graph listens; members are found after that.
 * @throws {GroupError} `NO_IDENTITY`, `NO_SUCH_GROUP`, `BAD_GROUP_FILE`, `NOT_A_MEMBER`, `REMOVED`; {StoreError} `ALREADY_RUNNING`,
 * `NEWER_FORMAT`, `DISK`; {GraphError} `CANNOT_LISTEN`; {RangeError} bad types with precedence
 */
export async function openGroup(components: GroupComponents, init: GroupInit): Promise<Group> {
  const { clock, random, logger, storages } = components
  const { keyPair, name } = await loadIdentity(init.home)
  const folder = await readGroupFolder(init.home, init.groupId)
  const self = peerIdFromPublicKey(keyPair.publicKey)
  const agreedTime = storages?.agreedTime ?? agreedTimeFile(join(folder.path, 'peer-time.json'))
  const judged = membershipClock(clock, folder.idBytes, folder.chain, await agreedTime.load())
  const opened: (() => Promise<void> | void)[] = []
  try {
    const members = await MembershipSet.open({
      rootPublicKey: folder.idBytes,
      storage: storages?.membership ?? folderMembershipStorage(join(folder.path, 'members')),
      clock: judged,
      logger: logger.forComponent('group:membership')
    })
    opened.push(() => members.close())
    await members.addChain(folder.chain)
    if (!members.isMember(self)) throw whyNoMember(folder, members.state, self, judged.nowMs())
    const time = await openGroupTime(agreedTime, members.membershipOf(self)?.validFromMs, { clock, logger })
    opened.push(() => time.close())
    const { peerClock } = time
    const store = await openStore(
      {
        keyPair,
        policy: policyOf(members),
        clock: peerClock,
        random,
        logger: logger.forComponent('store'),
        ...(storages && { storage: storages.records })
      },
      {
        group: folder.idBytes,
        deferExpirationWhileAlone: true,
        precedence: [...new Set([propertiesType.name, settingsType.name, ...(init.precedence ?? [])])],
        ...(storages === undefined && { folder: join(folder.path, 'store') })
      }
    )
    opened.push(() => store.close())
    if (storages === undefined) await removeHalfWritten(join(folder.path, 'members'))
    await writeMemberRecord(store, name, peerClock)
    const properties = new PropertiesRecord(store, folder.idBytes, folder.name)
    const settings = new SettingsRecord(store, folder.idBytes)
    let addresses: () => readonly string[] = () => []
    const termsOf = (peer: PeerId): ReturnType<typeof keptTerms> => keptTerms(members.state, peer, judged.nowMs())
    const codes = await Codes.open({
      folder,
      keyPair,
      issuerName: name,
      membership: () => {
        const [membership, chain] = [members.membershipOf(self), members.chainOf(self)]
        return membership && chain && { membership, chain }
      },
      removals: () => members.removals,
      termsOf,
      addresses: () => addresses(),
      storage: storages?.codes ?? codeFile(join(folder.path, 'codes.json'), logger.forComponent('group:codes')),
      clock: judged,
      random,
      logger: logger.forComponent('group:codes')
    })
    const knocks = await Knocks.open({
      folder,
      keyPair,
      self,
      ownName: name,
      members,
      termsOf,
      isOn: () => settings.read().knock === 'on',
      addresses: () => addresses(),
      storage: storages?.knocks ?? knockFile(join(folder.path, 'knocks.json'), logger.forComponent('group:knocks')),
      clock: judged,
      random,
      logger: logger.forComponent('group:knocks')
    })
    const { listenPort, listenHosts, mdns, knownAddresses = [] } = init
    const graph = await (components.startGraph ?? startGraph)(
      {
        store,
        gate: gateOf(members, folder.secret, self, { codes, knocks }),
        keyPair,
        clock,
        random,
        logger: logger.forComponent('graph')
      },
      {
        groupId: folder.id,
        mdns,
        presenceTtlMs: () => properties.read().presenceLifetimeMs,
        presenceMax: () => -1, // Who downloads, holds or passes on has to be seen: docs/decisions/0005.
        peerClock,
        addressBook: storages?.addresses ?? fileAddressBook(join(folder.path, 'addresses.json'))
      }
    )
    addresses = () => graph.addresses()
    const office = new MemberOffice({
      ...{ folder, keyPair, self, members, graph, clock: judged, random },
      cutOf: (author) => store.cutOf(author),
      hasCome: (member) => nameOfMember(store, member) !== undefined
    })
    const told = new ToldRecords({
      ...{ group: folder.idBytes, self, keyPair, graph, random, logger: logger.forComponent('group:told') },
      isMember: (peer) => members.isMember(peer),
      clock: peerClock
    })
    const group = new OpenGroup({
      home: init.home,
      folder: { ...folder, knownAddresses: [...knownAddresses, ...folder.knownAddresses] },
      keyPair,
      members,
      store,
      time,
      graph,
      listen: { port: listenPort, hosts: listenHosts },
      clock,
      codes,
      office,
      knocks,
      told,
      properties,
      settings,
      logger: logger.forComponent('group')
    })
    opened.splice(0, Infinity, () => group.close())
    if (init.connect ?? true) await group.connect()
    return group
  } catch (error) {
    for (const close of opened.reverse()) await close()
    throw error
  }
}

/**
 * The clock of a group's records. Certificates are judged by this machine's own: their times are no other than the world's.
 * @param certifiedMs from when our certificate counts
 */
export function openGroupTime(
  agreedTime: AgreedTime,
  certifiedMs: number | undefined,
  { clock, logger }: Pick<GroupComponents, 'clock' | 'logger'>
): Promise<OpenedPeerClock> {
  return openPeerClock({ clock, agreedTime, lowerBoundMs: certifiedMs, logger: logger.forComponent('graph:time') })
}

/** How the store judges authors. */
export function policyOf(members: MembershipSet): Policy {
  return {
    knowsAuthor: (author) => members.knows(author),
    memberUntilMs: (author) => members.memberUntilMs(author),
    recordsUntilMs: (author) => members.recordsOf(author)?.untilMs,
    cutsOf: (author) => members.cutsOf(author),
    isAdministrator: (author) => members.recordsOf(author)?.role === 'administrator',
    credentials: () => members.objects(),
    acceptsCredential: (bytes) => members.accepts(bytes),
    receiveCredential: (bytes) => members.receive(bytes),
    onChange: (listener) => members.on('change', listener),
    onCredential: (listener) => members.on('object', listener)
  }
}

/** How the graph judges peers. */
export function gateOf(
  members: MembershipSet,
  groupSecret: Uint8Array,
  self: PeerId,
  doors?: { readonly codes: Pick<Codes, 'answerRequest'>; readonly knocks: Pick<Knocks, 'answerKnock'> }
): Gate {
  return {
    groupSecret,
    credentials: () => members.credentialsOf(self),
    admit: (peer, credentials) => members.admit(peer, credentials),
    isMember: (peer) => members.isMember(peer),
    onChange: (listener) => members.on('change', listener),
    farewell: (peer) => members.farewellTo(peer),
    hearFarewell: (body) => members.hearFarewell(self, body),
    ...(doors && {
      answerRequest: (request: AdmissionRequest) => doors.codes.answerRequest(request),
      answerKnock: (request: AdmissionRequest) => doors.knocks.answerKnock(request)
    })
  }
}
