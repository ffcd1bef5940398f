// Any number of bridges and hosts: cards are put into hosts and taken out, bridges are joined, cut and healed, and may filter
// multicast. Hosts have what real ones have besides: container bridges and tunnels.
import { join } from 'node:path'
import { cleanEnvironment, Host } from './host.js'
import { Namespaces } from './namespaces.js'
import type { Program } from './program.js'

/** What engines and VPN programs give each machine alike, so nobody can be reached there. */
const CONTAINER_RANGE = '172.17.0.1/16'
const TUNNEL_RANGE = '10.8.0.1/24'
/** Holds a tun interface open: without a program behind it, it is no running one. TUNSETIFF, IFF_TUN | IFF_NO_PI. */
const HOLD_TUNNEL = `open(my $tun, "+<", "/dev/net/tun") or die; my $name = pack("a16s x22", "tun0", 0x1001);
  ioctl($tun, 0x400454ca, $name) or die; $| = 1; print "{}\\n"; sleep`

export class Topology {
  readonly hosts: Host[] = []
  readonly originRange = '10.78.0.0/30'
  /** Ports of each bridge, by its name. */
  readonly #ports = new Map<string, string[]>()

  private constructor(readonly spaces: Namespaces) {}

  static async create(): Promise<Topology> {
    return new Topology(await Namespaces.create())
  }

  async addBridge(name: string): Promise<void> {
    const bridge = await this.spaces.add(name)
    await this.spaces.ip(bridge, 'link add br0 type bridge mcast_snooping 0')
    await this.spaces.ip(bridge, 'link set br0 up')
    this.#ports.set(name, [])
  }

  /** @param address of its card `eth0`, in a /24 */
  async addHost(bridge: string, address: string): Promise<Host> {
    const number = this.hosts.length + 1
    const namespace = await this.spaces.add(`h${number}`)
    const host = new Host(this, number, namespace, address, join(this.spaces.folder, `h${number}`))
    this.hosts.push(host)
    await this.plug(host, 'eth0', bridge, address)
    return host
  }

  /** Puts a card in, with an address in a /24. Before, it may have been taken out. */
  async plug(host: Host, device: string, bridge: string, address: string): Promise<void> {
    const port = `h${host.number}${device}`
    await this.spaces.cable(host.namespace, device, this.spaces.named(bridge), port)
    await this.#enslave(bridge, port)
    await this.spaces.ip(host.namespace, `addr add ${address}/24 dev ${device}`)
  }

  async unplug(host: Host, device: string): Promise<void> {
    await this.spaces.ip(host.namespace, `link delete ${device}`)
  }

  async setDefaultRoute(host: Host, device: string | undefined): Promise<void> {
    await this.spaces.ip(
      host.namespace,
      device === undefined ? 'route delete default' : `route replace default dev ${device}`
    )
  }

  /** A cable between two bridges. */
  async join(a: string, b: string): Promise<void> {
    await this.spaces.cable(this.spaces.named(a), `to${b}`, this.spaces.named(b), `to${a}`)
    await this.#enslave(a, `to${b}`)
    await this.#enslave(b, `to${a}`)
  }

  /** That cable. Nobody is told: what crosses it is lost. */
  async setJoint(a: string, b: string, state: 'cut' | 'whole'): Promise<void> {
    await this.spaces.ip(this.spaces.named(a), `link set to${b} ${state === 'cut' ? 'down' : 'up'}`)
  }

  /** No port of the bridge lets multicast out any more. Broadcast passes. */
  async filterMulticast(bridge: string): Promise<void> {
    for (const port of this.#ports.get(bridge) ?? []) {
      await this.spaces.exec(this.spaces.named(bridge), ['bridge', 'link', 'set', 'dev', port, 'mcast_flood', 'off'])
    }
  }

  /** A bridge as container engines make it, with one container at it. */
  async addContainers(host: Host): Promise<void> {
    await this.spaces.add(`c${host.number}`)
    await this.#startContainers(host)
  }

  /** As an engine does that is started anew. */
  async renewContainers(host: Host): Promise<void> {
    await this.spaces.ip(host.namespace, 'link delete veth0')
    await this.spaces.ip(host.namespace, 'link delete docker0')
    await this.#startContainers(host)
  }

  async #startContainers({ namespace, number }: Host): Promise<void> {
    const container = this.spaces.named(`c${number}`)
    await this.spaces.ip(namespace, 'link add docker0 type bridge')
    await this.spaces.ip(namespace, `addr add ${CONTAINER_RANGE} dev docker0`)
    await this.spaces.ip(namespace, 'link set docker0 up')
    await this.spaces.cable(container, 'eth0', namespace, 'veth0')
    await this.spaces.ip(namespace, 'link set veth0 master docker0')
    await this.spaces.ip(container, 'addr add 172.17.0.2/16 dev eth0')
  }

  /** A tunnel with a program behind it, as a VPN's. */
  async addTunnel(host: Host): Promise<void> {
    await this.launch(host.namespace, ['perl', '-e', HOLD_TUNNEL], cleanEnvironment())
    await this.spaces.ip(host.namespace, `addr add ${TUNNEL_RANGE} dev tun0`)
    await this.spaces.ip(host.namespace, 'link set tun0 up')
  }

  launch(namespace: string, command: readonly string[], environment: { [name: string]: string }): Promise<Program> {
    return this.spaces.launch(namespace, command, environment)
  }

  close(): Promise<void> {
    return this.spaces.close()
  }

  async #enslave(bridge: string, port: string): Promise<void> {
    await this.spaces.ip(this.spaces.named(bridge), `link set ${port} master br0`)
    const ports = this.#ports.get(bridge) ?? []
    if (!ports.includes(port)) ports.push(port)
  }
}
