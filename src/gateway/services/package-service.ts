// A service from an npm package, which runs in the process of the node (000 Fig. 8, 514) and asks it as any program of the machine does.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { makePrivateFolder, type Logger } from '../../base/index.js'
import { PotluckClient, type RunningService, type ServicePackage } from '../../client/index.js'
import { RIGHTS } from '../api/operation.js'
import { GATEWAY_HOST, MAX_CONFIG_BYTES } from '../defaults.js'
import { describeError, hasSystemCode } from '../errors.js'
import type { Tokens } from '../tokens.js'
import { findPackage } from './find-package.js'
import { namespaceOf, ownerOf } from './package-name.js'
import { inScope, outOfScope, type ServiceScope } from './service-scope.js'
import type { Service, ServiceHealth } from './service.js'

export interface PackageServiceInit {
  /** The npm package. */
  readonly name: string
  readonly home: string
  /** Where programs of this machine reach the node. */
  readonly gatewayPort: number
  readonly tokens: Pick<Tokens, 'lend'>
  readonly logger: Logger
}

export class PackageService implements Service, ServiceScope {
  readonly #init: PackageServiceInit
  readonly #log: Logger
  #running: RunningService = {}
  #failed: ((error: unknown) => void) | undefined
  #giveBack: (() => void) | undefined

  constructor(init: PackageServiceInit) {
    this.#init = init
    this.#log = init.logger.forComponent(`service:${init.name}`)
  }

  async start(signal: AbortSignal, failed: (error: unknown) => void): Promise<void> {
    const { name, home, gatewayPort } = this.#init
    const settings = await readSettings(join(home, 'services', `${name}.yaml`))
    const folder = join(home, 'services', 'data', name)
    const definition = await inScope(this, () => loadPackage(name, home))
    await makePrivateFolder(folder)
    signal.throwIfAborted()
    this.#failed = failed
    const fail = (error: unknown): void => outOfScope(() => failed(error))
    const { token, giveBack } = this.#init.tokens.lend({
      ...{ name: name.slice(-64), rights: RIGHTS.filter((right) => right !== 'administer') },
      ...{ namespace: namespaceOf(name), owner: ownerOf(name) }
    })
    this.#giveBack = giveBack
    const client = new PotluckClient({ url: `http://${GATEWAY_HOST}:${gatewayPort}`, token })
    const log = this.#log
    const logs = { debug: log, info: log.info, warn: log.warn, error: log.error }
    const start = async (): Promise<RunningService | void> =>
      await definition.start({ name, signal, folder, settings, log: logs, client, failed: fail })
    const running = (await inScope(this, start)) ?? {}
    // Given up meanwhile: `stop` has come and gone, or is another run's.
    if (signal.aborted) return await inScope(this, async () => await running.stop?.())
    this.#running = running
  }

  async stop(): Promise<void> {
    const running = this.#running
    const giveBack = this.#giveBack
    // All of this run: where it stops too slowly, the next one has its own by then.
    this.#running = {}
    this.#failed = this.#giveBack = undefined
    try {
      await inScope(this, async () => await running.stop?.())
    } finally {
      giveBack?.()
    }
  }

  async health(): Promise<ServiceHealth> {
    const running = this.#running
    return await inScope(this, async () => (await running.health?.()) ?? { healthy: true })
  }

  uncaught(error: unknown): void {
    this.#log.error(
      `nobody caught what it threw: ${error instanceof Error ? error.stack : describeError(error).message}`
    )
    this.#failed?.(error)
  }
}

async function loadPackage(name: string, home: string): Promise<ServicePackage> {
  const entry = await findPackage(name, home)
  let loaded: { default?: unknown }
  try {
    loaded = (await import(pathToFileURL(entry).href)) as { default?: unknown }
  } catch (cause) {
    throw new Error(`${entry} cannot be loaded: ${describeError(cause).message}`, { cause })
  }
  const definition = loaded.default as Partial<ServicePackage> | null | undefined
  if (typeof definition?.start === 'function') return definition as ServicePackage
  throw new Error(`the default export of ${entry} has no function \`start\``)
}

async function readSettings(path: string): Promise<{ readonly [name: string]: unknown }> {
  let settings: unknown
  try {
    const { size } = await stat(path)
    if (size > MAX_CONFIG_BYTES) throw new Error(`it has ${size} bytes, the limit is ${MAX_CONFIG_BYTES}`)
    settings = parse(await readFile(path, 'utf8'), { logLevel: 'error' })
  } catch (cause) {
    if (hasSystemCode(cause, 'ENOENT')) return {}
    throw new Error(`${path} cannot be read: ${describeError(cause).message.split('\n')[0]}`, { cause })
  }
  if (settings === null || settings === undefined) return {}
  if (typeof settings === 'object' && !Array.isArray(settings)) return settings as { [name: string]: unknown }
  throw new Error(`${path} must hold keys and values`)
}
