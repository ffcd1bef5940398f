// A long-running program that says one JSON line when it is ready.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

const MAX_ERROR_CHARACTERS = 4000

export interface Program {
  /** Its first line, parsed. */
  readonly said: { [key: string]: unknown }
  signal(signal: NodeJS.Signals): void
  /** Signals it and waits for its end; at once where it has ended. */
  end(signal: NodeJS.Signals): Promise<void>
  /** The end of what it wrote to stderr. */
  errors(): string
  readonly hasEnded: boolean
}

/** @param onSpawn is given the process before it is ready: whoever stops everything must know of it */
export async function startProgram(
  command: readonly string[],
  environment: { [name: string]: string },
  onSpawn: (child: ChildProcess) => void
): Promise<Program> {
  const [file = '', ...args] = command
  const child = spawn(file, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  onSpawn(child)
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-MAX_ERROR_CHARACTERS)))
  const ended = once(child, 'exit')
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line)),
    ended.then(([code]) => {
      throw new Error(`${command.join(' ')} ended with ${String(code)}: ${errors}`)
    })
  ])
  return {
    said: JSON.parse(first) as { [key: string]: unknown },
    signal: (signal) => void child.kill(signal),
    end: async (signal) => {
      child.kill(signal)
      await ended
    },
    errors: () => errors,
    get hasEnded() {
      return child.exitCode !== null || child.signalCode !== null
    }
  }
}
