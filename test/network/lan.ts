// A LAN made of network namespaces: hosts on a bridge, a router, and an origin behind a shaped uplink. Every name starts
// with a prefix of its own, so runs beside each other do not meet, and `close` removes all of it.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cleanEnvironment, Host } from './host.js'
import { startProgram, type Program } from './program.js'

export { Host, type RunResult } from './host.js'

const run = promisify(execFile)
const GROUP_PORT = 1967
/**
 * What one connection of the origin may hold in its kernel (bytes: least, usual, most). So little lies between what the
 * origin has written and what the wire has carried that its own counter is the wire's, also where a reader is cut off.
 */
const ORIGIN_SEND_BUFFER_BYTES = '4096 65536 131072'

/** Whether this machine lets us make namespaces: root and iproute2. */
export async function namespacesAllowed(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false
  const name = `plprobe${process.pid}`
  try {
    await run('ip', ['netns', 'add', name])
    await run('ip', ['netns', 'delete', name])
    await run('ethtool', ['--version'])
    return true
  } catch {
    return false
  }
}

export interface LanInit {
  hosts: number
  /** Rate of the link from the origin to the router. */
  uplinkMbitPerSecond: number
}

export class Lan {
  readonly #prefix: string
  readonly #namespaces: string[] = []
  readonly #children: ChildProcess[] = []
  readonly hosts: Host[] = []
  /** Where the origin listens, and what `uplink.allowPrivateOrigins` must name. */
  readonly originHost = '10.78.0.2'
  readonly originRange = '10.78.0.0/30'

  private constructor(
    prefix: string,
    readonly folder: string
  ) {
    this.#prefix = prefix
  }

  static async create(init: LanInit): Promise<Lan> {
    const folder = await mkdtemp(join(tmpdir(), 'potluck-lan-'))
    const lan = new Lan(`pl${process.pid % 10_000}${Math.floor(performance.now()) % 1000}`, folder)
    try {
      await lan.#build(init)
      return lan
    } catch (error) {
      await lan.close()
      throw error
    }
  }

  async #build({ hosts, uplinkMbitPerSecond }: LanInit): Promise<void> {
    const [bridge, router, origin] = await Promise.all(['sw', 'rt', 'or'].map((name) => this.#namespace(name)))
    if (bridge === undefined || router === undefined || origin === undefined) throw new Error('no namespaces')
    await this.#ip(bridge, 'link add br0 type bridge mcast_snooping 0')
    await this.#ip(bridge, 'link set br0 up')
    await this.#cable(router, 'lan', bridge, 'port0')
    await this.#ip(bridge, 'link set port0 master br0')
    await this.#ip(router, 'addr add 10.77.0.1/24 dev lan')
    await this.#cable(router, 'wan', origin, 'wan')
    await this.#ip(router, 'addr add 10.78.0.1/30 dev wan')
    await this.#ip(origin, 'addr add 10.78.0.2/30 dev wan')
    await this.#ip(origin, 'route add default via 10.78.0.1')
    await this.#exec(router, ['sysctl', '-qw', 'net.ipv4.ip_forward=1'])
    await this.#exec(origin, ['sysctl', '-qw', `net.ipv4.tcp_wmem=${ORIGIN_SEND_BUFFER_BYTES}`])
    await this.shapeUplink(uplinkMbitPerSecond)
    for (let number = 1; number <= hosts; number++) {
      const namespace = await this.#namespace(`h${number}`)
      await this.#cable(namespace, 'eth0', bridge, `port${number}`)
      await this.#ip(bridge, `link set port${number} master br0`)
      const address = `10.77.0.${10 + number}`
      await this.#ip(namespace, `addr add ${address}/24 dev eth0`)
      await this.#ip(namespace, 'route add default via 10.77.0.1')
      this.hosts.push(new Host(this, number, namespace, address, join(this.folder, `h${number}`)))
    }
  }

  /** Sets the rate of the link from the origin to the router. */
  async shapeUplink(mbitPerSecond: number): Promise<void> {
    const shape = `tc qdisc replace dev wan root tbf rate ${mbitPerSecond}mbit burst 64kb latency 100ms`
    await this.#exec(`${this.#prefix}or`, shape.split(' '))
  }

  /** Takes the limit off the link from the origin to the router. */
  async unshapeUplink(): Promise<void> {
    await this.#exec(`${this.#prefix}or`, 'tc qdisc delete dev wan root'.split(' '))
  }

  /**
   * Whether TCP between the host and the others' group ports, in both directions, vanishes without a word, as behind a
   * firewall that lets content through. There is no packet filter in the kernels this has to run on: rules of routing do it.
   */
  async setGroupPorts(host: Host, state: 'open' | 'blocked'): Promise<void> {
    const change = state === 'blocked' ? 'add' : 'delete'
    for (const other of this.hosts) {
      if (other === host) continue
      for (const port of ['sport', 'dport']) {
        await this.#ip(other.namespace, `rule ${change} to ${host.address} ipproto tcp ${port} ${GROUP_PORT} blackhole`)
      }
    }
  }

  /** The router's link to the origin: down, the router has no route there and says so. Its counters stay. */
  async setUplink(state: 'up' | 'down'): Promise<void> {
    await this.#ip(`${this.#prefix}rt`, `link set wan ${state}`)
  }

  /** Whether what goes to the origin vanishes at the router without a word, as behind a provider that is down. */
  async setSilence(state: 'present' | 'absent'): Promise<void> {
    const change = state === 'present' ? 'add' : 'delete'
    await this.#ip(`${this.#prefix}rt`, `route ${change} blackhole ${this.originHost}/32`)
  }

  /** The host's port at the switch: down is a pulled cable, the host itself notices nothing but silence. */
  async setCable(host: Host, state: 'up' | 'down'): Promise<void> {
    await this.#ip(`${this.#prefix}sw`, `link set port${host.number} ${state}`)
  }

  /** The host's way out of the LAN. */
  async setDefaultRoute(host: Host, state: 'present' | 'absent'): Promise<void> {
    await this.#ip(host.namespace, `route ${state === 'present' ? 'replace' : 'delete'} default via 10.77.0.1`)
  }

  async #namespace(name: string): Promise<string> {
    const full = `${this.#prefix}${name}`
    await run('ip', ['netns', 'add', full])
    this.#namespaces.push(full)
    await this.#ip(full, 'link set lo up')
    return full
  }

