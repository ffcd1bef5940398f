// Real curl and real apt with the settings that `potluck use` writes: through the gateway while it is ready, straight while
// it is not. The gateway is a double here; test/network has the real one.
import { execFile, execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { potluck, type CommandResult } from '../support/potluck-command.js'

const APT_HELPER = '/usr/lib/apt/apt-helper'
const hasApt = existsSync('/usr/bin/apt-config') && existsSync(APT_HELPER)
/** An address of this machine that is not loopback: there apt and curl may go through a proxy. */
const lanHost = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address

let folder: string
let gateway: Server
let asked: string[]
let isReady: boolean
const open: (Server | TcpServer)[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'potluck-use-'))
  chmodSync(folder, 0o755) // The user _apt must reach the script.
  asked = []
  isReady = true
  gateway = await listen((request, response) => {
    if (request.url === '/readyz') {
      response.statusCode = isReady ? 200 : 503
      return response.end()
    }
    asked.push(`${request.method} ${request.url}`)
    if (request.url?.startsWith('http://deb.invalid/') === true) return packages(request, response)
    response.end('from the gateway\n')
  })
})
afterEach(async () => {
  for (const server of open.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  rmSync(folder, { recursive: true })
})

/** A repository of one package, without signatures. */
const packages: RequestListener = (request, response) => {
  const isList = request.url?.endsWith('/./Packages') === true
  response.statusCode = isList ? 200 : 404
  response.end(isList ? 'Package: potluck-test\nVersion: 1\nArchitecture: all\nDescription: none\n' : '')
}

async function listen(handle: RequestListener, host = '127.0.0.1'): Promise<Server> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  open.push(server)
  return server
}

function portOf(server: Server | TcpServer): number {
  return (server.address() as AddressInfo).port
}

/** Programs with nothing of whoever runs the tests. */
function run(
  command: string,
  args: readonly string[],
  env = {}
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const all = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C', ...env }
    execFile(command, args, { env: all, timeout: 30_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, stdout, stderr })
    })
  })
}

function use(...args: string[]): Promise<CommandResult> {
  const env = { HOME: folder, SHELL: '/bin/bash' }
  return potluck(['use', ...args, '--port', String(portOf(gateway)), '--home', join(folder, 'home')], { env })
}

describe('curl, by a function of the shell', () => {
  const bash = (script: string): ReturnType<typeof run> => run('bash', ['-uc', `. ~/.bashrc\n${script}`])

  beforeEach(async () => {
    writeFileSync(join(folder, '.bashrc'), '# mine')
    expect(await use('curl', '--write')).toMatchObject({ code: 0, stderr: '' })
  })

  test('asks the gateway over http, the machine itself straight', async () => {
    const origin = await listen((_request, response) => response.end('straight\n'))
    const said = await bash(`curl -s http://origin.invalid/a; curl -s http://127.0.0.1:${portOf(origin)}/b`)
    expect(said).toMatchObject({ code: 0, stdout: 'from the gateway\nstraight\n' })
    expect(asked).toEqual(['GET http://origin.invalid/a'])
  })

  test.skipIf(lanHost === undefined)(
    'goes straight while the gateway is not ready, and while nothing is there',
    async () => {
      const origin = await listen((_request, response) => response.end('straight\n'), lanHost)
      const fetchIt = `curl -s http://${lanHost}:${portOf(origin)}/`
      expect((await bash(fetchIt)).stdout).toBe('from the gateway\n')
      isReady = false
      expect((await bash(fetchIt)).stdout).toBe('straight\n')
      gateway.closeAllConnections()
      await new Promise((resolve) => gateway.close(resolve))
      expect((await bash(fetchIt)).stdout).toBe('straight\n')
    }
  )

  test("ends as curl ends, and an alias of the user's stands", async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => closed.once('listening', resolve))
    const port = portOf(closed)
    await new Promise((resolve) => closed.close(resolve))
    expect((await bash(`curl -s http://127.0.0.1:${port}/`)).code).toBe(7)
    writeFileSync(
      join(folder, '.bashrc'),
      `shopt -s expand_aliases\nalias curl='curl -s'\n${readFileSync(join(folder, '.bashrc'), 'utf8')}`
    )
    expect((await bash('\ncurl http://origin.invalid/a')).stdout).toBe('from the gateway\n')
  })

  test('undo leaves the file as it was', async () => {
    expect((await use('curl', '--undo')).code).toBe(0)
    expect(readFileSync(join(folder, '.bashrc'), 'utf8')).toBe('# mine')
    expect(readdirSync(folder)).toEqual(['.bashrc'])
  })

  test('check says whether it works', async () => {
    expect(await use('curl', '--check')).toMatchObject({ code: 0 })
    isReady = false
    expect(await use('curl', '--check')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(GATEWAY_NOT_READY)') as string
    })
    await use('curl', '--undo')
    expect(await use('curl', '--check')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('(NOT_IN_USE)') as string
    })
  })
})

test('what is printed can be put into a startup file by hand', async () => {
  writeFileSync(join(folder, '.bashrc'), (await use('curl')).stdout)
  expect((await run('bash', ['-uc', '. ~/.bashrc\ncurl -s http://origin.invalid/a'])).stdout).toBe('from the gateway\n')
})

