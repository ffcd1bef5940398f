// What a node costs that has nothing to do: 20 processes with a node each, one graph, left alone. CPU of a node over a minute (user and
// system, by /proc), its resident memory, how often it wakes, and where each has a namespace of its own, what it sends and hears. Beside
// them a Node process that does nothing at all. One JSON line; ends with 1 where a goal is missed.
// `npm run bench -- idle-graph [--nodes 20] [--settle 90] [--measure 60] [--lan] [--members] [--profile FILE]` (s)
// --lan: a network namespace for each, on one bridge, with mDNS (root); else all on loopback, without. --members: `potluck up` of a
// group, with content server and gateway, in place of graphs alone; these have a LAN. --profile: CPU profile of the last node of a
// graph, which does not count then.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { median, round, summary } from './statistics.mjs'

const GOAL = { cpuPercent: 1, rssMegabytes: 150 }
/** What /proc counts in: USER_HZ, the same on every Linux. */
const TICK_MS = 10
const NOTHING = 'setInterval(() => {}, 1000)'
const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '20' },
    settle: { type: 'string', default: '90' },
    measure: { type: 'string', default: '60' },
    lan: { type: 'boolean', default: false },
    members: { type: 'boolean', default: false },
    profile: { type: 'string' }
  }
})
const count = Number(values.nodes)
const hasLan = values.lan || values.members
if (values.members && values.profile !== undefined) throw new Error('--profile is for nodes of a graph')
const children = []
const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
let lan
try {
  if (hasLan) lan = await openLan()
  const empty = await start([process.execPath, '-e', NOTHING])
  const nodes = values.members ? await upMembers() : await startGraphs()
  console.error(`${nodes.length} nodes run; they settle for ${values.settle} s`)
  await pause(Number(values.settle) * 1000)
  if (values.profile !== undefined) await nodes.at(-1).ask('profile')
  const [before, emptyBefore] = [await Promise.all(nodes.map(look)), await look(empty)]
  await pause(Number(values.measure) * 1000)
  const [after, emptyAfter] = [await Promise.all(nodes.map(look)), await look(empty)]
  const said = await Promise.all(nodes.map((node) => node.ask?.('')))
  if (values.profile !== undefined) await nodes.at(-1).ask(`profile ${resolve(values.profile)}`)
  // To be profiled costs more than the rest.
  const counted = values.profile === undefined ? after : after.slice(0, -1)
  report(
    counted.map((one, i) => costs(before[i], one)),
    costs(emptyBefore, emptyAfter),
    said
  )
} finally {
  for (const child of children) await stop(child)
  await lan?.close()
  await rm(folder, { recursive: true })
}

function report(nodes, { cpuPercent: emptyCpu, rssMegabytes: emptyRss }, said) {
  const empty = { cpuPercent: emptyCpu, rssMegabytes: emptyRss }
  const of = (name) => summary(nodes.map((one) => one[name]))
  const neighbours = said.flatMap((one) => one?.neighbours ?? [])
  const [cpuPercent, rssMegabytes] = [of('cpuPercent'), of('rssMegabytes')]
  const ok = cpuPercent.median < GOAL.cpuPercent && rssMegabytes.median < GOAL.rssMegabytes
  console.log(
    JSON.stringify({
      ...{ bench: 'idle-graph', nodes: count, of: values.members ? 'potluck up' : 'PeerGraph' },
      ...{ network: hasLan ? 'namespaces' : 'loopback', settledS: Number(values.settle) },
      ...{ measuredS: Number(values.measure), load: round(loadavg()[0], 2), goal: GOAL, ok, cpuPercent, rssMegabytes },
      ...{ wakeupsPerS: of('wakeupsPerS'), rssByEmpty: round(rssMegabytes.median / emptyRss, 2), empty },
      ...(neighbours.length > 0 && { neighbours: { median: median(neighbours), most: Math.max(...neighbours) } }),
      ...(hasLan && {
        sent: { bytesPerS: of('sentBytesPerS'), packetsPerS: of('sentPacketsPerS') },
        heard: { bytesPerS: of('heardBytesPerS'), packetsPerS: of('heardPacketsPerS') }
      })
    })
  )
  if (!ok) process.exitCode = 1
}