  /** A veth pair, one end in each namespace, offloads off so that counters see what a wire would. */
  async #cable(a: string, aDevice: string, b: string, bDevice: string): Promise<void> {
    await run('ip', ['link', 'add', aDevice, 'netns', a, 'type', 'veth', 'peer', 'name', bDevice, 'netns', b])
    for (const [namespace, device] of [
      [a, aDevice],
      [b, bDevice]
    ] as const) {
      await this.#exec(namespace, ['ethtool', '-K', device, 'tso', 'off', 'gso', 'off', 'gro', 'off'])
      await this.#ip(namespace, `link set ${device} up`)
    }
  }

  #ip(namespace: string, words: string): Promise<unknown> {
    return run('ip', ['-n', namespace, ...words.split(' ')])
  }

  #exec(namespace: string, command: string[]): Promise<unknown> {
    return run('ip', ['netns', 'exec', namespace, ...command])
  }

  /** Bytes, frame headers included, that came from the origin's side since the router was made. */
  async uplinkBytes(): Promise<number> {
    const path = '/sys/class/net/wan/statistics/rx_bytes'
    const { stdout } = await run('ip', ['netns', 'exec', `${this.#prefix}rt`, 'cat', path])
    return Number(stdout)
  }

  /** Starts a long-running program in the origin's namespace; resolves with its first line, parsed. */
  async startOrigin(script: string, args: readonly string[]): Promise<{ [key: string]: unknown }> {
    const command = [process.execPath, script, ...args]
    return (await this.launch(`${this.#prefix}or`, command, cleanEnvironment())).said
  }

  /** Starts a program that prints one JSON line when ready. It is killed by `close`. */
  async launch(
    namespace: string,
    command: readonly string[],
    environment: { [name: string]: string }
  ): Promise<Program> {
    return startProgram(['ip', 'netns', 'exec', namespace, ...command], environment, (child) =>
      this.#children.push(child)
    )
  }

  /**
   * Runs one command line on a host in the LAN's folder. Resolves with what it printed when the shell is done, or, where
   * the line leaves a node running (`&`), when that node has said that it is ready.
   */
  async shell(host: Host, command: string, variables: { [name: string]: string }): Promise<string> {
    const child = spawn('ip', ['netns', 'exec', host.namespace, 'bash', '-c', `${command}\nwait`], {
      cwd: this.folder,
      detached: true, // A process group of its own: what the shell leaves running is stopped with it.
      env: { ...host.environment(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    this.#children.push(child)
    let printed = ''
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    return new Promise((resolveShell, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        if (command.endsWith('&') && /ready/.test(printed)) resolveShell(printed)
      })
      child.on('close', (code) => {
        if (code === 0) resolveShell(printed)
        else reject(new Error(`${command} ended with ${String(code)}: ${errors}`))
      })
    })
  }

  /** Stops what was started, then removes the namespaces and the folder. */
  async close(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      // Not 'exit': a shell ends before the node that it left running has, and that still writes into the folder.
      const ended = once(child, 'close')
      child.stdout?.resume()
      child.stderr?.resume()
      stop(child, 'SIGTERM')
      const timer = setTimeout(() => stop(child, 'SIGKILL'), 4000)
      await ended
      clearTimeout(timer)
    }
    for (const namespace of this.#namespaces) await run('ip', ['netns', 'delete', namespace]).catch(() => {})
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** Signals the child, and what it started where it leads a process group. */
function stop(child: ChildProcess, signal: NodeJS.Signals): void {
  const leadsGroup = child.spawnargs.includes('bash')
  try {
    if (leadsGroup && child.pid !== undefined) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // It has ended meanwhile.
  }
}

export async function fileDigest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
