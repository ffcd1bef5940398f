// What went over one TCP connection, kept, and played again.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A TCP proxy that keeps what goes through it. */
export class Tape {
  readonly #server = createServer((near) => this.#pass(near))
  readonly #sockets: Socket[] = []
  readonly #dialled: Buffer[] = []
  readonly #answered: Buffer[] = []

  private constructor(readonly target: number) {}

  static async start(target: number): Promise<Tape> {
    const tape = new Tape(target)
    await once(tape.#server.listen(0, '127.0.0.1'), 'listening')
    return tape
  }

  address(peer: string): string {
    return `/ip4/127.0.0.1/tcp/${(this.#server.address() as AddressInfo).port}/p2p/${peer}`
  }

  stop(): { dialled: Buffer; answered: Buffer } {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    return { dialled: Buffer.concat(this.#dialled), answered: Buffer.concat(this.#answered) }
  }

  #pass(near: Socket): void {
    const far = connect(this.target, '127.0.0.1')
    this.#sockets.push(near, far)
    near.on('data', (bytes) => this.#dialled.push(bytes)).on('error', () => {})
    far.on('data', (bytes) => this.#answered.push(bytes)).on('error', () => {})
    near.pipe(far).pipe(near)
  }
}

/** Answers the first who dials with what an honest listener once answered. */
export class Player {
  readonly #server = createServer((socket) => {
    this.#server.close()
    socket.on('error', () => {}).on('close', () => this.#heard())
    socket.resume().write(this.answers)
  })
  #heard = (): void => {}
  readonly hungUp = new Promise<void>((resolve) => (this.#heard = resolve))

  private constructor(readonly answers: Buffer) {}

  static async start(answers: Buffer): Promise<Player> {
    const player = new Player(answers)
    await once(player.#server.listen(0, '127.0.0.1'), 'listening')
    return player
  }

  address(peer: string): string {
    return `/ip4/127.0.0.1/tcp/${(this.#server.address() as AddressInfo).port}/p2p/${peer}`
  }
}
