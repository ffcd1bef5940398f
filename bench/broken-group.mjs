// What a broken group costs: the same file by curl alone, by curl through the node, and by `potluck get`, on one host of five,
// while the group around it, or its own place in it, is broken in one of eight ways, and the origin is healthy. Before each
// fetch the node is started anew, so that nothing it has learnt of the others helps. One JSON line for each way, size and line.
// `npm run bench:broken -- [--rounds 5] [--only WAY,WAY] [--sizes 1,32] [--rates 50,0] [--table]`; rate 0: not shaped.
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs, promisify } from 'node:util'
import { allPresent } from '../test/network/group-of-hosts.js'
import { fileDigest, namespacesAllowed } from '../test/network/lan.js'
import { Stage } from '../test/network/stage.js'
import { writeTable } from './markdown.mjs'
import { median, round } from './statistics.mjs'

const MIB = 2 ** 20
/** How long the command may take, ms: beyond, it hangs. */
const HANGS_AFTER_MS = 60_000
const TMPFS_BYTES = 48 * MIB
const run = promisify(execFile)
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    sizes: { type: 'string', default: '1,32' },
    rates: { type: 'string', default: '50,0' },
    table: { type: 'boolean', default: false }
  }
})
if (!(await namespacesAllowed())) throw new Error('this bench needs root, iproute2 and ethtool')

const nothing = async () => {}
/**
 * `breakIt` breaks the group for all rounds; `beforeGet` what must be fresh each time, once the node is up; `ready` waits
 * until the node sees the group as far as it can. `othersLead`: where the others never go to the origin it shows nothing.
 */
const WAYS = {
  whole: { says: 'nothing is broken', ready: seesAll },
  deaf: { says: 'nobody answers: present, linked, silent', breakIt: () => turnAll('deaf'), ready: seesAll },
  stalls: {
    says: 'all claim, accept, and send nothing',
    breakIt: () => turnAll('stalls'),
    ready: seesAll,
    othersLead: true
  },
  corrupts: { says: 'all serve wrong bytes', breakIt: () => turnAll('corrupts'), ready: seesAll, othersLead: true },
  claims: { says: 'all claim and refuse', breakIt: () => turnAll('claims'), ready: seesAll },
  alone: { says: 'no multicast, no known address', breakIt: forgetAll, mendIt: rememberAll, ready: nothing },
  'disk-full': {
    says: 'the own disk is full',
    breakIt: moveHome,
    mendIt: moveHomeBack,
    ready: seesAll,
    beforeGet: fillDisk
  },
  frozen: {
    says: 'all others stand still (SIGSTOP)',
    ready: seesAll,
    beforeGet: async () => others().forEach((host) => host.freeze()),
    afterGet: async () => others().forEach((host) => host.thaw())
  },
  'ports-blocked': {
    says: 'the group port is blocked both ways',
    breakIt: () => stage.lan.setGroupPorts(subject(), 'blocked'),
    mendIt: () => stage.lan.setGroupPorts(subject(), 'open'),
    ready: nothing
  }
}
const names = values.only?.split(',') ?? Object.keys(WAYS)
const results = []
const digests = new Map()
let homeIsMoved = false
let count = 0
const stage = await Stage.open({ hosts: 5, uplinkMbit: 50, bytes: 32 * MIB })
const subject = () => stage.hosts[0]
const others = () => stage.hosts.slice(1)
try {
  for (const size of values.sizes.split(',')) {
    const body = randomBytes(Number(size) * MIB)
    digests.set(Number(size), createHash('sha256').update(body).digest('hex'))
    await writeFile(join(stage.lan.folder, 'www', `size${size}`), body)
    await stage.origin.load(`size${size}`)
  }
  for (const name of names) await measureWay(name)
} finally {
  await moveHomeBack()
  await stage.close()
}
if (values.table) {
  const head = ['broken', 'file', 'line', 'curl', 'through the node', 'more', '`potluck get`', 'more']
  const rows = results.map((one) => [
    ...[one.says, `${one.mib} MiB`, one.rateMbit === 0 ? 'not shaped' : `${one.rateMbit} Mbit/s`],
    ...[one.curlMs, one.nodeMs, one.nodeMoreMs, one.getMs, one.getMoreMs].map((ms) => (ms === null ? '-' : `${ms} ms`))
  ])
  await writeTable('broken-group', [head, ...rows])
}
if (results.some((one) => one.failures.length > 0)) process.exitCode = 1

async function measureWay(name) {
  const way = WAYS[name]
  if (way === undefined) throw new RangeError(`no way ${name}: ${Object.keys(WAYS).join(', ')}`)
  console.error(`${name}: ${way.says}`)
  await way.breakIt?.()
  try {
    for (const rateMbit of values.rates.split(',').map(Number)) {
      if (rateMbit === 0) await stage.lan.unshapeUplink()
      else await stage.lan.shapeUplink(rateMbit)
      for (const mib of values.sizes.split(',').map(Number)) await measure(name, way, mib, rateMbit)
      if (rateMbit === 0) await stage.lan.shapeUplink(50)
    }
  } finally {
    await way.mendIt?.()
    await stage.mend()
  }
}

