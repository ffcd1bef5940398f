// The server of the loopback port over real sockets, with a double of the node behind it: another one for each test.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach } from 'vitest'
import { createLogger, seededRandom, silentLogger, type LogEntry } from '../../src/base/index.js'
import { ContentError, Ledger } from '../../src/content/index.js'
import { EventStreams } from '../../src/gateway/event-stream.js'
import { openHttpServer, type HttpServer } from '../../src/gateway/http-server.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { ProxyState } from '../../src/gateway/proxy/proxy-state.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import { openTokens, type Tokens } from '../../src/gateway/tokens.js'
import { FakeClock } from './fake-clock.js'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly problem: { code?: string; detail?: string }
}

export type TestRight = 'read' | 'publish' | 'administer'

export interface LoopbackServer {
  clock: FakeClock
  tokens: Tokens
  server: HttpServer
  entries: LogEntry[]
  /** Bodies that were published whole. */
  published: Buffer[]
  reloads: number
  nodeDouble(change?: Partial<PotluckNode>): PotluckNode
  ask(path: string, init?: RequestInit): Promise<Answer>
  bearer(...rights: TestRight[]): Promise<{ authorization: string }>
}

/** For a test file as a whole: what it gives holds good within each test. */
export function useLoopbackServer(): LoopbackServer {
  const at = { nodeDouble, ask, bearer } as LoopbackServer
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-http-'))
    const clock = new FakeClock()
    const entries: LogEntry[] = []
    const logger = createLogger((entry) => entries.push(entry), 'debug')
    const path = join(folder, 'tokens.json')
    const tokens = await openTokens({ path, clock, random: seededRandom(1), logger: silentLogger })
    const server = await openHttpServer({ port: 0, clock, logger })
    Object.assign(at, { clock, entries, tokens, server, published: [], reloads: 0 })
  })
  afterEach(async () => {
    await at.server.close()
    await rm(folder, { recursive: true })
  })

  function nodeDouble(change: Partial<PotluckNode> = {}): PotluckNode {
    const { clock, tokens, published } = at
    const group = {
      id: 'aa'.repeat(32),
      name: 'Home',
      group: {
        graph: { present: () => [] },
        properties: () => ({ friendlyName: 'Home' }),
        toldCounts: new Map()
      },
      needs: { counts: { asked: 0, answersHeard: 0, heard: 0, answersSent: 0 } },
      content: {
        transfers: () => [],
        publish: async (source: Readable) => {
          published.push(await buffer(source))
          return { bytes: published.at(-1)?.byteLength }
        }
      }
    }
    const node: Partial<PotluckNode> = {
      ...{ clock, tokens, logger: silentLogger, requests: new RequestLog(), peerId: 'peer' },
      streams: new EventStreams(clock),
      proxy: new ProxyState({ clock, ledger: new Ledger(), groups: () => [], wanted: '' }),
      origins: {
        isLoop: () => false,
        passThrough: async () => {
          throw new ContentError('ORIGIN_UNREACHABLE', 'there is no Internet here')
        }
      } as unknown as PotluckNode['origins'],
      groups: () => [group as unknown as NodeGroup],
      group: () => group as unknown as NodeGroup,
      failedGroups: () => [],
      ...{ uploads: undefined, blackList: undefined, dropFolders: [], keyProblems: [], carried: () => undefined },
      connections: () => ({
        ...{ way: 'own', carriers: 0, carries: false },
        carried: { connections: 0, bytes: 0, members: [] }
      }),
      services: { list: () => [] } as unknown as PotluckNode['services'],
      status: () => ({ groups: [], cache: { bytes: 1, maxBytes: 2, blobs: 3 } }) as never,
      ledger: () =>
        ({
          uplink: { bytesIn: 7, passedThrough: 5 },
          lan: { bytesIn: 3, bytesOut: 2 },
          cache: { bytesOut: 4 }
        }) as never,
      reload: async () => {
        at.reloads++
        return []
      },
      ...change
    }
    return node as PotluckNode
  }

  async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${at.server.port}${path}`, init)
    const body = await response.text()
    const isProblem = response.headers.get('content-type') === 'application/problem+json'
    return {
      status: response.status,
      headers: response.headers,
      body,
      problem: isProblem ? (JSON.parse(body) as object) : {}
    }
  }

  async function bearer(...rights: TestRight[]): Promise<{ authorization: string }> {
    return { authorization: `Bearer ${(await at.tokens.create({ name: 'test', rights })).token}` }
  }

  return at
}