/** What /proc says of a process now, and of the card of its namespace. */
async function look({ pid }) {
  const read = (name) => readFile(`/proc/${pid}/${name}`, 'utf8')
  const [stat, status, net] = await Promise.all([read('stat'), read('status'), read('net/dev')])
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ') // From the third field on: the name may have blanks.
  const number = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1])
  const card = /^\s*eth0:(.*)$/m.exec(net)?.[1].trim().split(/\s+/).map(Number)
  return {
    atMs: performance.now(),
    cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    rssMegabytes: (number('VmRSS') * 1024) / 1e6,
    wakeups: number('voluntary_ctxt_switches'),
    card: card && { heardBytes: card[0], heardPackets: card[1], sentBytes: card[8], sentPackets: card[9] }
  }
}

function costs(before, after) {
  const seconds = (after.atMs - before.atMs) / 1000
  const perS = (to, from) => round((to - from) / seconds, 1)
  const cards = Object.keys(after.card ?? {}).map((name) => [`${name}PerS`, perS(after.card[name], before.card[name])])
  return {
    cpuPercent: round((after.cpuMs - before.cpuMs) / seconds / 10, 2),
    rssMegabytes: round(after.rssMegabytes, 1),
    wakeupsPerS: perS(after.wakeups, before.wakeups),
    ...Object.fromEntries(cards)
  }
}

/** The first founds a graph, the others come in by its address and find the rest as nodes do. */
async function startGraphs() {
  const graphId = `idle ${randomBytes(8).toString('hex')}`
  const nodes = []
  for (let i = 0; i < count; i++) {
    const command = [process.execPath, 'bench/idle-node.mjs', graphId, join(folder, String(i))]
    const reach = hasLan ? ['site', 'true'] : ['loopback', 'false']
    const node = await start([...command, ...reach, ...nodes.slice(0, 1).map(({ said }) => said.address)], i)
    nodes.push({ ...node, said: await node.line() })
  }
  return nodes
}

/** `potluck up` on each host. */
async function upMembers() {
  const { formGroup, allPresent } = await import('../test/network/group-of-hosts.js')
  await formGroup(lan.hosts)
  for (const host of lan.hosts) await host.up()
  await allPresent(lan.hosts)
  return Promise.all(
    lan.hosts.map(async ({ home }) => ({ pid: Number(await readFile(join(home, 'potluck.pid'), 'utf8')) }))
  )
}

async function openLan() {
  await import('../scripts/typescript.mjs')
  const { namespacesAllowed } = await import('../test/network/namespaces.js')
  if (!(await namespacesAllowed())) throw new Error('--lan and --members need root, iproute2 and ethtool')
  const { Topology } = await import('../test/network/topology.js')
  const topology = await Topology.create()
  try {
    await topology.addBridge('sw')
    for (let i = 0; i < count; i++) {
      await topology.setDefaultRoute(await topology.addHost('sw', `10.77.0.${10 + i}`), 'eth0')
    }
    return topology
  } catch (error) {
    await topology.close()
    throw error
  }
}

/** @param host whose namespace it runs in, where there are any */
async function start(command, host) {
  const where = lan === undefined || host === undefined ? [] : ['ip', 'netns', 'exec', lan.hosts[host].namespace]
  const [file, ...args] = [...where, ...command]
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  await once(child, 'spawn')
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const { value, done } = await lines.next()
    if (done === true) {
      const [code, signal] = await ended
      throw new Error(`${command.join(' ')} has ended: ${code ?? signal}`)
    }
    return JSON.parse(value)
  }
  const ask = (what) => {
    child.stdin.write(`${what}\n`)
    return line()
  }
  return { pid: child.pid, line, ask }
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
