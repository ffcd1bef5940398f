// What one machine has once, however many groups it is in: blobs, the ledger, the content server and the way to others'.
import { join } from 'node:path'
import type { Clock, KeyPair } from '../base/index.js'
import {
  createAliasClient,
  Ledger,
  openAliasServer,
  openBlobStore,
  type AliasClient,
  type AliasServer,
  type BlobStore,
  type MachineOriginAccess,
  type OriginPolicy,
  type OwnLine
} from '../content/index.js'
import { openSources, ThroughMembers, type LocalSource } from '../flows/index.js'
import type { Config } from './config-schema.js'
import { describeError, GatewayError } from './errors.js'
import { openOrigins } from './origins.js'
import { isOwnAddress } from './own-address.js'
import { portError } from './port-error.js'
import type { NodeComponents } from './run-node.js'

export interface Machine {
  readonly blobs: BlobStore
  readonly ledger: Ledger
  readonly aliasServer: AliasServer
  readonly aliasClient: AliasClient
  readonly policy: OriginPolicy
  readonly origins: MachineOriginAccess
  readonly line: OwnLine
  /** The way out through members, for this machine's own programs. */
  readonly through: ThroughMembers
  /** To be told what this node listens on beside the content port: no member is led there. */
  setOwnPorts(ports: () => readonly (number | null)[]): void
  /** What members can have that was never advertised (`need.sources`). */
  readonly localSources: readonly LocalSource[]
  /** Safe to call twice. */
  close(): Promise<void>
}

export interface MachineInit {
  home: string
  config: Config
  keyPair: KeyPair
}

/** @throws {GatewayError} `PORT_IN_USE`, `BAD_CONFIG`; {ContentError} `DISK`, `CANNOT_LISTEN` */
export async function openMachine(components: NodeComponents, init: MachineInit): Promise<Machine> {
  const { clock, logger } = components
  const { home, config, keyPair } = init
  const ledger = new Ledger(clock)
  const own = { ports: (): readonly (number | null)[] => [] }
  const isSelf = (address: string, port: number): boolean => isOwnAddress(address, own.ports().includes(port))
  const { policy, line, origins } = await openOrigins(components, config, ledger, isSelf)
  const localSources = await readSources(home, config, clock)
  const blobs = await openBlobStore({ directory: join(home, 'blobs'), maxBytes: config.cache.maxBytes, clock, logger })
  const aliasClient = createAliasClient({ keyPair, clock, logger })
  const close = async (): Promise<void> => {
    aliasClient.close()
    await blobs.close()
  }
  try {
    const { content: port } = config.ports
    const { hosts } = config.listen
    const aliasServer = await openAliasServer({ keyPair, port, hosts, blobs, ledger, clock, logger })
    const through = new ThroughMembers({ line, asks: config.uplink.members, clock, logger })
    origins.carriedBy(through)
    own.ports = () => [aliasServer.port]
    return {
      through,
      setOwnPorts: (ports) => void (own.ports = () => [aliasServer.port, ...ports()]),
      ...{ blobs, ledger, aliasServer, aliasClient, policy, origins, line, localSources },
      close: async () => {
        await aliasServer.close()
        await close()
      }
    }
  } catch (error) {
    await close()
    throw portError(error, { key: 'ports.content', port: config.ports.content, config })
  }
}

/** None may hold, or lie in, the home folder: keys and the group's secret are there. @throws {GatewayError} `BAD_CONFIG` */
async function readSources(home: string, config: Config, clock: Clock): Promise<LocalSource[]> {
  try {
    return await openSources(config.need.sources, { clock, forbidden: home })
  } catch (error) {
    throw new GatewayError('BAD_CONFIG', `need.sources: ${describeError(error).message}`, { cause: error })
  }
}
