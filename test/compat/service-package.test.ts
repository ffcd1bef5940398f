// The example of a service package, installed as its README says and run by a node: packed and installed by npm, without a network.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PotluckClient, type Service } from '../../src/client/index.js'
import { eventually } from '../support/eventually.js'
import { potluck, potluckJson, startNode, WITH_OWN_ORIGINS, type RunningNode } from '../support/potluck-command.js'

const REPORTS = 'potluck-service-reports'

let folder: string
let home: string
let node: RunningNode
let backend: Server
let client: PotluckClient
/** Bodies of what came to the backend. */
const reports: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-service-'))
  home = join(folder, 'home')
  await potluckJson(['init', '--name', 'alice', '--home', home])
  await installExample()
  const forgets = 'export default { start() { setImmediate(() => Promise.reject(new Error("forgotten"))) } }'
  const modules = join(home, 'services', 'node_modules', 'forgets')
  await mkdir(modules, { recursive: true })
  await writeFile(join(modules, 'package.json'), '{"type": "module"}')
  await writeFile(join(modules, 'index.js'), forgets)
  backend = createServer((request, response) => {
    void text(request).then((body) => {
      reports.push(body)
      response.writeHead(201).end('stored')
    })
  })
  await new Promise<void>((listening) => backend.listen(0, '127.0.0.1', listening))
  const env = { ...WITH_OWN_ORIGINS, POTLUCK_SERVICES_PACKAGES: `${REPORTS},forgets` }
  node = await startNode(['--home', home], { env })
  const { token } = await potluckJson(['token', 'create', 'test', '--rights', 'administer', '--home', home])
  client = new PotluckClient({ url: String(node.ready['url']), token: String(token) })
})
afterAll(async () => {
  await node.stop()
  backend.close()
  await rm(folder, { recursive: true })
})

async function installExample(): Promise<void> {
  const npm = (...args: string[]): Promise<unknown> =>
    promisify(execFile)('npm', [...args, '--offline', '--no-audit', '--no-fund', '--loglevel', 'error'])
  await npm('pack', resolve('examples/service-reports'), '--pack-destination', folder)
  await npm('install', '--prefix', join(home, 'services'), join(folder, `${REPORTS}-1.0.0.tgz`))
}

async function service(name: string): Promise<Service | undefined> {
  return (await client.services.list()).find((one) => one.name === name)
}

test('without settings it is a failed service, in words, and the node runs on', async () => {
  await eventually(async () => expect((await service(REPORTS))?.trouble?.words).toMatch(/say where reports go/))
  const said = await potluck(['services', 'start', REPORTS, '--home', home])
  expect(said).toMatchObject({ code: 1 })
  expect(said.stderr).toContain(`${REPORTS} does not start: its settings must say where reports go`)
  expect((await potluck(['status', '--home', home])).stdout).toContain(`service ${REPORTS}`)
})

test('with settings it reports, and once an hour however often it is started', async () => {
  const url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/reports`
  await writeFile(join(home, 'services', `${REPORTS}.yaml`), `url: ${url}\n`)
  const started = await potluck(['services', 'restart', REPORTS, '--home', home])
  expect(started.stdout).toMatch(/^potluck-service-reports +running/)
  await eventually(() => expect(reports).toHaveLength(1), 30_000)
  expect(reports[0]).toMatch(/^<\?xml.*<node>alice<\/node>.*<\/report>\n$/s)
  await client.services.restart(REPORTS)
  expect(await service(REPORTS)).toMatchObject({ state: 'running' })
  expect((await client.uploads.list()).length).toBe(1)
})

test('it is stopped, and started again', async () => {
  expect(await client.services.stop(REPORTS)).toMatchObject({ state: 'stopped' })
  expect(await client.services.start(REPORTS)).toMatchObject({ state: 'running' })
})

test('a package that forgets to catch fails by itself, again and again: the node and the others run on', async () => {
  await eventually(async () => expect((await service('forgets'))?.restarts).toBeGreaterThan(0), 30_000)
  expect((await service('forgets'))?.trouble?.words).toBe('forgotten')
  expect(await service(REPORTS)).toMatchObject({ state: 'running' })
  expect(node.process.exitCode).toBeNull()
})
