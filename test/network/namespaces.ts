// Network namespaces with a prefix of their own, so that runs beside each other do not meet, cables between them, and the programs
// that run in them. `close` removes all of it.
import { execFile, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startProgram, type Program } from './program.js'

const run = promisify(execFile)

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

export class Namespaces {
  readonly #prefix = `pl${process.pid % 10_000}${Math.floor(performance.now()) % 1000}`
  readonly #names: string[] = []
  readonly #children: ChildProcess[] = []

  private constructor(readonly folder: string) {}

  static async create(): Promise<Namespaces> {
    return new Namespaces(await mkdtemp(join(tmpdir(), 'potluck-lan-')))
  }

  /** What a namespace that is called so here is called on this machine. */
  named(name: string): string {
    return `${this.#prefix}${name}`
  }

  /** @returns as `named` has it */
  async add(name: string): Promise<string> {
    const full = this.named(name)
    await run('ip', ['netns', 'add', full])
    this.#names.push(full)
    await this.ip(full, 'link set lo up')
    return full
  }

  /** A veth pair, one end in each namespace, offloads off so that counters see what a wire would. */
  async cable(a: string, aDevice: string, b: string, bDevice: string): Promise<void> {
    await run('ip', ['link', 'add', aDevice, 'netns', a, 'type', 'veth', 'peer', 'name', bDevice, 'netns', b])
    for (const [namespace, device] of [
      [a, aDevice],
      [b, bDevice]
    ] as const) {
      await this.exec(namespace, ['ethtool', '-K', device, 'tso', 'off', 'gso', 'off', 'gro', 'off'])
      await this.ip(namespace, `link set ${device} up`)
    }
  }

  ip(namespace: string, words: string): Promise<unknown> {
    return run('ip', ['-n', namespace, ...words.split(' ')])
  }

  async exec(namespace: string, command: readonly string[]): Promise<string> {
    return (await run('ip', ['netns', 'exec', namespace, ...command])).stdout
  }

  /** Starts a program that prints one JSON line when ready. It is killed by `close`. */
  launch(namespace: string, command: readonly string[], environment: { [name: string]: string }): Promise<Program> {
    return startProgram(['ip', 'netns', 'exec', namespace, ...command], environment, (child) => this.willStop(child))
  }

  /** A process that `close` stops. */
  willStop(child: ChildProcess): void {
    this.#children.push(child)
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
    for (const name of this.#names) await run('ip', ['netns', 'delete', name]).catch(() => {})
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
