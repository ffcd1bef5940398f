// What a capture of the LAN shows of a group at work: no URL, name, key of a URL, group id or content. And a branch's own server on a
// private address, which an administrator names once for all machines.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHex, utf8 } from '../../src/base/index.js'
import { serviceTag } from '../../src/graph/discovery.js'
import { loadIdentity, readGroupFolder } from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { allPresent } from './group-of-hosts.js'
import { Lan, namespacesAllowed, type Host } from './lan.js'

const allowed = await namespacesAllowed()

interface Captured {
  /** How often each marker occurs, by kind of traffic. */
  seen: { [marker: string]: { [kind: string]: number } }
  /** Frames and bytes, by kind of traffic. */
  kinds: { [kind: string]: [number, number] }
  /** Readable text at the beginning of connections and in datagrams, by kind of traffic. */
  words: { [kind: string]: string[] }
  /** Frames that the capture missed. */
  lost: number
}

const WORD = randomBytes(6).toString('hex')
const GROUP = `Society ${WORD}`
const FILE = `file-${WORD}`
const QUERY = `key=${WORD}`
const PUBLISHED = `http://host-${WORD}.example/published-${WORD}`
const CONTENT = `content ${WORD} `
/** Whose packets go to the origin, or come from it: http is open to who sits there, as it is without a group. */
const ORIGIN = 'origin'

