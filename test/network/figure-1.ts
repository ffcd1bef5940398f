// The seed's Fig. 1: machines on one LAN, of which some have a line of their own to the far side, where origins and backends are,
// and the others no way out at all: no router, no default route. What each line carries is counted at the far end.
import { cleanEnvironment, type Host } from './host.js'
import type { Program } from './program.js'
import { Topology } from './topology.js'

/**
 * Addresses of the far side, which no machine of the LAN has a route to but over its own line. Public ones: who has no line reaches private
 * ones itself or not at all. They are named in settings for the sake of ports other than 80 and 443.
 */
export const FAR_RANGE = '93.184.79.0/24'
export const FAR_ADDRESS = '93.184.79.1'

export interface LineBytes {
  /** Bytes, frame headers included, that went out of the LAN. */
  readonly up: number
  readonly down: number
}

export class Figure1 {
  private constructor(
    readonly topology: Topology,
    /** A, B, C: no way out. */
    readonly inside: readonly Host[],
    /** D, E: each with a line. */
    readonly connected: readonly Host[]
  ) {}

  static async create(init: { inside: number; connected: number }): Promise<Figure1> {
    const topology = await Topology.create()
    try {
      await topology.addBridge('sw')
      const far = await topology.spaces.add('far')
      await topology.spaces.ip(far, `addr add ${FAR_ADDRESS}/32 dev lo`)
      const hosts: Host[] = []
      for (let number = 1; number <= init.inside + init.connected; number++) {
        const host = await topology.addHost('sw', `10.77.0.${10 + number}`)
        host.settings['POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS'] = `${FAR_RANGE},${FAR_RANGE}:8080`
        hosts.push(host)
      }
      const figure = new Figure1(topology, hosts.slice(0, init.inside), hosts.slice(init.inside))
      for (const host of figure.connected) await figure.#addLine(far, host)
      return figure
    } catch (error) {
      await topology.close()
      throw error
    }
  }

  get hosts(): readonly Host[] {
    return this.topology.hosts
  }

  get folder(): string {
    return this.topology.spaces.folder
  }

  async #addLine(far: string, host: Host): Promise<void> {
    const { spaces } = this.topology
    await spaces.cable(host.namespace, 'wan', far, `line${host.number}`)
    await spaces.ip(host.namespace, `addr add 10.78.${host.number}.1/30 dev wan`)
    await spaces.ip(far, `addr add 10.78.${host.number}.2/30 dev line${host.number}`)
    await spaces.ip(host.namespace, `route add default via 10.78.${host.number}.2`)
  }

  /** Starts a program of the far side, which prints one JSON line when it is ready. */
  launchFar(command: readonly string[]): Promise<Program> {
    return this.topology.launch(this.topology.spaces.named('far'), command, cleanEnvironment())
  }

  /** What a machine's line has carried since it was laid. */
  async lineBytes({ number }: Host): Promise<LineBytes> {
    const folder = `/sys/class/net/line${number}/statistics`
    const files = [`${folder}/rx_bytes`, `${folder}/tx_bytes`]
    const said = await this.topology.spaces.exec(this.topology.spaces.named('far'), ['cat', ...files])
    const [up = NaN, down = NaN] = said.split('\n').map(Number)
    return { up, down }
  }

  close(): Promise<void> {
    return this.topology.close()
  }
}
