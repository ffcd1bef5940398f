// Settings of a group on its machines, each with a configuration of its own: what they mean there, and who set what.
import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { createOriginAccess, Ledger, originPolicy } from '../../src/content/index.js'
import { configSchema, type Config } from '../../src/gateway/config-schema.js'
import { groupRules, groupSettingsShown, type GroupRules } from '../../src/gateway/group-rules.js'
import { createTestGroup, type TestGroup } from '../../src/testing/index.js'
import type { GroupSettings, SettingName } from '../../src/group/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'

const DEFAULTS: GroupSettings = { allowPrivateOrigins: [], neverShare: [], doNotName: [], knock: 'off' }
const CARDS = { eth0: [card('10.7.0.9', 24)], docker0: [card('172.17.0.1', 16)] }
const SERVER = 'http://10.7.0.2:8080/setup.exe'

let group: TestGroup
beforeEach(async () => {
  group = await createTestGroup(['alice', 'bob', 'carol', 'dave', 'erin'])
})
afterEach(() => group.close())

function card(address: string, bits: number): NetworkInterfaceInfo {
  return { address, cidr: `${address}/${bits}`, netmask: '', mac: '', internal: false, family: 'IPv4' }
}

interface TestConfig {
  uplink?: Partial<Config['uplink']>
  privacy?: Partial<Config['privacy']>
}

function rulesOf(index: number, config: TestConfig = {}): GroupRules {
  const policy = originPolicy(config.uplink?.allowPrivateOrigins ?? [])
  const components = { clock: new FakeClock(), random: seededRandom(1), ledger: new Ledger() }
  const origins = createOriginAccess({ ...components, policy })
  const member = group.members[index]!
  const source = { settings: () => member.settings(), on: () => () => {} }
  return groupRules(
    source,
    { policy, origins },
    configSchema.parse(config),
    () => CARDS,
    () => ['10.7.0.10']
  )
}

test("a branch's own server is reached from every machine as soon as one administrator has named its network", async () => {
  const everywhere = group.members.map((_member, index) => rulesOf(index))
  const refusals = (): (string | undefined)[] => everywhere.map(({ policy }) => policy.refusal('10.7.0.2', 8080))
  for (const refusal of refusals()) expect(refusal).toContain('10.7.0.2 is private')
  for (const { origins } of everywhere) {
    await expect(origins.open(SERVER)).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
  }
  await group.members[0]!.setSettings({ allowPrivateOrigins: ['10.7.0.0/24:8080'] })
  await group.settle()
  expect(refusals()).toEqual(everywhere.map(() => undefined))
  for (const { policy } of everywhere) {
    expect(policy.refusal('10.7.0.2', 22)).toBeTruthy()
    expect(policy.refusal('127.0.0.1', 8080)).toBeTruthy()
  }
  await group.members[0]!.setSettings({ allowPrivateOrigins: null })
  await group.settle()
  for (const refusal of refusals()) expect(refusal).toContain('10.7.0.2 is private')
})

test('whatever administrators name, nobody is sent into the machine that fetches', async () => {
  await group.members[0]!.setSettings({ allowPrivateOrigins: ['10.0.0.0/8', '172.16.0.0/12:2375', '172.16.0.0/12'] })
  await group.settle()
  const { policy } = rulesOf(1)
  expect(policy.refusal('10.7.0.2', 80)).toBeUndefined()
  expect(policy.refusal('10.7.0.9', 80)).toContain('10.7.0.9 is private')
  expect(policy.refusal('10.7.0.10', 80)).toContain('within this machine')
  for (const address of ['172.17.0.1', '172.17.0.2']) {
    for (const port of [80, 2375]) expect(policy.refusal(address, port)).toContain('within this machine')
  }
  const named = rulesOf(1, { uplink: { allowPrivateOrigins: ['172.17.0.2/32:80'] } }).policy
  expect([named.refusal('172.17.0.2', 80), named.refusal('172.17.0.2', 2375) === undefined]).toEqual([undefined, false])
})

test("a machine's own configuration can be stricter", async () => {
  await group.members[0]!.setSettings({ allowPrivateOrigins: ['10.0.0.0/8'], neverShare: ['a.example'] })
  await group.settle()
  const none = rulesOf(1, { uplink: { groupPrivateOrigins: false, allowPrivateOrigins: ['10.8.0.0/16'] } }).policy
  expect(none.refusal('10.7.0.2', 80)).toBeTruthy()
  expect(none.refusal('10.8.0.2', 80)).toBeUndefined()
  const but = rulesOf(1, { uplink: { denyPrivateOrigins: ['10.7.0.0/16'] } }).policy
  expect([but.refusal('10.7.0.2', 80) === undefined, but.refusal('10.8.0.2', 80)]).toEqual([false, undefined])
  const { privacy } = rulesOf(1, { privacy: { doNotName: ['a.example', 'b.example'] } })
  const verdicts = ['a', 'b', 'c'].map((name) => privacy.verdict(`http://${name}.example/`))
  expect(verdicts).toEqual(['never', 'unnamed', 'share'])
})

test('what the group adds is said with its group and who set it; what this machine does not take is not', () => {
  const settings: GroupSettings = { ...DEFAULTS, allowPrivateOrigins: ['10.0.0.0/8'], doNotName: ['*.example'] }
  const settingsBy = (): { [Name in SettingName]?: string } => {
    return { allowPrivateOrigins: alice.peer, doNotName: bob.peer, neverShare: bob.peer }
  }
  const source = { id: 'aa'.repeat(32), settings: () => settings, settingsBy }
  const by = (peer: string): object => ({ kind: 'group', group: source.id, by: peer })
  const rows = [
    { key: 'uplink.allowPrivateOrigins', value: ['10.0.0.0/8'], origin: by(alice.peer) },
    { key: 'privacy.doNotName', value: ['*.example'], origin: by(bob.peer) }
  ]
  expect(groupSettingsShown(source, configSchema.parse({}))).toEqual(rows)
  const stricter = configSchema.parse({ uplink: { groupPrivateOrigins: false } })
  expect(groupSettingsShown(source, stricter)).toEqual(rows.slice(1))
})
