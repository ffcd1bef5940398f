import { expect, test } from 'vitest'
import { MAX_SILENT_HOSTS, ORIGIN_CONNECT_BUDGET_MS, SILENT_HOST_MS } from '../../src/content/defaults.js'
import { ContentError } from '../../src/content/errors.js'
import { OwnLine } from '../../src/content/own-line.js'
import { FakeClock } from '../support/fake-clock.js'

const VENDOR = new URL('https://vendor.example/')
const silence = new ContentError('ORIGIN_UNREACHABLE', 'it did not connect')

function lineAt(clock: FakeClock, isUsed = true): OwnLine {
  return new OwnLine({ clock, isUsed })
}

test('one silent host says nothing of the line, but of the way to that host and port, for a minute', () => {
  const clock = new FakeClock()
  const line = lineAt(clock)
  line.tried(VENDOR.href, silence)
  expect([line.state, line.stateFor(VENDOR), line.isDoubtedFor(VENDOR)]).toEqual(['unknown', 'no', true])
  for (const other of ['https://other.example/', 'https://vendor.example:8443/', 'http://vendor.example/']) {
    expect(line.stateFor(new URL(other))).toBe('unknown')
  }
  clock.advance(SILENT_HOST_MS - 1)
  expect(line.isDoubtedFor(VENDOR)).toBe(true)
  clock.advance(1)
  expect(line.isDoubtedFor(VENDOR)).toBe(false)
})

test('what programs and uploads could not dial has members asked sooner, and is told to nobody', () => {
  const line = lineAt(new FakeClock())
  for (const host of ['a', 'b', 'c']) line.dialFailed(new URL(`https://${host}.example/`), silence)
  expect([line.state, line.stateFor(VENDOR), line.isOut, line.isDoubtedFor(VENDOR)]).toEqual([
    'unknown',
    'unknown',
    true,
    true
  ])
  line.connected()
  expect([line.state, line.isOut, line.isDoubtedFor(VENDOR)]).toEqual(['yes', false, false])
})

test('a connection to whomever ends all doubt at once', () => {
  const line = lineAt(new FakeClock())
  for (const host of ['a', 'b', 'c']) line.tried(`https://${host}.example/`, silence)
  expect([line.state, line.isDoubtedFor(VENDOR)]).toEqual(['no', true])
  line.connected()
  expect([line.state, line.isDoubtedFor(VENDOR), line.isDoubtedFor(new URL('https://a.example/'))]).toEqual([
    'yes',
    false,
    false
  ])
})

test('who is silent while others are connected to is so by itself, however many are', () => {
  const clock = new FakeClock()
  const line = lineAt(clock)
  clock.advance(1)
  line.connected()
  clock.advance(ORIGIN_CONNECT_BUDGET_MS - 1)
  for (const host of ['a', 'b', 'c']) line.tried(`https://${host}.example/`, silence)
  expect([line.state, line.isDoubtedFor(new URL('https://a.example/'))]).toEqual(['yes', false])
  clock.advance(2)
  line.tried(VENDOR.href, silence)
  expect(line.isDoubtedFor(VENDOR)).toBe(true)
})

test('where members got nothing either it is the host: they are not asked again for a minute', () => {
  const clock = new FakeClock()
  const line = lineAt(clock)
  line.tried(VENDOR.href, silence)
  line.wasSilentToMembersToo(VENDOR)
  line.tried(VENDOR.href, silence)
  expect([line.stateFor(VENDOR), line.isDoubtedFor(VENDOR)]).toEqual(['unknown', false])
  line.tried('https://other.example/', silence)
  expect([line.state, line.isDoubtedFor(VENDOR)]).toEqual(['no', false])
  clock.advance(SILENT_HOST_MS)
  expect(line.isDoubtedFor(VENDOR)).toBe(true)
})

test('an answer, and what members lead to, raise no doubt; the word of the kernel does', () => {
  const line = lineAt(new FakeClock())
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
  line.tried(VENDOR.href, new ContentError('ORIGIN_UNREACHABLE', 'no', { cause: refused }))
  line.tried(VENDOR.href, silence, false)
  expect([line.state, line.isDoubtedFor(VENDOR)]).toEqual(['unknown', false])
  line.hasNoWay()
  expect([line.state, line.isDoubtedFor(VENDOR)]).toEqual(['no', true])
})

test('so many hosts are remembered, the newest', () => {
  const line = lineAt(new FakeClock())
  const hosts = Array.from({ length: MAX_SILENT_HOSTS + 1 }, (_, i) => new URL(`https://h${i}.example/`))
  for (const { href } of hosts) line.tried(href, silence)
  const remembered = hosts.filter((host) => line.stateFor(host) === 'no' && line.state === 'no')
  expect(remembered).toHaveLength(hosts.length) // By the line, which many silent hosts speak against.
  line.wasSilentToMembersToo(hosts[0]!)
  expect([line.isHostsSilence(hosts[0]!), line.isHostsSilence(hosts[1]!)]).toEqual([true, false])
  for (const host of hosts.slice(1)) line.wasSilentToMembersToo(host)
  expect([line.isHostsSilence(hosts[0]!), line.isHostsSilence(hosts[1]!)]).toEqual([false, true])
})

test('one that is not to be used is off, whatever it shows', () => {
  const line = lineAt(new FakeClock(), false)
  line.connected()
  line.tried(VENDOR.href, silence)
  expect([line.state, line.stateFor(VENDOR), line.isDoubtedFor(VENDOR)]).toEqual(['off', 'off', false])
})
