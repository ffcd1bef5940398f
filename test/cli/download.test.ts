// `get` against a control server with a double of the node behind it, which lies about what it sends.
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { describeWaiting, download } from '../../src/cli/download.js'
import { NO_FACTS } from '../../src/content/content-facts.js'
import type { FetchedContent } from '../../src/content/index.js'
import { openControlServer, type ControlServer } from '../../src/gateway/control-server.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { createControlClient } from '../../src/gateway/index.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import { FakeClock } from '../support/fake-clock.js'

const url = 'http://origin.example/file'
const body = Buffer.from('hello world')
const digest = createHash('sha256').update(body).digest('hex')

let home: string
let folder: string
let server: ControlServer
let asked: number
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-get-'))
  folder = join(home, 'out')
  await mkdir(folder)
  server = await openControlServer({ home, logger: silentLogger })
  asked = 0
})
afterEach(async () => {
  await server.close()
  await rm(home, { recursive: true })
})

/** Serves `body` and says afterwards that it was what `said` says. */
function serve(said: { bytes: number; digest: string }): void {
  const unasked = { rereadBytes: 0, fetchedFromOriginAtMs: undefined }
  const result = {
    ...unasked,
    url,
    ms: 5,
    sources: { uplink: 11, members: {}, cache: 0 },
    askedInVain: false,
    kept: true,
    ...said
  }
  const fetch = async (): Promise<FetchedContent> => {
    asked++
    const freshness = { hit: false, ageMs: 0, stale: false, revalidated: false, collapsed: false }
    const said = {
      bytes: undefined,
      contentType: undefined,
      facts: NO_FACTS,
      digest: undefined,
      freshness,
      shared: true
    }
    return { ...said, body: Readable.from([body]), done: Promise.resolve(result) }
  }
  const id = 'aa'.repeat(32)
  const open = { id, name: 'Home', group: { id }, content: { fetch, transfers: () => [] } } as unknown as NodeGroup
  const requests = new RequestLog()
  const node: Partial<PotluckNode> = { clock: new FakeClock(), requests, groups: () => [open], group: () => open }
  server.serve(node as PotluckNode)
}

function get(path: string): ReturnType<typeof download> {
  const { signal } = new AbortController()
  return download({ node: createControlClient(home), query: { group: undefined, url }, path, signal, quiet: true })
}

test('what arrives as it was verified is saved', async () => {
  serve({ bytes: body.length, digest })
  expect(await get(join(folder, 'file'))).toMatchObject({ digest, bytes: body.length })
  expect(await readFile(join(folder, 'file'))).toEqual(body)
})

test.each([
  ['another digest', { bytes: body.length, digest: 'ab'.repeat(32) }],
  ['another length', { bytes: body.length + 1, digest }]
])('%s than the result says is an error, and nothing is kept', async (_what, said) => {
  serve(said)
  await expect(get(join(folder, 'file'))).rejects.toMatchObject({ code: 'DAMAGED' })
  expect(await readdir(folder)).toEqual([])
})

test('where nothing can be saved the node is not asked', async () => {
  serve({ bytes: body.length, digest })
  await expect(get(join(folder, 'missing', 'file'))).rejects.toMatchObject({ code: 'CANNOT_WRITE' })
  expect(asked).toBe(0)
})

test('where the node does not run no part is left', async () => {
  await server.close()
  await expect(get(join(folder, 'file'))).rejects.toMatchObject({ code: 'NODE_NOT_RUNNING' })
  expect(await readdir(folder)).toEqual([])
})

test.each([
  [undefined, 'asking the group'],
  [{ holder: 'B', heldBytes: 2 ** 20, bytes: undefined }, 'waiting for bob, who has 1.0 MiB'],
  [{ holder: 'B', heldBytes: 2 ** 20, bytes: 3 * 2 ** 20 }, 'waiting for bob, who has 33 % of 3.0 MiB']
])('before the first byte it is said who is waited for: %j', (running, line) => {
  expect(describeWaiting(running, () => 'bob')).toBe(line)
})
