// A LAN made of network namespaces: hosts on a bridge, a router, and an origin behind a shaped uplink.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanEnvironment, Host } from './host.js'
import { Namespaces } from './namespaces.js'
import type { Program } from './program.js'

export { Host, type RunResult } from './host.js'
export { namespacesAllowed } from './namespaces.js'

const GROUP_PORT = 1967
/** More than any line of the README takes, also beside all else that CI runs. */
const SHELL_BUDGET_MS = 100_000
/**
 * What one connection of the origin may hold in its kernel (bytes: least, usual, most). So little lies between what the
 * origin has written and what the wire has carried that its own counter is the wire's, also where a reader is cut off.
 */
const ORIGIN_SEND_BUFFER_BYTES = '4096 65536 131072'

export interface LanInit {
  hosts: number
  /** Rate of the link from the origin to the router. */
  uplinkMbitPerSecond: number
}

export class Lan {
  readonly #spaces: Namespaces
  readonly hosts: Host[] = []
  /** Where the origin listens, and what `uplink.allowPrivateOrigins` must name. */
  readonly originHost = '10.78.0.2'
  readonly originRange = '10.78.0.0/30'

  private constructor(spaces: Namespaces) {
    this.#spaces = spaces
  }

  static async create(init: LanInit): Promise<Lan> {
    const lan = new Lan(await Namespaces.create())
    try {
      await lan.#build(init)
      return lan
    } catch (error) {
      await lan.close()
      throw error
    }
  }

  get folder(): string {
    return this.#spaces.folder
  }