describe.skipIf(!allowed)('a capture of the LAN', () => {
  let lan: Lan
  let hosts: [Host, Host, Host]
  let url: string
  let markers: { [name: string]: Uint8Array }
  let peerIds: string[]
  let tag: string
  let refused: string
  let captured: Captured

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 3, uplinkMbitPerSecond: 50 })
    hosts = lan.hosts as [Host, Host, Host]
    const [alice, bob, carol] = hosts
    // No machine's own configuration names the branch's server.
    for (const host of hosts) host.settings['POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS'] = ''
    const identities: string[] = []
    for (const host of hosts) identities.push(String((await ok(host, 'init', '--name', nameOf(host)))['identity']))
    const groupId = String((await ok(alice, 'group', 'create', GROUP))['id'])
    for (const [index, host] of [bob, carol].entries()) {
      const { invitation } = await ok(alice, 'invite', '--for', identities[index + 1]!)
      await ok(host, 'join', String(invitation))
    }
    const www = join(lan.folder, 'www')
    await mkdir(www)
    await writeFile(join(www, FILE), CONTENT.repeat(20_000))
    await lan.startOrigin('test/network/origin.mjs', [www, '8080'])
    url = `http://${lan.originHost}:8080/${FILE}?${QUERY}`
    const { idBytes, secret } = await readGroupFolder(alice.home, groupId)
    tag = serviceTag(secret)
    peerIds = (await Promise.all(hosts.map(({ home }) => loadIdentity(home)))).map(({ peer }) => peer)
    await alice.up()
    const { urlKey } = await ok(alice, 'explain', url)
    await alice.down()
    markers = {
      ...{ file: utf8(FILE), query: utf8(QUERY), host: utf8(`host-${WORD}`), published: utf8(`published-${WORD}`) },
      ...{ content: utf8(CONTENT), 'group name': utf8(GROUP), 'member names': utf8(`member ${WORD}`) },
      ...{ 'group id': idBytes, 'group id in hex': utf8(groupId), 'group secret': secret },
      ...Object.fromEntries(peerIds.map((peer, index) => [`peer id ${index}`, utf8(peer)])),
      ...{ 'URL key': fromHex(String(urlKey))!, 'URL key in hex': utf8(String(urlKey)) }
    }
    captured = await capture('group', atWork)
  })
  afterAll(() => lan?.close())

  /** All that shows anything: they meet, one names the branch's server, each gets from it, one publishes. */
  async function atWork(): Promise<void> {
    const [alice, bob, carol] = hosts
    for (const host of hosts) await host.up()
    await allPresent(hosts)
    refused = (await bob.potluck('get', url, '-o', join(lan.folder, 'refused'))).stderr
    await ok(alice, 'group', 'settings', 'set', `allowPrivateOrigins=${lan.originRange}:8080`)
    await eventually(async () => {
      for (const host of hosts) {
        const { settings } = await ok(host, 'group', 'settings')
        expect(settings).toMatchObject({ allowPrivateOrigins: [`${lan.originRange}:8080`] })
      }
    }, 10_000)
    for (const host of [bob, alice, carol]) await ok(host, 'get', url, '-o', join(lan.folder, `got${host.number}`))
    await ok(bob, 'publish', join(lan.folder, `got${bob.number}`), '--url', PUBLISHED)
    await eventually(async () => void (await ok(carol, 'get', PUBLISHED, '-o', join(lan.folder, 'published'))), 10_000)
    for (const host of hosts) await host.down()
  }

  test('sees a marker that is sent in plain, also in two segments (the control)', async () => {
    const [alice, bob] = hosts
    const listen = `import socket;s=socket.create_server(('',7000));print('{}',flush=True);c=s.accept()[0]
while c.recv(9999):pass`
    const all = JSON.stringify(Object.values(markers).map((marker) => Buffer.from(marker).toString('hex')))
    const send = `import json,socket,sys,time;s=socket.create_connection(('${bob.address}',7000))
s.setsockopt(socket.IPPROTO_TCP,socket.TCP_NODELAY,1)
for text in json.loads(sys.argv[1]):
  m=bytes.fromhex(text);s.sendall(m[:4]);time.sleep(0.05);s.sendall(m[4:]);time.sleep(0.05)`
    const control = await capture('control', async () => {
      await lan.launch(bob.namespace, ['python3', '-c', listen], bob.environment())
      const sent = await alice.run(['python3', '-c', send, all])
      expect(sent.code, sent.stderr).toBe(0)
    })
    expect(Object.keys(control.seen)).toEqual(Object.keys(markers))
    for (const [name, kinds] of Object.entries(control.seen))
      expect(kinds, name).toMatchObject({ 'tcp 7000': expect.any(Number) as number })
  })

  test('misses nothing, and sees the group at work: what goes to the origin stands there in plain', () => {
    expect(captured.lost).toBe(0)
    expect(captured.seen['file']![ORIGIN]).toBeGreaterThan(0)
    expect(captured.seen['content']![ORIGIN]).toBeGreaterThan(0)
    for (const kind of ['tcp 1967', 'tcp 6515', 'udp 5353']) expect(captured.kinds[kind]![0], kind).toBeGreaterThan(0)
    expect(captured.kinds['tcp 6515']![1]).toBeGreaterThan(2 * 20_000 * CONTENT.length)
  })

  test('shows among members no URL, name of a file, group or member, key of a URL, group id, secret or content', () => {
    const hidden = Object.keys(markers).filter((name) => !name.startsWith('peer id'))
    const among = hidden.map((name) => [name, Object.keys(captured.seen[name]!).filter((kind) => kind !== ORIGIN)])
    expect(among).toEqual(hidden.map((name) => [name, []]))
  })

  test('shows which machines belong together, where they are and their peer ids, in what mDNS says; else no word', () => {
    const readable = (kind: string): string[] => captured.words[kind]!.filter((word) => /^[\w./:=-]{16,}$/.test(word))
    const said = captured.words['udp 5353']!.join('\n')
    expect(said).toContain(tag.split('.')[0])
    for (const [index, host] of hosts.entries()) {
      expect(said).toContain(`dnsaddr=/ip4/${host.address}/tcp/1967/p2p/${peerIds[index]}`)
      expect(Object.keys(captured.seen[`peer id ${index}`]!)).toEqual(['udp 5353'])
    }
    expect(readable('tcp 1967')).toEqual(['/multistream/1.0.0', '/potluck/noise/1'])
    expect(readable('tcp 6515')).toEqual([])
    const kinds = ['arp', 'icmp', 'icmp6', 'igmp', 'udp 5353', 'tcp 1967', 'tcp 6515', ORIGIN]
    expect(Object.keys(captured.kinds).filter((kind) => !kinds.includes(kind))).toEqual([])
  })

  test('a branch’s own server on a private address is reached by every machine when one administrator has named it', async () => {
    expect(refused).toContain('nor by the group')
    for (const host of hosts) {
      expect(String(await readFile(join(lan.folder, `got${host.number}`)))).toBe(CONTENT.repeat(20_000))
    }
  })

  async function capture(name: string, work: () => Promise<void>): Promise<Captured> {
    const result = join(lan.folder, `${name}.json`)
    const texts = Object.fromEntries(
      Object.entries(markers).map(([marker, bytes]) => [marker, Buffer.from(bytes).toString('hex')])
    )
    const script = resolve('test/network/capture.py')
    const tap = await lan.launchOnBridge(['python3', script, result, lan.originHost, JSON.stringify(texts)])
    await work()
    await tap.end('SIGTERM')
    return JSON.parse(await readFile(result, 'utf8')) as Captured
  }
})

function nameOf(host: Host): string {
  return `${host.number} member ${WORD}`
}

async function ok(host: Host, ...args: string[]): Promise<{ [key: string]: unknown }> {
  const { code, json, stderr } = await host.potluck(...args)
  if (code !== 0) throw new Error(stderr)
  return json
}
