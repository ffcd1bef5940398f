// The demo's peers: each a process of its own, `potluck up` in a home of its own, on loopback, without mDNS.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { delay, withBudget, type Clock } from '../../base/index.js'
import { createControlClient, type ControlClient, type NodeReady } from '../../gateway/index.js'
import { CliError } from '../errors.js'

const COMMAND = fileURLToPath(new URL('../main.js', import.meta.url))
const START_BUDGET_MS = 30_000
/** `up` promises to stop within 3 s. */
const STOP_BUDGET_MS = 4000
const MAX_ERROR_CHARACTERS = 4000

export interface DemoPeer {
  readonly name: string
  readonly home: string
  readonly node: ControlClient
  /** Starts its process; resolves when it says that it is ready. */
  up(): Promise<NodeReady>
  /** Its process does nothing from now on. */
  freeze(): void
  /** Ends its process at once, without goodbye. */
  kill(): Promise<void>
  /** Stops its process, by force where it does not stop by itself. Safe to call twice. */
  stop(): Promise<void>
}

export interface DemoPeerInit {
  name: string
  /** Where its home is made. */
  folder: string
  /** As `127.0.0.1/32:8080`. */
  allowedOrigin: string
  clock: Clock
}

export async function createDemoPeer({ name, folder, allowedOrigin, clock }: DemoPeerInit): Promise<DemoPeer> {
  const home = join(folder, name)
  await mkdir(home, { mode: 0o700 })
  const config = {
    ports: { group: 0, content: 0, gateway: 0 },
    listen: { hosts: ['127.0.0.1'] },
    discovery: { mdns: false },
    uplink: { allowPrivateOrigins: [allowedOrigin] }
  }
  await writeFile(join(home, 'config.yaml'), stringify(config), { mode: 0o600 })
  let child: ChildProcess | undefined
  let stopped = false

  async function up(): Promise<NodeReady> {
    if (stopped) throw new CliError('INTERRUPTED', `${name} was stopped before it started`)
    child = spawn(process.execPath, [COMMAND, 'up', '--home', home, '--json'], {
      env: withoutOurVariables(process.env),
      // A group of its own, so that Ctrl-C reaches us alone and we stop the peers in order; and a channel, so that a peer
      // ends with us even where we are killed.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-MAX_ERROR_CHARACTERS)
    })
    const lines = createInterface({ input: child.stdout! })
    const ended = once(child, 'close').then(() => {
      throw new CliError('DEMO_FAILED', `${name} did not start: ${errors.trim()}`)
    })
    ended.catch(() => {}) // Ends in any case, mostly when we stop it.
    const ready = once(lines, 'line').then(([line]) => {
      const said = JSON.parse(String(line)) as Partial<NodeReady>
      return said.ready === true ? (said as NodeReady) : ended
    })
    const late = (): Error => new CliError('DEMO_FAILED', `${name} was not ready within ${START_BUDGET_MS} ms`)
    return await withBudget(clock, START_BUDGET_MS, Promise.race([ready, ended]), late)
  }

  function freeze(): void {
    child?.kill('SIGSTOP')
  }

  async function kill(): Promise<void> {
    if (child === undefined || hasEnded(child)) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async function stop(): Promise<void> {
    stopped = true
    if (child === undefined || hasEnded(child)) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const timer = clock.setTimer(STOP_BUDGET_MS, () => child?.kill('SIGKILL'))
    await ended
    timer.cancel()
  }

  return { name, home, node: createControlClient(home), up, freeze, kill, stop }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** The peers are configured by their files alone. */
function withoutOurVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('POTLUCK_')))
}

/** Asks every peer until all of them see everybody present and are synchronised. */
export async function allTogether(peers: readonly DemoPeer[], clock: Clock, signal: AbortSignal): Promise<void> {
  const askEveryMs = 100
  for (;;) {
    const together = await Promise.all(peers.map((peer) => seesEverybody(peer, peers.length)))
    if (together.every(Boolean)) return
    await delay(clock, askEveryMs, signal)
  }
}

async function seesEverybody({ node }: DemoPeer, count: number): Promise<boolean> {
  const { groups } = (await node.get('/v1/status')) as { groups: { present: number; synchronised: boolean }[] }
  return groups.some((group) => group.present === count && group.synchronised)
}
