import { describe, expect, test } from 'vitest'
import { describeFindings, diagnose } from '../../../src/cli/doctor/diagnose.js'
import type { Facts, Finding } from '../../../src/cli/doctor/facts.js'
import type { MemberLimits } from '../../../src/group/index.js'
import type { Config, GroupDiagnosis, NodeStatus } from '../../../src/gateway/index.js'
import { NO_LIMITS } from '../../../src/group/roles.js'
import { configSchema } from '../../../src/gateway/config-schema.js'

const NOW_MS = 1_800_000_000_000
const DAY_MS = 86_400_000
const defaults = configSchema.parse({})

type Present = GroupDiagnosis['present'][number]
const presence = (peer: string, change: Partial<Present> = {}): Present => ({
  ...{ peer, name: peer, self: peer === 'alice', hosts: ['192.168.1.5'], contentPort: 6515 },
  ...{ uplink: 'unknown', serves: 'unknown', load: 0, ...(peer !== 'alice' && { saidAtMs: NOW_MS - 30_000 }) },
  ...change
})
const group: GroupDiagnosis = {
  ...{ id: 'ab', name: 'Home', role: 'administrator', validUntilMs: NOW_MS + 300 * DAY_MS },
  ...{ fixedTerm: false, synchronised: true, members: 3, administrators: 2, warnings: [], knocks: 0, conflicts: [] },
  rootAdministrators: [{ peer: 'alice', name: 'alice', validUntilMs: NOW_MS + 400 * DAY_MS }],
  neighbours: [{ peer: 'bob', name: 'bob', address: '/ip4/192.168.1.6/tcp/1967', direction: 'inbound' }],
  present: [presence('alice', { uplink: 'yes', serves: 'yes' }), presence('bob'), presence('carol')]
}
const status: NodeStatus = {
  ...{ peerId: 'alice', name: 'alice', failedGroups: [], addresses: [] },
  ...{ uplink: { bytesIn: 0 }, lan: { bytesIn: 0, bytesOut: 0 } },
  services: [{ name: 'peering', state: 'running', sinceMs: NOW_MS, restarts: 0 }],
  cache: { blobs: 0, bytes: 0, maxBytes: defaults.cache.maxBytes },
  ports: { group: 1967, content: 6515, gateway: 6516 },
  groups: [
    {
      ...{ id: 'ab', name: 'Home', friendlyName: 'Home', members: 3, present: 3, neighbours: 1 },
      ...{ synchronised: true, records: 9, provider: undefined, uplink: 'yes', peerTimeMs: NOW_MS },
      limits: NO_LIMITS
    }
  ]
}
const well: Facts = {
  ...{ nowMs: NOW_MS, home: { path: '/home/alice/.potluck', problem: undefined, foreignOwner: false } },
  ...{ config: defaults, settingsProblem: undefined, node: { status, groups: [group] } },
  addresses: [
    { interface: 'lo', address: '127.0.0.1', skipped: 'loopback' },
    { interface: 'eth0', address: '192.168.1.5' }
  ],
  multicast: { address: '192.168.1.5' },
  ports: [{ name: 'content', host: '192.168.1.5', port: 6515, state: 'answers' }],
  gateway: { port: 6516, readiness: { ready: true } },
  ...{ firewall: undefined, clockSynchronised: true, freeBytes: 2 ** 40, groups: [] }
}

const withGroup = (change: Partial<GroupDiagnosis>): Partial<Facts> => ({
  node: { status, groups: [{ ...group, ...change }] }
})
const withStatus = (change: Partial<NodeStatus>): Partial<Facts> => ({
  node: { status: { ...status, ...change }, groups: [group] }
})
const withService = (change: Partial<NodeStatus['services'][number]>): Partial<Facts> =>
  withStatus({ groups: [], services: [{ ...status.services[0]!, ...change }] })
