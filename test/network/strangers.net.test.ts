// Strangers on the LAN of a group get nothing; the same probe with a member's key gets each thing, so it does probe.
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceTag } from '../../src/graph/discovery.js'
import { encodeCredentials, encodeChain } from '../../src/group/membership-object.js'
import { listGroups, loadIdentity, readGroupFolder } from '../../src/group/index.js'
import { toHex } from '../../src/base/index.js'
import { allPresent, formGroup } from './group-of-hosts.js'
import { Lan, namespacesAllowed, type Host } from './lan.js'

const allowed = await namespacesAllowed()

interface Material {
  seed: string
  groupId: string
  groupSecret: string
  credentials: string
}

describe.skipIf(!allowed)('on the LAN of a group', () => {
  let lan: Lan
  let alice: Host
  let fourth: Host
  let member: Material
  let target: { host: string; peer: string; graphPort: number; contentPort: number; digest: string }

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 4, uplinkMbitPerSecond: 50 })
    const [first, second, outsider, ...rest] = lan.hosts
    if (first === undefined || second === undefined || outsider === undefined || rest[0] === undefined)
      throw new Error()
    alice = first
    fourth = rest[0]
    await formGroup([alice, second, fourth], 'Secret Society') // Whose node never runs: probes do, with its key.
    await formGroup([outsider], 'Another Group')
    const up = (await alice.up()) as { peerId: string; ports: { group: number; content: number } }
    await second.up()
    await outsider.up()
    await allPresent([alice, second])
    await mkdir(join(lan.folder, 'files'))
    await writeFile(join(lan.folder, 'files', 'secret'), randomBytes(300_000))
    const published = await alice.potluck('publish', join(lan.folder, 'files', 'secret'))
    target = {
      host: alice.address,
      peer: up.peerId,
      graphPort: up.ports.group,
      contentPort: up.ports.content,
      digest: String(published.json['digest'])
    }
    member = await materialOf(fourth)
  })
  afterAll(() => lan?.close())

  test('with a member’s key the probe gets records, bytes, names, the protocol list and the certificate', async () => {
    const got = await probe(member)
    expect(got.records).toBeGreaterThan(0)
    expect(got.names).toContain('host1')
    expect(got.blob).toEqual({ status: 200, bytes: 300_000 })
    expect(got.leaves.bytes).toBeGreaterThan(0)
    expect(got.memberProtocols).toContain('/potluck/link/1.0.0')
    expect(got.certificateBytes).toBeGreaterThan(0)
  })

  test('a stranger with random keys gets nothing', async () => {
    const hex = (bytes: number): string => toHex(randomBytes(bytes))
    await getsNothing({ seed: hex(32), groupId: hex(32), groupSecret: hex(32), credentials: hex(100) })
  })

  test('who names the right group but has neither its secret nor a certificate gets nothing', async () => {
    const random = { seed: toHex(randomBytes(32)), groupSecret: toHex(randomBytes(32)) }
    await getsNothing({ ...member, ...random })
  })

  test('who has the secret and copies of a member’s certificates, but not its key, gets nothing', async () => {
    await getsNothing({ ...member, seed: toHex(randomBytes(32)) })
  })

  test('a member of another group gets nothing, with its own papers or with this group’s secret', async () => {
    const other = await materialOf(lan.hosts[2]!)
    await getsNothing({ ...other, groupId: member.groupId })
    await getsNothing({ ...other, groupId: member.groupId, groupSecret: member.groupSecret })
  })

  test('an impostor under this group’s mDNS tag is dialled, and is shown no certificate', async () => {
    const { dialled, certificateBytes } = await impostor({ ...member, ...randomSecrets() })
    expect(dialled).toBeGreaterThan(0)
    expect(certificateBytes).toBe(0)
  })

  test('the same announcement with a member’s key is shown one', async () => {
    const { dialled, certificateBytes } = await impostor(member)
    expect(dialled).toBeGreaterThan(0)
    expect(certificateBytes).toBeGreaterThan(0)
  })

  function randomSecrets(): { seed: string; groupSecret: string } {
    return { seed: toHex(randomBytes(32)), groupSecret: toHex(randomBytes(32)) }
  }

  async function getsNothing(material: Material): Promise<void> {
    const got = await probe(material)
    expect(got).toMatchObject({
      stockProtocols: [],
      memberProtocols: [],
      certificateBytes: 0,
      records: 0,
      names: [],
      blob: { bytes: 0 },
      leaves: { bytes: 0 }
    })
    expect(got.tls).not.toMatch(/host1|Secret Society/)
  }

  async function probe(material: Material): Promise<Probed> {
    return (await runProbe({ ...material, ...target })) as unknown as Probed
  }

  async function impostor(material: Material): Promise<{ dialled: number; certificateBytes: number }> {
    const secret = Buffer.from(member.groupSecret, 'hex')
    const got = await runProbe({ ...material, ...target, impostorTag: serviceTag(secret) })
    return got as { dialled: number; certificateBytes: number }
  }

  async function runProbe(argument: object): Promise<{ [key: string]: unknown }> {
    const script = resolve('test/network/probe.mjs')
    const { code, json, stderr } = await fourth.run([process.execPath, script, JSON.stringify(argument)])
    if (code !== 0) throw new Error(stderr)
    return json
  }
})

interface Probed {
  stockProtocols: string[]
  memberProtocols: string[]
  certificateBytes: number
  records: number
  names: string[]
  blob: { status: number | null; bytes: number }
  leaves: { bytes: number }
  tls: string
}

/** What lies in a host's home: exactly what its node shows and proves. */
async function materialOf(host: Host): Promise<Material> {
  const { keyPair } = await loadIdentity(host.home)
  const [groupId] = await listGroups(host.home)
  if (groupId === undefined) throw new Error(`${host.home} has no group`)
  const folder = await readGroupFolder(host.home, groupId)
  return {
    seed: toHex(keyPair.seed),
    groupId,
    groupSecret: toHex(folder.secret),
    credentials: toHex(encodeCredentials([encodeChain(folder.chain)]))
  }
}