async function measure(name, way, mib, rateMbit) {
  const times = { curl: [], node: [], get: [] }
  const failures = []
  const throughGroup = []
  for (let i = 0; i < Number(values.rounds); i++) {
    const url = () => `http://${stage.lan.originHost}/size${mib}?n=${++count}`
    const groupUrl = () => (throughGroup.push(url()), throughGroup.at(-1))
    times.curl.push(await curl(mib, [url()]))
    const socket = join(subject().home, 'potluck.sock')
    for (const [kind, fetch] of [
      [
        'node',
        () => curl(mib, ['--unix-socket', socket, `http://node/v1/content?url=${encodeURIComponent(groupUrl())}`])
      ],
      ['get', () => potluckGet(mib, groupUrl())]
    ]) {
      try {
        await freshNode(way)
        await way.beforeGet?.()
        times[kind].push(await fetch())
      } catch (error) {
        failures.push(`round ${i + 1}, ${kind}: ${String(error.message).slice(0, 300)}`)
      } finally {
        await way.afterGet?.()
      }
    }
  }
  if (way.othersLead === true && !(await othersAsked(throughGroup)))
    failures.push('none of the others went to the origin')
  const of = (ms) => (ms.length === 0 ? null : Math.round(median(ms)))
  const more = (ms) => (ms.length === 0 ? null : Math.round(median(ms) - median(times.curl)))
  const result = {
    ...{ bench: 'broken-group', way: name, says: way.says, mib, rateMbit, rounds: times.node.length },
    ...{ curlMs: of(times.curl), nodeMs: of(times.node), getMs: of(times.get) },
    ...{ nodeMoreMs: more(times.node), getMoreMs: more(times.get) },
    worstNodeMs: times.node.length === 0 ? null : round(Math.max(...times.node), 0),
    failures
  }
  results.push(result)
  console.log(JSON.stringify(result))
}

/** Milliseconds, by curl's own clock: from its start to the last byte. @throws where it got other bytes */
async function curl(mib, args) {
  const format = '%{http_code} %{time_total}'
  const command = ['curl', '-sS', '-m', String(HANGS_AFTER_MS / 1000), '-o', outPath(), '-w', format, ...args]
  const { code, stdout, stderr } = await subject().run(command)
  if (code !== 0 || !stdout.startsWith('200 ')) throw new Error(`curl ended with ${code}: ${stdout} ${stderr}`)
  if ((await fileDigest(outPath())) !== digests.get(mib)) throw new Error('curl got other bytes')
  return Number(stdout.split(' ')[1]) * 1000
}

/** Milliseconds, with the start of the command. @throws where it got other bytes */
async function potluckGet(mib, url) {
  const startedMs = performance.now()
  const { code, stderr } = await subject().potluck('get', url, '-o', outPath())
  const tookMs = performance.now() - startedMs
  if (code !== 0) throw new Error(stderr)
  if ((await fileDigest(outPath())) !== digests.get(mib)) throw new Error('potluck get got other bytes')
  return tookMs
}

function outPath() {
  return join(stage.lan.folder, 'out')
}

async function othersAsked(urls) {
  for (const url of urls) {
    const requests = await stage.origin.requests(url)
    if (requests.some(({ from }) => others().some(({ address }) => from.endsWith(address)))) return true
  }
  return false
}

async function freshNode(way) {
  await subject().down()
  await emptyDisk()
  await stage.up(subject())
  await way.ready()
}

async function seesAll() {
  await allPresent([subject()], stage.hosts.length)
}

async function turnAll(behaviour) {
  for (const host of others()) await stage.turnHostile(host, behaviour)
}

/** No node looks for others, and none remembers where they were. */
async function forgetAll() {
  await restartAll('false')
}

async function rememberAll() {
  await restartAll('true')
}

async function restartAll(mdns) {
  for (const host of stage.hosts) await host.down()
  for (const host of stage.hosts) {
    const { stdout } = await run('find', [host.home, '-name', 'addresses.json'])
    for (const path of stdout.split('\n').filter(Boolean)) await rm(path)
    host.settings.POTLUCK_DISCOVERY_MDNS = mdns
    await stage.up(host)
  }
}

/** The node's home, on a disk of its own that can be filled. */
async function moveHome() {
  const { home } = subject()
  await subject().down()
  await cp(home, `${home}.kept`, { recursive: true, filter: (path) => !path.endsWith('.sock') })
  await run('mount', ['-t', 'tmpfs', '-o', `size=${TMPFS_BYTES},mode=700`, 'tmpfs', home])
  await cp(`${home}.kept`, home, { recursive: true, filter: (path) => !path.includes('/blobs/') })
  await mkdir(join(home, 'blobs'), { recursive: true })
  homeIsMoved = true
  await stage.up(subject())
}

async function moveHomeBack() {
  if (!homeIsMoved) return
  homeIsMoved = false
  await subject().down()
  await run('umount', ['-l', subject().home])
}

/** Until nothing more goes in. */
async function fillDisk() {
  await run('dd', ['if=/dev/zero', `of=${join(subject().home, 'filler')}`, 'bs=4096']).catch(() => {})
}

async function emptyDisk() {
  if (homeIsMoved) await rm(join(subject().home, 'filler'), { force: true })
}
