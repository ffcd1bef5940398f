// Nodes of one group in this process, on loopback, with homes of their own: for benches of what happens inside.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '../dist/base/polyfill.js'
import { silentLogger, systemClock, systemRandom } from '../dist/base/index.js'
import { invite } from '../dist/cli/invite.js'
import { loadConfig, openNode } from '../dist/gateway/index.js'
import { createGroup, createIdentity, identityText, joinGroup, saveIdentity } from '../dist/group/index.js'

const FORMING_BUDGET_MS = 30_000
export const components = { clock: systemClock, random: systemRandom, logger: silentLogger }

/**
 * Opens them, resolves when all see each other.
 * @param settings more lines of every node's configuration
 * @returns nodes, their homes, and `close`, which removes all of it
 */
export async function openNodes(names, settings = '') {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-'))
  const nodes = []
  const homes = names.map((name) => join(folder, name))
  const close = async () => {
    for (const node of nodes) await node.close()
    await rm(folder, { recursive: true })
  }
  try {
    for (const [i, home] of homes.entries()) {
      await mkdir(home, { mode: 0o700 })
      const { name, keyPair } = await saved(home, createIdentity(names[i]))
      if (i === 0) await createGroup(home, 'Bench')
      else await joinGroup(home, await invitation(homes[0], identityText(keyPair.publicKey, name)))
      await writeFile(
        join(home, 'config.yaml'),
        `ports: {group: 0, content: 0, gateway: 0}\nlisten: {hosts: [127.0.0.1]}\n${settings}`
      )
    }
    for (const home of homes) {
      const config = await loadConfig({ home, env: {}, flags: {} })
      const knownAddresses = nodes.flatMap((node) => node.addresses())
      const discovery = { ...config.discovery, mdns: false, knownAddresses }
      nodes.push(await openNode(components, { home, config: { ...config, discovery } }))
    }
    const endMs = systemClock.monotonicMs() + FORMING_BUDGET_MS
    while (nodes.length > 1 && !nodes.every((node) => seesAll(node, nodes.length))) {
      if (systemClock.monotonicMs() > endMs) throw new Error('the nodes did not find each other')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return { nodes, homes, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function saved(home, identity) {
  await saveIdentity(home, identity)
  return identity
}

async function invitation(home, identity) {
  const { text } = await invite({ home, group: undefined, identity, role: 'member', ttlMs: undefined })
  return text
}

function seesAll(node, count) {
  const [group] = node.status().groups
  return group.present === count && group.synchronised
}
