// What runs inside the node by itself: how it does, starting and stopping it.
import { parseEvent } from './parse-event.js'
import { pathPart } from './path-part.js'
import type { Service } from './service-answers.js'
import type { Transport, WaitOptions } from './transport.js'
import { watchEvents, type WatchOptions } from './watching.js'

/** Looking needs a token with the right `read`, all else `administer`. */
export class ClientServices {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** In the order in which they are started. */
  async list(options: WaitOptions = {}): Promise<readonly Service[]> {
    return ((await this.#transport.json('/v1/services', options)) as { services: Service[] }).services
  }

  /** All of them at once, and again whenever one has changed. Ends as `PotluckClient.watch` does. */
  async *watch(options: WatchOptions = {}): AsyncGenerator<readonly Service[], void, undefined> {
    for await (const { data } of watchEvents({
      ...options,
      transport: this.#transport,
      path: '/v1/services',
      query: {}
    })) {
      yield (parseEvent(data) as { services: Service[] }).services
    }
  }

  /**
   * Resolves when it runs; what waits to be started again is started at once.
   * @throws {PotluckError} `NOT_FOUND`; `NOT_READY`: somebody stopped it meanwhile; `SERVICE_FAILED`: it is tried again
   */
  start(name: string, options?: WaitOptions): Promise<Service> {
    return this.#act('start', name, options)
  }

  /** Resolves when it is stopped: until somebody starts it, or the node starts again. @throws {PotluckError} `NOT_FOUND` */
  stop(name: string, options?: WaitOptions): Promise<Service> {
    return this.#act('stop', name, options)
  }

  /** Stops it where it runs, and starts it. @throws {PotluckError} as {@link start} */
  restart(name: string, options?: WaitOptions): Promise<Service> {
    return this.#act('restart', name, options)
  }

  async #act(deed: 'start' | 'stop' | 'restart', name: string, options: WaitOptions = {}): Promise<Service> {
    const path = `/v1/services/${pathPart(name)}/${deed}`
    return (await this.#transport.json(path, { ...options, method: 'POST' })) as Service
  }
}