  async #build({ hosts, uplinkMbitPerSecond }: LanInit): Promise<void> {
    const [bridge, router, origin] = await Promise.all(['sw', 'rt', 'or'].map((name) => this.#spaces.add(name)))
    if (bridge === undefined || router === undefined || origin === undefined) throw new Error('no namespaces')
    await this.#spaces.ip(bridge, 'link add br0 type bridge mcast_snooping 0')
    await this.#spaces.ip(bridge, 'link set br0 up')
    await this.#spaces.cable(router, 'lan', bridge, 'port0')
    await this.#spaces.ip(bridge, 'link set port0 master br0')
    await this.#spaces.ip(router, 'addr add 10.77.0.1/24 dev lan')
    await this.#spaces.cable(router, 'wan', origin, 'wan')
    await this.#spaces.ip(router, 'addr add 10.78.0.1/30 dev wan')
    await this.#spaces.ip(origin, 'addr add 10.78.0.2/30 dev wan')
    await this.#spaces.ip(origin, 'route add default via 10.78.0.1')
    await this.#spaces.exec(router, ['sysctl', '-qw', 'net.ipv4.ip_forward=1'])
    await this.#spaces.exec(origin, ['sysctl', '-qw', `net.ipv4.tcp_wmem=${ORIGIN_SEND_BUFFER_BYTES}`])
    await this.shapeUplink(uplinkMbitPerSecond)
    for (let number = 1; number <= hosts; number++) {
      const namespace = await this.#spaces.add(`h${number}`)
      await this.#spaces.cable(namespace, 'eth0', bridge, `port${number}`)
      await this.#spaces.ip(bridge, `link set port${number} master br0`)
      const address = `10.77.0.${10 + number}`
      await this.#spaces.ip(namespace, `addr add ${address}/24 dev eth0`)
      await this.#spaces.ip(namespace, 'route add default via 10.77.0.1')
      this.hosts.push(new Host(this, number, namespace, address, join(this.folder, `h${number}`)))
    }
  }

  /** Sets the rate of the link from the origin to the router. */
  async shapeUplink(mbitPerSecond: number): Promise<void> {
    const shape = `tc qdisc replace dev wan root tbf rate ${mbitPerSecond}mbit burst 64kb latency 100ms`
    await this.#spaces.exec(this.#spaces.named('or'), shape.split(' '))
  }

  /** Takes the limit off the link from the origin to the router. */
  async unshapeUplink(): Promise<void> {
    await this.#spaces.exec(this.#spaces.named('or'), 'tc qdisc delete dev wan root'.split(' '))
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
        await this.#spaces.ip(
          other.namespace,
          `rule ${change} to ${host.address} ipproto tcp ${port} ${GROUP_PORT} blackhole`
        )
      }
    }
  }

  /** The router's link to the origin: down, the router has no route there and says so. Its counters stay. */
  async setUplink(state: 'up' | 'down'): Promise<void> {
    await this.#spaces.ip(this.#spaces.named('rt'), `link set wan ${state}`)
  }

  /** Whether what goes to the origin vanishes at the router without a word, as behind a provider that is down. */
  async setSilence(state: 'present' | 'absent'): Promise<void> {
    const change = state === 'present' ? 'add' : 'delete'
    await this.#spaces.ip(this.#spaces.named('rt'), `route ${change} blackhole ${this.originHost}/32`)
  }

  /** The host's port at the switch: down is a pulled cable, the host itself notices nothing but silence. */
  async setCable(host: Host, state: 'up' | 'down'): Promise<void> {
    await this.#spaces.ip(this.#spaces.named('sw'), `link set port${host.number} ${state}`)
  }

  /** The host's way out of the LAN. */
  async setDefaultRoute(host: Host, state: 'present' | 'absent'): Promise<void> {
    await this.#spaces.ip(host.namespace, `route ${state === 'present' ? 'replace' : 'delete'} default via 10.77.0.1`)
  }

  /** Bytes, frame headers included, that came from the origin's side since the router was made. */
  async uplinkBytes(): Promise<number> {
    const path = '/sys/class/net/wan/statistics/rx_bytes'
    return Number(await this.#spaces.exec(this.#spaces.named('rt'), ['cat', path]))
  }

  /** Starts a long-running program in the origin's namespace; resolves with its first line, parsed. */
  async startOrigin(script: string, args: readonly string[]): Promise<{ [key: string]: unknown }> {
    const command = [process.execPath, script, ...args]
    return (await this.launch(this.#spaces.named('or'), command, cleanEnvironment())).said
  }

  /** Starts a program in the switch, as below: it sees what crosses its ports. */
  launchOnBridge(command: readonly string[]): Promise<Program> {
    return this.launch(this.#spaces.named('sw'), command, cleanEnvironment())
  }

  /** Starts a program that prints one JSON line when ready. It is killed by `close`. */
  launch(namespace: string, command: readonly string[], environment: { [name: string]: string }): Promise<Program> {
    return this.#spaces.launch(namespace, command, environment)
  }

  /**
   * Runs one command line on a host in the LAN's folder. Resolves with what it printed when the shell is done, or, where
   * the line leaves a node running (`&`), when that node has said that it is ready. Rejects with all that was printed where
   * the line failed, where it was to leave a node running and left none, and after `SHELL_BUDGET_MS`.
   */
  async shell(host: Host, command: string, variables: { [name: string]: string }): Promise<string> {
    const leavesNode = command.endsWith('&')
    const line = leavesNode ? `${command}\nwait $!` : `${command}\nstatus=$?\nwait\nexit $status`
    const child = spawn('ip', ['netns', 'exec', host.namespace, 'bash', '-c', line], {
      cwd: this.folder,
      detached: true, // A process group of its own: what the shell leaves running is stopped with it.
      env: { ...host.environment(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    this.#spaces.willStop(child)
    let printed = ''
    let errors = ''
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    return new Promise((resolveShell, reject) => {
      // On one line: where a run is summed up only the first is shown.
      const fail = (what: string): void =>
        reject(new Error(`${command} ${what}: ${JSON.stringify({ printed, errors })}`))
      const budget = setTimeout(() => fail(`took over ${SHELL_BUDGET_MS} ms`), SHELL_BUDGET_MS)
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        if (!leavesNode || !/\bready\b/.test(printed)) return
        clearTimeout(budget)
        resolveShell(printed)
      })
      child.on('close', (code, signal) => {
        clearTimeout(budget)
        if (code === 0 && !leavesNode) resolveShell(printed)
        else fail(`ended with ${String(code ?? signal)}`)
      })
    })
  }

  /** Stops what was started, then removes the namespaces and the folder. */
  close(): Promise<void> {
    return this.#spaces.close()
  }
}

export async function fileDigest(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