const withUploads = (change: Partial<NonNullable<NodeStatus['uploads']>>, groups = status.groups): Partial<Facts> => {
  const none = { pending: 0, pendingBytes: 0, oldestAtMs: undefined, withoutKey: 0, untaken: 0, blackListed: 0 }
  return withStatus({ groups, uploads: { ...none, doubts: [], folders: [], keyProblems: [], ...change } })
}
const withConfig = (change: Partial<Config['discovery'] & Config['uplink']>): Partial<Facts> => ({
  config: { ...defaults, discovery: { ...defaults.discovery, ...change }, uplink: { ...defaults.uplink, ...change } }
})
const limited = (change: Partial<MemberLimits>): NodeStatus['groups'] => [
  { ...status.groups[0]!, limits: { ...NO_LIMITS, ...change } }
]
const carrying = (change: { use?: boolean } = {}): Partial<Facts> => {
  const { relay, uplink } = defaults
  return { config: { ...defaults, relay: { ...relay, connections: true }, uplink: { ...uplink, ...change } } }
}
const ALONE = { carriers: 0, carries: false, carried: { connections: 0, bytes: 0, members: [] } }
const alone: Partial<GroupDiagnosis> = { neighbours: [], present: [presence('alice')] }
const deaf = { failure: 'connect ENETUNREACH 224.0.0.251:5353' }
const offline: Partial<Facts> = { multicast: deaf, addresses: [well.addresses[0]!] }
const noNode: Partial<Facts> = { node: undefined, gateway: undefined, ports: [] }
const twoCards = [...well.addresses, { interface: 'wlan0', address: '10.0.0.7' }]

test('where all is well nothing is to be done', () => {
  const findings = diagnose(well)
  expect(findings.filter(({ level, todo }) => level !== 'ok' || todo !== undefined)).toEqual([])
  expect(findings.map(({ check }) => check)).toEqual([
    ...['home', 'node', 'interfaces', 'multicast', 'ports', 'reachable', 'gateway', 'uplink', 'clock', 'disk'],
    ...['services', 'certificate', 'neighbours', 'records', 'administrators']
  ])
  expect(describeFindings(findings).at(-1)).toBe('all is well')
})

