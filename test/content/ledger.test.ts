import { expect, test } from 'vitest'
import { Ledger } from '../../src/content/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'

test('the transfers of a machine add up to what the machine counts', () => {
  const ledger = new Ledger()
  const first = ledger.transfer()
  const second = ledger.transfer()
  first.countUplink(100)
  first.countMember(alice.peer, 10)
  second.countMember(alice.peer, 5)
  second.countMember(bob.peer, 1)
  second.countCache(1000)
  ledger.countOut(alice.peer, 3)
  ledger.countOut(bob.peer, 4)
  ledger.countPassed(7)
  expect(first.snapshot()).toEqual({ uplink: 100, members: { [alice.peer]: 10 }, cache: 0 })
  expect(second.snapshot()).toEqual({ uplink: 0, members: { [alice.peer]: 5, [bob.peer]: 1 }, cache: 1000 })
  expect(ledger.snapshot()).toEqual({
    uplink: { bytesIn: 100, passedThrough: 7 },
    lan: {
      bytesIn: 16,
      bytesOut: 7,
      inByMember: { [alice.peer]: 15, [bob.peer]: 1 },
      outByMember: { [alice.peer]: 3, [bob.peer]: 4 }
    },
    cache: { bytesOut: 1000 }
  })
  const served = [ledger.servedBytes(), ledger.servedBytes(bob.peer), ledger.servedBytes(carol.peer)]
  expect(served).toEqual([7, 4, 0])
})

test('it knows what the line brings, and what each downloader was seen to bring', () => {
  const clock = new FakeClock()
  const ledger = new Ledger(clock)
  const transfer = ledger.transfer('https://a.example/x')
  expect([ledger.uplinkRate(), ledger.downloadRate(bob.peer)]).toEqual([undefined, undefined])
  for (let second = 0; second < 4; second++) {
    transfer.countUplink(3000)
    transfer.countMember(bob.peer, 50_000)
    ledger.countDownloaded(bob.peer, 'https://a.example/y', 200)
    clock.advance(1000)
  }
  expect(ledger.uplinkRate()).toBe(3000)
  expect(ledger.downloadRate(bob.peer)).toBeUndefined()
  const other = ledger.transfer('https://b.example/x')
  for (let second = 0; second < 4; second++) {
    other.countUplink(2000)
    ledger.countDownloaded(bob.peer, 'https://b.example/y', 100)
    clock.advance(1000)
  }
  clock.advance(10_000)
  expect(ledger.downloadRate(bob.peer)).toBe(200)
  expect(ledger.downloadRate(alice.peer)).toBeUndefined()
})
