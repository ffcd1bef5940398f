// Gathers the facts: thin, each look by itself bounded and none able to fail the others.
import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, readFile, stat, statfs } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { systemClock, withBudget } from '../../base/index.js'
import {
  createControlClient,
  describeError,
  loadConfig,
  requireHome,
  GATEWAY_HOST,
  type Config,
  type ControlClient,
  type GroupDiagnosis,
  type NodeStatus,
  type ShownSetting
} from '../../gateway/index.js'
import type { JudgedAddress } from '../../graph/index.js'
import { askReady } from '../gateway-address.js'
import { clearError } from '../output.js'
import { LOOK_BUDGET_MS } from './defaults.js'
import type { Facts, GroupFacts, HomeFacts, NodeFacts, PortFacts, PortName, Problem } from './facts.js'

export interface GatherInit {
  readonly home: string
  readonly env: NodeJS.ProcessEnv
}

export async function gatherFacts({ home, env }: GatherInit): Promise<Facts> {
  const { judgeAddresses, multicastRoute } = await import('../../graph/index.js')
  const addresses = judgeAddresses(networkInterfaces())
  const [homeFacts, found, node] = await Promise.all([lookAtHome(home), lookAtSettings(home, env), lookAtNode(home)])
  const config = node?.config ?? found.config
  const gatewayPort = node?.facts.status.ports.gateway ?? undefined
  const [multicast, ports, gateway, firewall, clockSynchronised, freeBytes, groups] = await Promise.all([
    multicastRoute(),
    lookAtPorts(node?.facts, config, addresses),
    gatewayPort === undefined
      ? undefined
      : askReady(gatewayPort).then((readiness) => ({ port: gatewayPort, readiness })),
    lookForFirewall(),
    lookAtClock(),
    statfs(home).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => undefined
    ),
    node === undefined ? lookAtGroups(home) : []
  ])
  const nowMs = systemClock.nowMs()
  return {
    ...{ nowMs, home: homeFacts, config, settingsProblem: found.problem, node: node?.facts },
    ...{ addresses, multicast, ports, gateway },
    ...{ firewall, clockSynchronised, freeBytes, groups }
  }
}

async function lookAtHome(path: string): Promise<HomeFacts> {
  const problem = await requireHome(path).then(() => undefined, problemOf)
  const owner = await stat(path).then(
    ({ uid }) => uid,
    () => undefined
  )
  return {
    path,
    problem,
    foreignOwner: owner !== undefined && process.getuid !== undefined && owner !== process.getuid()
  }
}

async function lookAtSettings(home: string, env: NodeJS.ProcessEnv): Promise<{ config?: Config; problem?: Problem }> {
  return await loadConfig({ home, env }).then(
    (config) => ({ config }),
    (error: unknown) => ({ problem: problemOf(error) })
  )
}

/** @throws {ControlError} where a node runs and cannot answer */
async function lookAtNode(home: string): Promise<{ facts: NodeFacts; config: Config | undefined } | undefined> {
  let client: ControlClient
  let status: NodeStatus
  try {
    client = createControlClient(home)
    status = (await client.get('/v1/status')) as NodeStatus
  } catch (error) {
    if (['NODE_NOT_RUNNING', 'HOME_PATH_TOO_LONG'].includes(describeError(error).code)) return undefined
    throw error
  }
  const { groups } = (await client.get('/v1/diagnosis')) as { groups: GroupDiagnosis[] }
  const { settings } = (await client.get('/v1/settings')) as { settings: ShownSetting[] }
  return { facts: { status, groups }, config: settings.length === 0 ? undefined : configOf(settings) }
}

/** What the node says of its settings, as the configuration that they are. */
function configOf(settings: readonly ShownSetting[]): Config {
  const config: { [section: string]: { [name: string]: unknown } } = {}
  for (const { key, value } of settings) {
    const [section, name] = key.split('.') as [string, string]
    ;(config[section] ??= {})[name] = value
  }
  return config as Config
}