describe('what is found', () => {
  test.each<[string, Partial<Facts>, Finding['check'], Finding['level'], RegExp, RegExp?]>([
    [
      'no home',
      {
        ...noNode,
        home: { path: '/h', problem: { code: 'NO_IDENTITY', message: 'no identity in /h' }, foreignOwner: false }
      },
      'home',
      'fail',
      /no identity/
    ],
    ["another user's home", { home: { ...well.home, foreignOwner: true } }, 'home', 'warn', /another user/],
    [
      'bad settings',
      { settingsProblem: { code: 'BAD_CONFIG', message: 'unknown key' } },
      'settings',
      'fail',
      /unknown key/
    ],
    ['no node', noNode, 'node', 'warn', /no node runs/, /potluck up/],
    ['no network', { addresses: [well.addresses[0]!] }, 'interfaces', 'fail', /no network card/],
    [
      'bridges',
      { addresses: [...well.addresses, { interface: 'docker0', address: '172.17.0.1', skipped: 'virtual' }] },
      'interfaces',
      'ok',
      /not of bridges.*172\.17\.0\.1/
    ],
    [
      'no multicast, nobody known',
      { ...offline, ...withGroup(alone) },
      'multicast',
      'fail',
      /ENETUNREACH/,
      /network.*knownAddresses/
    ],
    ['no multicast, but links', offline, 'multicast', 'warn', /ENETUNREACH/],
    [
      'no multicast, but a known address',
      { ...offline, ...withGroup(alone), ...withConfig({ knownAddresses: ['/ip4/192.168.1.7/tcp/1967'] }) },
      'multicast',
      'warn',
      /ENETUNREACH/
    ],
    ['multicast not wanted', { ...withConfig({ mdns: false }) }, 'multicast', 'ok', /false/],
    [
      'multicast not wanted, and nobody known',
      { ...withConfig({ mdns: false }), ...withGroup(alone) },
      'multicast',
      'warn',
      /no address/
    ],
    ['no route for multicast', { multicast: deaf, ...withGroup(alone) }, 'multicast', 'ok', /192\.168\.1\.5/],
    ['a second card', { addresses: twoCards, ...withGroup(alone) }, 'multicast', 'ok', /192\.168\.1\.5, 10\.0\.0\.7/],
    [
      'a port that does not answer',
      { ports: [{ name: 'group', host: '192.168.1.5', port: 1967, state: 'silent' }] },
      'ports',
      'fail',
      /1967/
    ],
    [
      'a port that is taken',
      { ...noNode, ports: [{ name: 'content', host: '0.0.0.0', port: 6515, state: 'taken' }] },
      'ports',
      'fail',
      /in use/,
      /ports\.content/
    ],
    [
      'a port without rights',
      { ...noNode, ports: [{ name: 'content', host: '0.0.0.0', port: 443, state: 'forbidden' }] },
      'ports',
      'fail',
      /rights/
    ],
    [
      'a host that is not here',
      { ...noNode, ports: [{ name: 'content', host: '10.9.9.9', port: 1, state: 'no-such-address' }] },
      'ports',
      'fail',
      /no address/,
      /listen\.hosts/
    ],
    [
      'not reached by members',
      withGroup({ present: [presence('alice', { serves: 'no' }), presence('bob')] }),
      'reachable',
      'warn',
      /no member/,
      /1967\/tcp, 6515\/tcp/
    ],
    [
      'not reached, with ufw',
      { ...withGroup({ present: [presence('alice', { serves: 'no' }), presence('bob')] }), firewall: 'ufw' },
      'reachable',
      'warn',
      /no member/,
      /sudo ufw allow 1967\/tcp/
    ],
    [
      'not reached, with firewalld',
      { ...withGroup({ present: [presence('alice', { serves: 'no' }), presence('bob')] }), firewall: 'firewalld' },
      'reachable',
      'warn',
      /no member/,
      /--add-port=6515\/tcp/
    ],
    ['a firewall, without a node', { ...noNode, firewall: 'ufw' }, 'reachable', 'ok', /ufw is on/, /ufw allow/],
    [
      'a gateway that is not ready',
      { gateway: { port: 6516, readiness: { ready: false, reason: 'it answers 503' } } },
      'gateway',
      'fail',
      /503/
    ],
    [
      'a gateway without a group',
      { ...withStatus({ groups: [] }), gateway: { port: 6516, readiness: { ready: false, reason: 'it answers 503' } } },
      'gateway',
      'warn',
      /503/,
      /group/
    ],
    [
      'a service that waits to be started again',
      withService({
        state: 'waiting-to-restart',
        trouble: { words: 'the port is taken', atMs: 0 },
        restartsAtMs: NOW_MS
      }),
      'services',
      'fail',
      /^peering waiting to restart: the port is taken; again at \d\d:\d\d:\d\dZ$/,
      /services restart peering/
    ],
    ['a service that somebody stopped', withService({ state: 'stopped' }), 'services', 'warn', /peering stopped/],
    ['uploads that go', withUploads({ pending: 2, oldestAtMs: NOW_MS - 60_000 }), 'uploads', 'ok', /^2 to go$/],
    [
      'an upload that waits for long',
      withUploads({ pending: 1, oldestAtMs: NOW_MS - 7 * 3_600_000 }),
      ...(['uploads', 'warn', /the oldest for 7 h/, /potluck uploads/] as const)
    ],
    [
      'uploads without a key',
      withUploads({ pending: 1, withoutKey: 1 }),
      ...(['uploads', 'warn', /no key says/, /upload\.receipts/] as const)
    ],
    [
      'uploads that nobody takes',
      withUploads({ pending: 1, untaken: 1 }),
      ...(['uploads', 'warn', /no member takes/, /upload\.carry/] as const)
    ],
    [
      'a backend in doubt',
      withUploads({ doubts: [{ origin: 'https://vendor.example', why: 'two members' }] }),
      ...(['uploads', 'warn', /vendor\.example are in doubt: two members/, /keys/] as const)
    ],
    [
      'keys that cannot be read',
      withUploads({ keyProblems: [{ file: 'vendor.pem', message: 'there is no such file' }] }),
      ...(['uploads', 'fail', /vendor\.pem of upload\.receipts cannot be read/, /mend/] as const)
    ],
    [
      'a folder whose files stay',
      withUploads({ folders: [{ folder: '/srv/out', problem: 'the disk is full' }] }),
      ...(['uploads', 'fail', /\/srv\/out do not go out: the disk is full/, /upload\.folders/] as const)
    ],
    [
      'a file of a folder that cannot be taken',
      withUploads({ folders: [{ folder: '/srv/out', problem: undefined, passedOver: '"a.txt" cannot be moved' }] }),
      ...(['uploads', 'warn', /passed over in \/srv\/out: "a\.txt" cannot be moved/, /chmod \+t/] as const)
    ],
    ['an uplink that is not used', withConfig({ use: false }), 'uplink', 'ok', /uplink\.use/],
    [
      'an uplink that is not used, with nobody who carries',
      { ...withConfig({ use: false }), ...withStatus({ connections: { ...ALONE, way: 'members' } }) },
      ...(['uplink', 'warn', /no member that is here carries/, /relay\.connections/] as const)
    ],
    [
      'an uplink that is not used, at a machine for which nobody may go',
      {
        ...withConfig({ use: false }),
        ...withStatus({ groups: limited({ mayUseUplinks: false }), connections: { ...ALONE, way: 'members' } })
      },
      ...(['uplink', 'warn', /certificate does not let members go to origins for it/, /administrator/] as const)
    ],
    [
      'uploads of a machine for which nobody may go',
      withUploads({ untaken: 1, pending: 1 }, limited({ mayUseUplinks: false })),
      ...(['uploads', 'warn', /certificate does not let members go to origins for it/, /administrator/] as const)
    ],
    [
      'connections to be carried without a line',
      carrying({ use: false }),
      ...(['relay', 'warn', /nobody is carried for: uplink\.use is false/, /one of them/] as const)
    ],
    [
      'connections to be carried by who may not serve',
      { ...carrying(), ...withStatus({ groups: limited({ mayServe: false }) }) },
      ...(['relay', 'warn', /nobody is carried for: .*does not let it serve/, /administrator/] as const)
    ],
    [
      'an uplink that fails, with others',
      withGroup({ present: [presence('alice', { uplink: 'no' }), presence('bob', { uplink: 'yes' })] }),
      'uplink',
      'warn',
      /through other members/,
      /proxy/
    ],
    [
      'an uplink that fails everywhere',
      withGroup({ present: [presence('alice', { uplink: 'no' }), presence('bob', { uplink: 'no' })] }),
      'uplink',
      'fail',
      /could not be reached/
    ],
    ['an uplink nobody has used', withGroup({ present: [presence('alice')] }), 'uplink', 'ok', /not known/],
    [
      'a clock that is behind',
      withGroup({ present: [presence('alice'), presence('bob', { saidAtMs: NOW_MS + 120_000 })] }),
      'clock',
      'fail',
      /2 min or more behind/,
      /timedatectl/
    ],
    [
      'a clock that is ahead',
      withGroup({ present: [presence('alice'), presence('bob', { saidAtMs: NOW_MS - 135_000 })] }),
      'clock',
      'warn',
      /1 min or more ahead/
    ],
    [
      'one member with a wrong clock',
      withGroup({
        present: [
          presence('alice'),
          presence('bob', { saidAtMs: NOW_MS + 400_000 }),
          presence('carol'),
          presence('dave')
        ]
      }),
      'clock',
      'ok',
      /agrees with most of the 3/
    ],
    ['a clock that nothing keeps', { clockSynchronised: false }, 'clock', 'warn', /nothing keeps/],
    ['a clock of which nothing is known', { ...noNode, clockSynchronised: undefined }, 'clock', 'ok', /no sign/],
    [
      'a disk with less than the cache may have',
      { freeBytes: 2 ** 30 },
      'disk',
      'warn',
      /10\.0 GiB.*1\.0 GiB/,
      /cache\.maxBytes/
    ],
    [
      'a disk that has as much with what is cached',
      { ...withStatus({ cache: { ...status.cache, bytes: 9.5 * 2 ** 30 } }), freeBytes: 2 ** 30 },
      'disk',
      'ok',
      /free/
    ],
    ['a disk that is nearly full', { ...noNode, freeBytes: 1000 }, 'disk', 'fail', /hardly/],
    [
      'a disk that took nothing',
      withStatus({ cache: { ...status.cache, full: { sinceMs: NOW_MS, reason: 'no space left' } } }),
      'disk',
      'fail',
      /no space left/,
      /make room/
    ],
    [
      'no group',
      { ...withStatus({ groups: [] }), node: { status: { ...status, groups: [] }, groups: [] } },
      'group',
      'warn',
      /no group/
    ],
    [
      'a group that is not open',
      withStatus({ failedGroups: [{ id: 'ab'.repeat(32), code: 'BAD_GROUP_FILE', message: 'it is torn' }] }),
      'group',
      'fail',
      /abababab is not open: it is torn/
    ],
    [
      'a certificate that ends soon',
      withGroup({ validUntilMs: NOW_MS + 3 * DAY_MS }),
      'certificate',
      'warn',
      /ends in 3 d/,
      /invite --for/
    ],
    [
      'a certificate that ends soon and is not renewed',
      withGroup({ validUntilMs: NOW_MS + 3 * DAY_MS, fixedTerm: true }),
      'certificate',
      'warn',
      /ends in 3 d, and is not renewed/,
      /invite --for/
    ],
    [
      'a certificate that has ended',
      withGroup({ validUntilMs: NOW_MS - 1 }),
      'certificate',
      'fail',
      /has ended/,
      /invite --for/
    ],
    [
      'a certificate that has ended, without a node',
      {
        ...noNode,
        groups: [{ id: 'ab', name: 'Home', refusal: 'expired', removal: undefined, validUntilMs: undefined }]
      },
      'group',
      'fail',
      /expired/,
      /invite --for/
    ],
    [
      'a group that removed this machine',
      withStatus({
        failedGroups: [{ id: 'ab'.repeat(32), code: 'REMOVED', message: 'the administrator …6f3c removed it' }]
      }),
      'group',
      'fail',
      /abababab is not open: the administrator …6f3c removed it \(REMOVED\)/,
      /--again/
    ],
    [
      'a group that removed this machine, without a node',
      {
        ...noNode,
        groups: [
          {
            ...{ id: 'ab', name: 'Home', refusal: 'removed', validUntilMs: undefined },
            removal: 'the administrator …6f3c removed it'
          }
        ]
      },
      'group',
      'fail',
      /^the administrator …6f3c removed it$/,
      /--again/
    ],
    [
      'an administrator whom only the recovery phrase renews, within a year',
      withGroup({ rootAdministrators: [{ peer: 'bob', name: 'bob', validUntilMs: NOW_MS + 300 * DAY_MS }] }),
      'administrators',
      'warn',
      /administrator bob ends in 300 d/,
      /twelve words/
    ],
    ['who knocks', withGroup({ knocks: 2 }), 'knocks', 'warn', /2 machines ask to be let in/, /potluck knocks/],
    [
      'a setting of two administrators',
      withGroup({ conflicts: [{ kind: 'setting', name: 'neverShare' }] }),
      'settings',
      'warn',
      /the setting neverShare differently/,
      /group settings/
    ],
    [
      'a property of two administrators',
      withGroup({ conflicts: [{ kind: 'property', name: 'comment' }] }),
      'settings',
      'warn',
      /the property comment differently/,
      /group properties/
    ],
    [
      'the only member',
      withGroup({ ...alone, members: 1, administrators: 1 }),
      'neighbours',
      'warn',
      /only member/,
      /invite/
    ],
    ['nobody here', withGroup(alone), 'neighbours', 'warn', /linked with nobody, of 2/, /potluck up/],
    ['others here, and no link', withGroup({ neighbours: [] }), 'neighbours', 'fail', /linked with nobody/],
    [
      'a neighbour whose presence does not come',
      withGroup({ present: [presence('alice'), presence('carol')] }),
      'neighbours',
      'warn',
      /bob.*nothing/,
      /clocks/
    ],
    ['records that are not synchronised', withGroup({ synchronised: false }), 'records', 'warn', /not synchronised/],
    [
      'a member that signed two histories',
      withGroup({ warnings: [{ code: 'two-histories', message: 'bob signed two histories' }] }),
      'records',
      'warn',
      /Home: bob signed two/,
      /administrator decides/
    ],
    [
      'one administrator',
      withGroup({ administrators: 1 }),
      'administrators',
      'warn',
      /only one/,
      /--role administrator/
    ]
  ])('%s', (_what, change, check, level, what, todo) => {
    const findings = diagnose({ ...well, ...change }).filter((finding) => finding.check === check)
    const found = findings.find((finding) => what.test(finding.what))
    expect({ found, findings }).toMatchObject({ found: { check, level } })
    if (todo !== undefined) expect(found?.todo).toMatch(todo)
  })
})

test('each line says level, check and what; below it what helps', () => {
  expect(
    describeFindings([
      { check: 'home', level: 'ok', what: 'is private' },
      { check: 'multicast', level: 'fail', what: 'cannot leave', todo: 'set a route' }
    ])
  ).toEqual([
    'ok    home       is private',
    'fail  multicast  cannot leave',
    '                 -> set a route',
    '1 failed, 0 to look at'
  ])
})

test('nothing is said of carrying where it is done, or not asked for', () => {
  for (const facts of [well, { ...well, ...carrying() }]) {
    expect(diagnose(facts).filter(({ check }) => check === 'relay')).toEqual([])
  }
})
