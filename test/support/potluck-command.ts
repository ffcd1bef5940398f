// Runs the built `potluck` command: in a process that runs one after the other, or as people do, in one of its own.
import { execFile, fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

const COMMAND = resolve('dist/cli/main.js')
const COMMAND_BUDGET_MS = 30_000

/** Settings of a node that is to be reached on this machine only, on any port, and looks for nobody. */
export const ON_LOOPBACK = {
  POTLUCK_PORTS_GROUP: '0',
  POTLUCK_PORTS_CONTENT: '0',
  POTLUCK_PORTS_GATEWAY: '0',
  POTLUCK_LISTEN_HOSTS: '127.0.0.1',
  POTLUCK_DISCOVERY_MDNS: 'false'
}
/** And fetches from origins on this machine. */
export const WITH_OWN_ORIGINS = { ...ON_LOOPBACK, POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS: '127.0.0.1/32' }

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** The object on the last line of stdout; empty where there is none. */
  readonly json: { readonly [key: string]: unknown }
}

export interface CommandOptions {
  env?: { [name: string]: string }
  /** What it reads from stdin. @default nothing */
  input?: string
  cwd?: string
  /** When it is killed. @default {@link COMMAND_BUDGET_MS} */
  budgetMs?: number
}

/** Runs one command to its end, in a process that has run others. */
export async function potluck(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const host = resting.pop() ?? (await startHost())
  const { budgetMs = COMMAND_BUDGET_MS, cwd = process.cwd(), input = '' } = options
  const timer = setTimeout(() => host.kill('SIGKILL'), budgetMs)
  const ended = new Promise<Said>((settle) => {
    const crashed = (): void => settle({ code: -1, stdout: '', stderr: 'the process that ran it ended' })
    host.once('exit', crashed)
    host.once('message', (said: Said) => {
      host.off('exit', crashed)
      resting.push(host)
      settle(said)
    })
  })
  host.send({ args, env: environment(options.env), cwd, input })
  const said = await ended
  clearTimeout(timer)
  return { ...said, json: lastObject(said.stdout) }
}

type Said = Pick<CommandResult, 'code' | 'stdout' | 'stderr'>

/** Processes that run commands and have nothing to do now. They end with this one. */
const resting: ChildProcess[] = []

async function startHost(): Promise<ChildProcess> {
  const host = fork(resolve('test/support/command-host.mjs'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: []
  })
  await once(host, 'message')
  host.unref()
  host.channel?.unref()
  return host
}

/** Runs one command to its end, in a process of its own: where it is about starting and ending, or it takes signals. */
export function potluckProcess(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((settle) => {
    const child = execFile(
      process.execPath,
      [COMMAND, ...args],
      {
        env: environment(options.env),
        timeout: options.budgetMs ?? COMMAND_BUDGET_MS,
        cwd: options.cwd,
        maxBuffer: 64 * 2 ** 20
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        settle({ code, stdout, stderr, json: lastObject(stdout) })
      }
    )
    child.stdin?.end(options.input ?? '')
  })
}

/** Runs one command that must go well. @returns the object that it prints */
export async function potluckJson(
  args: readonly string[],
  options: CommandOptions = {}
): Promise<CommandResult['json']> {
  const { code, json, stderr } = await potluck([...args, '--json'], options)
  if (code !== 0) throw new Error(`potluck ${args.join(' ')}: ${stderr}`)
  return json
}

export interface RunningNode {
  readonly ready: { readonly [key: string]: unknown }
  readonly process: ChildProcess
  /** Sends a signal and resolves with the exit code, or the signal's name. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

/** Starts `potluck up --json`; resolves when it is ready, rejects with what it said where it ends instead. */
export async function startNode(args: readonly string[], options: CommandOptions = {}): Promise<RunningNode> {
  const child = spawn(process.execPath, [COMMAND, 'up', '--json', ...args], {
    env: environment(options.env),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const ended = exited.then(([code]) => {
    throw new Error(`up ended with ${code}: ${errors}`)
  })
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>
  const [first] = await Promise.race([line, ended])
  ended.catch(() => {})
  return {
    ready: JSON.parse(first) as RunningNode['ready'],
    process: child,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      const [code, name] = await exited
      return code ?? name ?? -1
    }
  }
}

/** Without what the test runner added, and without settings of whoever runs the tests. */
function environment(extra: { [name: string]: string } = {}): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR']
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), ...extra }
}

function lastObject(stdout: string): CommandResult['json'] {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as CommandResult['json']
  } catch {
    return {}
  }
}
