// Forming a group of hosts on a LAN by the `potluck` command alone.
import { eventually } from '../support/eventually.js'
import { statusOf } from './ask.js'
import type { Host } from './host.js'

/** The first host makes a group and invites the others, all before any node runs, so no invitation names an address. */
export async function formGroup(hosts: readonly Host[], name = 'Test LAN'): Promise<void> {
  const [first, ...others] = hosts
  if (first === undefined) return
  await ok(first.potluck('init', '--name', 'host1'))
  await ok(first.potluck('group', 'create', name))
  for (const host of others) await letIn(first, host)
}

export async function letIn(inviter: Host, host: Host): Promise<void> {
  const { identity } = (await ok(host.potluck('init', '--name', host.address))) as { identity: string }
  const { invitation } = (await ok(inviter.potluck('invite', '--for', identity))) as { invitation: string }
  await ok(host.potluck('join', invitation))
}

async function ok(running: ReturnType<Host['potluck']>): Promise<{ [key: string]: unknown }> {
  const { code, json, stderr } = await running
  if (code !== 0) throw new Error(stderr)
  return json
}

/** Resolves when each of them sees `count` members present and is synchronised. */
export async function allPresent(hosts: readonly Host[], count = hosts.length): Promise<void> {
  await eventually(async () => {
    for (const host of hosts) {
      const { groups } = await statusOf(host)
      const [group] = groups
      if (group?.present === count && group.synchronised) continue
      throw new Error(`${host.address} sees ${group?.present ?? 0} of ${count}, synchronised: ${group?.synchronised}`)
    }
  }, 45_000)
}
