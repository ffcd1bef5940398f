// Whole nodes of one group in this process, each with its loopback port: what a program meets. Identities and homes are fresh.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemClock, systemRandom } from '../../src/base/index.js'
import { invite } from '../../src/cli/invite.js'
import type { TokenInit } from '../../src/gateway/api/tokens.js'
import { configSchema } from '../../src/gateway/config-schema.js'
import { openHttpServer, type HttpServer } from '../../src/gateway/http-server.js'
import { openNode, type PotluckNode } from '../../src/gateway/node.js'
import { createGroup, createIdentity, identityText, joinGroup, saveIdentity } from '../../src/group/index.js'
import { eventually } from './eventually.js'

export interface ApiNode {
  readonly home: string
  readonly node: PotluckNode
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** A fresh token. */
  token(init: Exclude<TokenInit, { page: true }>): Promise<string>
  /** One request with JSON. */
  ask(token: string | undefined, method: string, path: string, body?: unknown): Promise<ApiAnswer>
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** What `text` says as JSON. */
  readonly json: never
}

const components = { clock: systemClock, random: systemRandom, logger: silentLogger }

/** Resolves when all see each other. @param settings of one, given where it answers programs; each key replaces the usual one whole */
export async function openApiNodes(
  names: readonly string[],
  settings: (name: string, gatewayPort: number) => object = () => ({})
): Promise<{ nodes: ApiNode[]; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-api-'))
  const nodes: ApiNode[] = []
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const one of closers.reverse()) await one()
    await rm(folder, { recursive: true })
  }
  try {
    for (const name of names) {
      const home = join(folder, name)
      await mkdir(home, { mode: 0o700 })
      const identity = createIdentity(name)
      await saveIdentity(home, identity)
      const [first] = nodes
      if (first === undefined) await createGroup(home, 'Test')
      else {
        const text = identityText(identity.keyPair.publicKey, name)
        const made = await invite({
          home: first.home,
          group: undefined,
          identity: text,
          role: 'member',
          ttlMs: undefined
        })
        await joinGroup(home, made.text)
      }
      const server = await openHttpServer({ port: 0, clock: systemClock, logger: silentLogger })
      closers.push(() => server.close())
      const config = configSchema.parse({
        ports: { group: 0, content: 0, gateway: 0 },
        listen: { hosts: ['127.0.0.1'] },
        discovery: { mdns: false, knownAddresses: nodes.flatMap(({ node }) => node.addresses()) },
        uplink: { allowPrivateOrigins: ['127.0.0.0/8'] },
        ...settings(name, server.port)
      })
      const node = await openNode(components, { home, config, gatewayPort: server.port })
      closers.push(() => node.close())
      server.serve(node)
      nodes.push(apiNode(home, node, server))
    }
    await eventually(() => {
      for (const { node } of nodes) {
        const [group] = node.status().groups
        const isWhole = nodes.length === 1 || (group?.present === nodes.length && group.synchronised)
        if (!isWhole) throw new Error(`${node.name} does not see all`)
      }
    }, 30_000)
    return { nodes, close }
  } catch (error) {
    await close()
    throw error
  }
}

function apiNode(home: string, node: PotluckNode, server: HttpServer): ApiNode {
  const url = `http://127.0.0.1:${server.port}`
  return {
    ...{ home, node, url },
    token: async (init) => (await node.tokens.create(init)).token,
    ask: async (token, method, path, body) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' })
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: (isJson && text !== '' ? JSON.parse(text) : undefined) as never
      }
    }
  }
}
