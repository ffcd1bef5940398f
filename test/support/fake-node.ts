// A gateway that says whatever a test wants, with the real page: for what a real node shows rarely, or not twice alike.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CachedBlob } from '../../src/gateway/api/cache.js'
import type { GroupSettingsAnswer } from '../../src/gateway/api/group-settings.js'
import type { Group, MadeCode, Member } from '../../src/gateway/api/groups.js'
import type { Removal } from '../../src/gateway/api/members.js'
import type { Knocks } from '../../src/gateway/api/knocks.js'
import type { History } from '../../src/gateway/api/ledger.js'
import type { NodeStatus } from '../../src/gateway/api/status.js'
import type { ContentRequest, Transfer } from '../../src/gateway/api/transfers.js'

export interface FakeState {
  status: NodeStatus
  groups: Group[]
  members: Member[]
  settings: Pick<GroupSettingsAnswer, 'settings' | 'setBy'>
  knocks: Knocks
  removals: Removal[]
  transfers: Transfer[]
  history: History
  cache: CachedBlob[]
  code?: MadeCode
  requests?: ContentRequest[]
  /** Tokens that it takes. */
  tokens: string[]
  /** Answers with these problems, by `METHOD /path`. */
  problems: { [request: string]: { status: number; code: string; detail: string } | undefined }
}

export interface FakeNode {
  readonly url: string
  state: FakeState
  /** `METHOD /path?query` of every request of the API, in their order. */
  readonly asked: string[]
  /** Tells who follows the transfers. */
  tellTransfers(): void
  close(): Promise<void>
}

export const EMPTY_STATE: FakeState = {
  status: {
    peerId: '12D3KooWEmpty',
    name: 'alice',
    groups: [],
    failedGroups: [],
    services: [],
    uplink: { bytesIn: 0 },
    lan: { bytesIn: 0, bytesOut: 0 },
    cache: { blobs: 0, bytes: 0, maxBytes: 10 * 2 ** 30 },
    addresses: [],
    ports: { group: null, content: 6515, gateway: 6516 }
  },
  groups: [],
  members: [],
  settings: { settings: { allowPrivateOrigins: [], neverShare: [], doNotName: [], knock: 'off' }, setBy: {} },
  knocks: { group: '', name: '', knocking: 'off', knocks: [] },
  removals: [],
  transfers: [],
  history: { sinceMs: 0, days: [], contents: [] },
  cache: [],
  tokens: ['plk_a-token-for-tests'],
  problems: {}
}

type ServePage = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The built page: `npm run build` first. */
export async function openFakeNode(state: Partial<FakeState> = {}, port = 0): Promise<FakeNode> {
  const built = (await import(pathToFileURL(resolve('dist/gateway/page.js')).href)) as { servePage: ServePage }
  const asked: string[] = []
  const followers = new Set<ServerResponse>()
  const fake = { state: { ...EMPTY_STATE, ...state } }
  const transferEvent = (): string =>
    `event: transfers\ndata: ${JSON.stringify({ transfers: fake.state.transfers })}\n\n`
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    const json = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (!url.pathname.startsWith('/v1/')) {
      built.servePage(request, response).catch(() => json({ code: 'NOT_FOUND', detail: 'no such file' }, 404))
      return
    }
    asked.push(`${request.method} ${url.pathname}${url.search}`)
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    const { tokens, problems } = fake.state
    if (token === undefined || !tokens.includes(token))
      return json({ code: 'UNAUTHENTICATED', detail: 'no token' }, 401)
    const problem = problems[`${request.method} ${url.pathname}`]
    if (problem !== undefined) return json(problem, problem.status)
    if (url.pathname === '/v1/transfers') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(transferEvent())
      followers.add(response)
      response.on('close', () => followers.delete(response))
      return
    }
    json(answer(fake.state, request.method ?? '', url.pathname))
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    get state() {
      return fake.state
    },
    set state(next) {
      fake.state = next
    },
    asked,
    tellTransfers: () => followers.forEach((response) => response.write(transferEvent())),
    close: () => closeServer(server)
  }
}

function answer(state: FakeState, method: string, path: string): unknown {
  if (path === '/v1/status') return state.status
  if (path === '/v1/groups') return { groups: state.groups }
  if (path.endsWith('/members')) return { group: '', name: '', members: state.members }
  if (path === '/v1/history') return state.history
  if (path === '/v1/cache') return { usage: state.status.cache, blobs: state.cache }
  if (path.endsWith('/codes') && method === 'POST') return state.code
  if (path.endsWith('/knocks')) {
    if (method === 'POST') state.knocks = { ...state.knocks, knocking: state.knocks.knocking === 'on' ? 'off' : 'on' }
    return state.knocks
  }
  const answered = /\/knocks\/(.+)$/.exec(path)?.[1]
  if (answered !== undefined) {
    state.knocks = { ...state.knocks, knocks: state.knocks.knocks.filter(({ peer }) => peer !== answered) }
    return { group: '', peer: answered, allow: true }
  }
  if (path.endsWith('/settings')) return state.settings
  if (path.endsWith('/removals')) return { group: '', name: '', removals: state.removals }
  const [, peer, deed] = /\/members\/([^/]+)\/(remove|change)$/.exec(path) ?? []
  if (peer !== undefined) {
    const removal: Removal = { id: '', peer, kind: 'removed', by: state.status.peerId, atMs: 0, counts: true }
    state.members = state.members.flatMap((one) => {
      if (one.peer !== peer) return [one]
      return deed === 'remove' ? [] : [{ ...one, role: one.role === 'member' ? 'administrator' : 'member' }]
    })
    if (deed === 'remove') state.removals = [removal, ...state.removals]
    return { group: '', name: '', removal }
  }
  const [, digest, pin] = /^\/v1\/cache\/([0-9a-f]{64})(\/pin)?$/.exec(path) ?? []
  if (digest !== undefined) {
    if (pin === undefined) state.cache = state.cache.filter((one) => one.digest !== digest)
    else state.cache = state.cache.map((one) => (one.digest === digest ? { ...one, pinned: method === 'PUT' } : one))
    return { digest }
  }
  return {}
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