/** With a node its ports are dialled where members would dial them; without one it is tried whether they could be had. */
async function lookAtPorts(
  node: NodeFacts | undefined,
  config: Config | undefined,
  addresses: readonly JudgedAddress[]
): Promise<PortFacts[]> {
  const hosts = config?.listen.hosts ?? ['0.0.0.0']
  const lan = addresses.filter(({ skipped }) => skipped === undefined).map(({ address }) => address)
  const dialled = hosts.flatMap((host) => (host === '0.0.0.0' || host === '::' ? lan : [host]))
  const ports = node?.status.ports ?? config?.ports
  if (ports === undefined) return []
  const look = node === undefined ? tryToListen : dial
  const wanted: [PortName, string, number | null | undefined][] = [
    ...(node === undefined ? hosts : dialled).flatMap((host) =>
      (['group', 'content'] as const).map((name): [PortName, string, number | null] => [name, host, ports[name]])
    ),
    ['gateway', GATEWAY_HOST, ports.gateway]
  ]
  const looks = wanted.map(async ([name, host, port]): Promise<PortFacts[]> => {
    if (port === null || port === undefined || port === 0) return [] // Not listened on; or any port, which there always is.
    return [{ name, host, port, state: await look(host, port) }]
  })
  return (await Promise.all(looks)).flat()
}

function dial(host: string, port: number): Promise<PortFacts['state']> {
  const socket = connect({ host, port })
  const answer = new Promise<PortFacts['state']>((resolve) => {
    socket.on('connect', () => resolve('answers'))
    socket.on('error', () => resolve('refused'))
  })
  const bounded = withBudget(systemClock, LOOK_BUDGET_MS, answer, () => new Error('silent'))
  return bounded.catch((): PortFacts['state'] => 'silent').finally(() => socket.destroy())
}

function tryToListen(host: string, port: number): Promise<PortFacts['state']> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EADDRNOTAVAIL') resolve('no-such-address')
      else resolve(code === 'EACCES' ? 'forbidden' : 'taken')
    })
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve('free')))
  })
}

/** By what they leave where everybody can see it: asking them needs rights. */
async function lookForFirewall(): Promise<Facts['firewall']> {
  const ufw = await readFile('/etc/ufw/ufw.conf', 'utf8').catch(() => '')
  if (/^ENABLED=yes$/m.test(ufw)) return 'ufw'
  const firewalld = await access('/run/firewalld', constants.F_OK).then(
    () => true,
    () => false
  )
  return firewalld ? 'firewalld' : undefined
}

/** systemd's word, which is the kernel's; undefined on other systems. */
function lookAtClock(): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const args = ['show', '--property=NTPSynchronized', '--value']
    execFile('timedatectl', args, { timeout: LOOK_BUDGET_MS }, (error, stdout) => {
      const said = stdout.trim()
      resolve(error !== null || (said !== 'yes' && said !== 'no') ? undefined : said === 'yes')
    })
  })
}

async function lookAtGroups(home: string): Promise<GroupFacts[]> {
  const { knownMembers, listGroups, loadIdentity, readGroupFolder, verifyMembership, whyNoMember } =
    await import('../../group/index.js')
  const ids = await listGroups(home).catch(() => [])
  return await Promise.all(
    ids.map(async (id) => {
      try {
        const folder = await readGroupFolder(home, id)
        const { name, idBytes, chain } = folder
        const nowMs = systemClock.nowMs()
        const state = await knownMembers(folder, nowMs)
        const verdict = verifyMembership({ rootPublicKey: idBytes, chain, removals: state.removals, nowMs })
        const removal = undefined
        if (verdict.ok) return { id, name, refusal: undefined, removal, validUntilMs: verdict.validUntilMs }
        const why = whyNoMember(folder, state, (await loadIdentity(home)).peer, nowMs)
        const words = why.code === 'REMOVED' ? why.message : undefined
        return { id, name, refusal: verdict.reason, removal: words, validUntilMs: undefined }
      } catch (error) {
        const refusal = problemOf(error).message
        return { id, name: id.slice(0, 8), refusal, removal: undefined, validUntilMs: undefined }
      }
    })
  )
}

function problemOf(error: unknown): Problem {
  return clearError(error)
}
