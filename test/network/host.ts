// One machine on the LAN with a Potluck home of its own: its commands, its node, and what befalls that node.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { Program } from './program.js'

const POTLUCK = resolve('dist/cli/main.js')
const HOSTILE = ['--import', './scripts/typescript.mjs', resolve('test/network/hostile-member.ts')]
const COMMAND_BUDGET_MS = 120_000

/** How a hostile member behaves: hostile-member.ts says what each is. */
export type Behaviour = 'deaf' | 'stalls' | 'mute' | 'corrupts' | 'claims'

/** Where hosts are: what they need of it. */
export interface HostNetwork {
  /** Of origins that nodes may reach though they are private. */
  readonly originRange: string
  /** As `Namespaces` has it. */
  launch(namespace: string, command: readonly string[], environment: { [name: string]: string }): Promise<Program>
}

export interface RunResult {
  code: number
  stdout: string
  stderr: string
  /** The JSON object on the last line, where there is one. */
  json: { [key: string]: unknown }
}

export class Host {
  #node: Program | undefined
  /** More settings for its node, as environment variables. */
  readonly settings: { [name: string]: string } = {}

  constructor(
    readonly network: HostNetwork,
    /** From 1; its port at the switch. */
    readonly number: number,
    readonly namespace: string,
    readonly address: string,
    readonly home: string
  ) {}

  /** Runs a `potluck` command to its end. */
  potluck(...args: string[]): Promise<RunResult> {
    return this.run([process.execPath, POTLUCK, ...args, '--json'])
  }

  /** `potluck get URL -o -`, with when the first and the last byte came out of it (monotonic ms). */
  async getThrough(url: string): Promise<{ firstByteAtMs: number; endedAtMs: number; digest: string }> {
    const command = ['netns', 'exec', this.namespace, process.execPath, POTLUCK, 'get', url, '-o', '-']
    const child = spawn('ip', command, { env: this.environment(), stdio: ['ignore', 'pipe', 'ignore'] })
    const hash = createHash('sha256')
    let firstByteAtMs = Infinity
    for await (const chunk of child.stdout) {
      firstByteAtMs = Math.min(firstByteAtMs, performance.now())
      hash.update(chunk as Uint8Array)
    }
    return { firstByteAtMs, endedAtMs: performance.now(), digest: hash.digest('hex') }
  }

  run(command: readonly string[]): Promise<RunResult> {
    return new Promise((resolveRun) => {
      execFile(
        'ip',
        ['netns', 'exec', this.namespace, ...command],
        { env: this.environment(), timeout: COMMAND_BUDGET_MS, maxBuffer: 16 * 1024 * 1024 },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
          resolveRun({ code, stdout, stderr, json: lastJson(stdout) })
        }
      )
    })
  }

  /** `potluck up`, resolved with what it says when it is ready. */
  up(): Promise<{ [key: string]: unknown }> {
    return this.#start([process.execPath, POTLUCK, 'up', '--json'])
  }

  /** In place of its node: a member with the same key that means harm. */
  upHostile(behaviour: Behaviour): Promise<{ [key: string]: unknown }> {
    return this.#start([process.execPath, ...HOSTILE, this.home, behaviour, this.network.originRange])
  }

  async #start(command: readonly string[]): Promise<{ [key: string]: unknown }> {
    if (this.#node !== undefined) throw new Error(`a node runs on ${this.address}`)
    this.#node = await this.network.launch(this.namespace, command, this.environment())
    return this.#node.said
  }

  /** What its node said last, where it has ended by itself. */
  get crash(): string | undefined {
    return this.#node?.hasEnded === true ? this.#node.errors() : undefined
  }

  get isUp(): boolean {
    return this.#node !== undefined
  }

  /** Ends the node in order. */
  async down(): Promise<void> {
    await this.#end('SIGTERM')
  }

  /** Ends the node in the middle of whatever it does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const node = this.#node
    this.#node = undefined
    await node?.end(signal)
  }

  /** The node stands still: its connections stay, nobody answers. */
  freeze(): void {
    this.#node?.signal('SIGSTOP')
  }

  thaw(): void {
    this.#node?.signal('SIGCONT')
  }

  environment(): { [name: string]: string } {
    return {
      ...cleanEnvironment(),
      POTLUCK_HOME: this.home,
      POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS: this.network.originRange,
      ...this.settings
    }
  }
}

/** The environment without what the test runner added, so that nodes are what users run. */
export function cleanEnvironment(): { [name: string]: string } {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR']
  return Object.fromEntries(
    kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  )
}

function lastJson(stdout: string): { [key: string]: unknown } {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { [key: string]: unknown }
  } catch {
    return {}
  }
}