test('curl, by .curlrc: every curl asks the gateway, the machine itself straight; undo takes that back', async () => {
  const origin = await listen((_request, response) => response.end('straight\n'))
  const curl = (url: string): ReturnType<typeof run> => run('curl', ['-s', url])
  writeFileSync(join(folder, '.curlrc'), 'user-agent = "mine"\n')
  expect(await use('curl', '--curlrc', '--write')).toMatchObject({ code: 0, stderr: '' })
  expect((await curl('http://origin.invalid/a')).stdout).toBe('from the gateway\n')
  expect((await curl(`http://localhost:${portOf(origin)}/`)).stdout).toBe('straight\n')
  await use('curl', '--curlrc', '--undo')
  expect((await curl('http://origin.invalid/a')).code).toBe(6)
  expect(readFileSync(join(folder, '.curlrc'), 'utf8')).toBe('user-agent = "mine"\n')
})

describe.skipIf(!hasApt)('apt', () => {
  let file: string
  let env: { APT_CONFIG: string }
  beforeEach(async () => {
    for (const name of ['etc/apt.conf.d', 'etc/preferences.d', 'lists/partial', 'cache/archives/partial']) {
      mkdirSync(join(folder, name), { recursive: true })
    }
    file = join(folder, 'etc/apt.conf.d/30potluck')
    const main = join(folder, 'main.conf')
    writeFileSync(
      main,
      `Dir::Etc "${folder}/etc";\nDir::State::lists "${folder}/lists";\nDir::Cache "${folder}/cache";\n`
    )
    writeFileSync(join(folder, 'empty'), '')
    env = { APT_CONFIG: main }
    const lists = ['lists', 'lists/partial', 'cache/archives', 'cache/archives/partial']
    if (process.getuid?.() === 0) execFileSync('chown', ['_apt', ...lists.map((name) => join(folder, name))])
    expect(await use('apt', '--write', '--file', file)).toMatchObject({ code: 0, stderr: '' })
  })
  const proxyFor = async (url: string): Promise<string> =>
    (await run(APT_HELPER, ['auto-detect-proxy', url], env)).stdout.trim()

  test('reads the settings without a word', async () => {
    const { code, stdout, stderr } = await run('apt-config', ['dump', 'Acquire::http'], env)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain(`Acquire::http::Proxy-Auto-Detect "${join(folder, 'etc/potluck-proxy.sh')}";`)
  })

  test('goes through the gateway while it is ready, and as it is told elsewhere while it is not', async () => {
    const url = 'http://deb.example/debian'
    const through = `Using proxy 'http://127.0.0.1:${portOf(gateway)}' for URL '${url}'`
    const elsewhere = `Using proxy '' for URL '${url}'`
    expect(await proxyFor(url)).toBe(through)
    isReady = false
    expect(await proxyFor(url)).toBe(elsewhere)
    gateway.closeAllConnections()
    await new Promise((resolve) => gateway.close(resolve))
    expect(await proxyFor(url)).toBe(elsewhere)
  })

  test('does not wait for a gateway that says nothing', async () => {
    const sockets: Socket[] = []
    const mute = createTcpServer((socket) => sockets.push(socket.on('error', () => {})))
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    open.push(mute)
    await potluck(['use', 'apt', '--write', '--file', file, '--port', String(portOf(mute))], { env: { HOME: folder } })
    expect(await proxyFor('http://deb.example/debian')).toBe(`Using proxy '' for URL 'http://deb.example/debian'`)
    for (const socket of sockets) socket.destroy()
    expect(sockets).not.toEqual([])
  })

  test.each([
    'http://127.0.0.1:8080/https/deb.example/',
    'http://localhost/debian',
    'http://localhost:81/',
    'http://[::1]/'
  ])('asks %s straight', async (url) => {
    expect(await proxyFor(url)).toBe(`Using proxy 'DIRECT' for URL '${url}'`)
  })

  test('apt-get update goes through the gateway, and straight without it', async () => {
    const origin = await listen(packages, lanHost ?? '127.0.0.1')
    const update = async (host: string): ReturnType<typeof run> => {
      writeFileSync(join(folder, 'etc/sources.list'), `deb [trusted=yes] http://${host}/ ./\n`)
      return await run('apt-get', ['update', '-o', 'Acquire::Retries=0'], env)
    }
    const first = await update('deb.invalid')
    console.log(first, asked)
    expect(first).toMatchObject({ code: 0 })
    expect(asked).toContain('GET http://deb.invalid/./Packages')
    const count = asked.length
    isReady = false
    if (lanHost !== undefined) expect(await update(`${lanHost}:${portOf(origin)}`)).toMatchObject({ code: 0 })
    expect(asked).toHaveLength(count)
  })

  test('undo leaves nothing', async () => {
    expect((await use('apt', '--undo', '--file', file)).code).toBe(0)
    expect(readdirSync(join(folder, 'etc')).sort()).toEqual(['apt.conf.d', 'preferences.d'])
    expect(readdirSync(join(folder, 'etc/apt.conf.d'))).toEqual([])
  })
})
