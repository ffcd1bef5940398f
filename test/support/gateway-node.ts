// A real node, as a process of its own, with a group and a gateway port: what programs and pages of its machine meet.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { LogLevel } from '../../src/base/index.js'
import type { Right } from '../../src/gateway/router.js'
import { createControlClient, type ControlClient } from '../../src/gateway/index.js'
import { ON_LOOPBACK, potluckJson, startNode, type RunningNode } from './potluck-command.js'

/** One line of its log. */
export interface LogLine {
  readonly level: string
  readonly component: string
  readonly message: string
  readonly [field: string]: unknown
}

export interface GatewayNode {
  readonly port: number
  /** Without a slash at the end. */
  readonly url: string
  readonly home: string
  readonly running: RunningNode
  /** Over its Unix socket: as its user. */
  readonly owner: ControlClient
  /** What it logged so far. */
  readonly log: readonly LogLine[]
  token(name: string, rights: readonly Right[]): Promise<string>
  /** A value of /metrics, by its name and labels as they stand there. */
  metric(name: string): Promise<number>
  stop(): Promise<void>
}

export async function startGatewayNode(
  env: { [variable: string]: string } = {},
  level: LogLevel = 'info'
): Promise<GatewayNode> {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-gateway-'))
  const home = join(folder, 'home')
  for (const args of [
    ['init', '--name', 'alice'],
    ['group', 'create', 'Home']
  ]) {
    await potluckJson([...args, '--home', home])
  }
  const running = await startNode(['--home', home, '--log-level', level, '--log-format', 'json'], {
    env: { ...ON_LOOPBACK, ...env }
  })
  const log: LogLine[] = []
  const { stderr } = running.process
  if (stderr !== null) createInterface({ input: stderr }).on('line', (line) => log.push(parse(line)))
  const { gateway: port } = running.ready['ports'] as { gateway: number }
  const url = `http://127.0.0.1:${port}`
  const owner = createControlClient(home)
  return {
    ...{ port, url, home, running, owner, log },
    token: async (name, rights) => {
      const answer = await askForToken(home, JSON.stringify({ name, rights }))
      return answer.token
    },
    metric: async (name) => {
      const text = await (await fetch(`${url}/metrics`)).text()
      const line = text.split('\n').find((one) => one.startsWith(`${name} `))
      if (line === undefined) throw new Error(`no metric ${name}`)
      return Number(line.slice(name.length + 1))
    },
    stop: async () => {
      await running.stop()
      await rm(folder, { recursive: true })
    }
  }
}

function parse(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine
  } catch {
    return { level: 'error', component: 'stderr', message: line }
  }
}

async function askForToken(home: string, body: string): Promise<{ token: string }> {
  const asking = request({
    socketPath: join(home, 'potluck.sock'),
    method: 'POST',
    path: '/v1/tokens',
    headers: { 'content-type': 'application/json' }
  })
  asking.end(body)
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  return JSON.parse(await text(response)) as { token: string }
}
