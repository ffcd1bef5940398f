// The way out to origins as settings have it: what may be reached, through which proxy, with whose certificates.
import { parseUrl } from '../base/index.js'
import { readFile, stat } from 'node:fs/promises'
import type { SecureContext } from 'node:tls'
import {
  createOriginAccess,
  originPolicy,
  OwnLine,
  trustBesides,
  type Ledger,
  type MachineOriginAccess,
  type OriginPolicy
} from '../content/index.js'
import type { Config } from './config-schema.js'
import { MAX_CA_FILE_BYTES } from './defaults.js'
import { describeError, GatewayError, systemWords } from './errors.js'
import type { NodeComponents } from './run-node.js'

/** @throws {GatewayError} `BAD_CONFIG` */
export async function openOrigins(
  { clock, random, logger }: NodeComponents,
  config: Config,
  ledger: Ledger,
  isSelf?: (address: string, port: number) => boolean
): Promise<{ policy: OriginPolicy; line: OwnLine; origins: MachineOriginAccess }> {
  const { allowPrivateOrigins, caFile, noProxy } = config.uplink
  const policy = await naming('uplink.allowPrivateOrigins', () => originPolicy(allowPrivateOrigins))
  const trust = caFile === '' ? undefined : await naming('uplink.caFile', () => readTrust(caFile))
  const [httpProxy, httpsProxy] = (['httpProxy', 'httpsProxy'] as const).map((name) => {
    const proxy = config.uplink[name]
    if (!isOwnGateway(proxy, config.ports.gateway)) return proxy
    logger.warn(`uplink.${name} names this node itself, so it is not used`)
    return ''
  }) as [string, string]
  const line = new OwnLine({ clock, isUsed: config.uplink.use })
  const init = { proxies: { httpProxy, httpsProxy, noProxy }, trust, line, isSelf }
  const origins = await naming('uplink.httpProxy, uplink.httpsProxy', () =>
    createOriginAccess({ clock, random, policy, ledger }, init)
  )
  return { policy, line, origins }
}

/** As where the whole system goes through this node, and the node is told to as well. */
function isOwnGateway(proxy: string, gatewayPort: number): boolean {
  const url = parseUrl(proxy)
  if (url === undefined || gatewayPort === 0) return false
  const { hostname, port, protocol } = url
  const dialled = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
  return dialled === gatewayPort && /^(?:127\.[\d.]+|\[::1\]|localhost\.?)$/.test(hostname)
}

async function readTrust(path: string): Promise<SecureContext> {
  try {
    const { size } = await stat(path)
    if (size > MAX_CA_FILE_BYTES) throw new Error(`it has ${size} bytes, the limit is ${MAX_CA_FILE_BYTES}`)
    return trustBesides(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: ${systemWords(describeError(error).message)}`, { cause: error })
  }
}

/** What is wrong with a setting is said with its key. */
async function naming<T>(key: string, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    throw new GatewayError('BAD_CONFIG', `${key}: ${describeError(error).message}`, { cause: error })
  }
}
