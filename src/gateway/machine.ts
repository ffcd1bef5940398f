// What one machine has once, however many groups it is in: blobs, the ledger, the content server and the way to others'.
import { join } from 'node:path'
import type { KeyPair } from '../base/index.js'
import {
  createAliasClient,
  createOriginAccess,
  Ledger,
  openAliasServer,
  openBlobStore,
  originPolicy,
  type AliasClient,
  type AliasServer,
  type BlobStore,
  type OriginAccess,
  type OriginPolicy
} from '../content/index.js'
import type { Config } from './config-schema.js'
import { describeError, GatewayError } from './errors.js'
import { portError } from './port-error.js'
import type { NodeComponents } from './run-node.js'

export interface Machine {
  readonly blobs: BlobStore
  readonly ledger: Ledger
  readonly aliasServer: AliasServer
  readonly aliasClient: AliasClient
  readonly policy: OriginPolicy
  readonly origins: OriginAccess
  readonly usesUplink: boolean
  /** Safe to call twice. */
  close(): Promise<void>
}

export interface MachineInit {
  home: string
  config: Config
  keyPair: KeyPair
}

/** @throws {GatewayError} `PORT_IN_USE`, `BAD_CONFIG`; {ContentError} `DISK`, `CANNOT_LISTEN` */
export async function openMachine({ clock, random, logger }: NodeComponents, init: MachineInit): Promise<Machine> {
  const { home, config, keyPair } = init
  const policy = policyOf(config)
  const ledger = new Ledger()
  const origins = createOriginAccess({ clock, random, policy, ledger })
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
    return {
      ...{ blobs, ledger, aliasServer, aliasClient, policy, origins },
      usesUplink: config.uplink.use,
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

function policyOf(config: Config): OriginPolicy {
  try {
    return originPolicy(config.uplink.allowPrivateOrigins)
  } catch (error) {
    throw new GatewayError('BAD_CONFIG', `uplink.allowPrivateOrigins: ${describeError(error).message}`, {
      cause: error
    })
  }
}
