// What holds whatever comes in, in whatever order: nothing throws, memory is bounded, nobody is answered twice, all needs end.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MAX_ANSWERS_KEPT,
  MAX_REQUESTS,
  MAX_REQUESTS_OF_ASKER,
  MAX_REQUESTS_REMEMBERED
} from '../../../src/flows/need/defaults.js'
import { NeedClient, type NeedClientTimer } from '../../../src/flows/need/need-client.js'
import {
  NeedServer,
  type NeedServerInput,
  type NeedServerOutput,
  type RequestKey
} from '../../../src/flows/need/need-server.js'
import { alice, bob, carol } from '../../support/people.js'
import { ASKING, download, type Answer, type Input, type Output } from './asking.js'

const peers = fc.constantFrom(alice.peer, bob.peer, carol.peer)
const requests = fc.record({ asker: peers, needId: fc.constantFrom('01', '02', '03') })
const located = fc.oneof(
  fc.constant({ what: 'held', delayMs: 500 } as const),
  fc.constantFrom({ what: 'downloading' } as const, { what: 'nothing' } as const)
)
const serverInputs: fc.Arbitrary<NeedServerInput> = fc.oneof(
  fc.record({ type: fc.constant('need' as const), request: requests }),
  fc.record({ type: fc.constant('located' as const), request: requests, located }),
  fc.record({ type: fc.constantFrom('found' as const, 'delay-over', 'locating-over'), request: requests }),
  fc.record({ type: fc.constant('gone' as const), asker: peers })
)

function nameOf({ asker, needId }: RequestKey): string {
  return `${asker}/${needId}`
}

test('a holder answers each request once at most, none that was found, and lets go of all', () => {
  fc.assert(
    fc.property(fc.array(serverInputs, { maxLength: 60 }), (inputs) => {
      const server = new NeedServer()
      const answered: string[] = []
      const found = new Set<string>()
      const timers: NeedServerInput[] = []
      const give = (input: NeedServerInput): void => {
        if (input.type === 'found') found.add(nameOf(input.request))
        for (const output of server.handle(input)) {
          if (output.type === 'set-timer') timers.push(output.then)
          if (output.type !== 'answer') continue
          expect(found).not.toContain(nameOf(output.request))
          answered.push(nameOf(output.request))
        }
      }
      inputs.forEach(give)
      for (let timer = timers.shift(); timer !== undefined; timer = timers.shift()) give(timer)
      expect(new Set(answered).size).toBe(answered.length)
      expect(server.size).toBe(0)
    })
  )
})

test('a holder works on so many requests of one asker, and so many in all', () => {
  const server = new NeedServer()
  const need = (asker: string, index: number): NeedServerOutput[] =>
    server.handle({ type: 'need', request: { asker, needId: `${index}` } })
  const heard = (asker: string, count: number): number =>
    Array.from({ length: count }, (_, index) => need(asker, index)).filter(({ length }) => length > 0).length
  expect(heard('asker 0', MAX_REQUESTS_OF_ASKER + 1)).toBe(MAX_REQUESTS_OF_ASKER)
  for (let asker = 1; asker < 20; asker++) heard(`asker ${asker}`, MAX_REQUESTS_OF_ASKER)
  expect(server.size).toBe(MAX_REQUESTS)
  server.handle({ type: 'gone', asker: 'asker 0' })
  expect(heard('asker 30', MAX_REQUESTS_OF_ASKER)).toBe(MAX_REQUESTS_OF_ASKER)
})

test('a holder remembers what it has answered, less the oldest', () => {
  const server = new NeedServer()
  const request = (index: number): RequestKey => ({ asker: alice.peer, needId: `${index}` })
  const isHeard = (index: number): boolean => server.handle({ type: 'need', request: request(index) }).length > 0
  for (let index = 0; index <= MAX_REQUESTS_REMEMBERED; index++) {
    server.handle({ type: 'found', request: request(index) })
  }
  expect([isHeard(MAX_REQUESTS_REMEMBERED), isHeard(1), isHeard(0)]).toEqual([false, false, true])
})

const clientInputs: fc.Arbitrary<Input | 'timer'> = fc.oneof(
  fc.constant('timer' as const),
  fc.record({ type: fc.constant('have' as const), answer: fc.record({ holder: peers, alias: fc.constant('/a') }) }),
  fc
    .tuple(fc.constantFrom('downloading' as const, 'copying' as const), peers, fc.nat(1_000_000))
    .map(([type, peer, bytes]): Input => ({ type, download: download(peer, bytes) })),
  fc.record({ type: fc.constant('download-ended' as const), peer: peers, complete: fc.boolean() }),
  fc.record({ type: fc.constant('gone' as const), peer: peers }),
  fc.record({ type: fc.constantFrom('start' as const, 'cancel') })
)
const settings = fc.record({ waitsForDownload: fc.boolean(), collectsAll: fc.boolean() })

test('who asks says "I found" once after each "I need", last of all, and ends once', () => {
  fc.assert(
    fc.property(settings, fc.array(clientInputs, { maxLength: 60 }), (init, inputs) => {
      const client = new NeedClient<Answer>({ ...ASKING, ...init })
      const said: Output[] = []
      let timer: NeedClientTimer | undefined
      const give = (input: Input): void => {
        for (const output of client.handle(input)) {
          if (output.type === 'set-timer') timer = output.then
          said.push(output)
        }
      }
      for (const input of [{ type: 'start' } as const, ...inputs]) {
        if (input !== 'timer') give(input)
        else if (timer !== undefined) give(timer)
      }
      // Nobody answers and nothing can be had: it waits no longer than its timers.
      for (let rest = 0; client.state !== 'ended'; rest++) {
        expect(rest).toBeLessThan(4 * MAX_ANSWERS_KEPT)
        if (client.state !== 'waiting-for-response' && client.state !== 'awaiting-download') give({ type: 'cancel' })
        else give(timer!)
      }
      const told = said.map(({ type }) => type).filter((type) => type.startsWith('publish'))
      const again = Array.from({ length: told.length / 2 - 1 }, () => ['publish-need-again', 'publish-found']).flat()
      expect(told).toEqual(['publish-need', 'publish-found', ...again])
      expect(said.filter(({ type }) => type === 'ended')).toHaveLength(1)
      expect(said.at(-1)!.type).toBe('ended')
      const taken = said.flatMap((output) => (output.type === 'take' && output.answer ? [output.holder] : []))
      expect(new Set(taken).size).toBe(taken.length)
    })
  )
})

test('who asks keeps so many answers', () => {
  const client = new NeedClient<Answer>({ ...ASKING, collectsAll: true })
  client.handle({ type: 'start' })
  const kept: Output[] = []
  for (let index = 0; index < 100; index++) {
    kept.push(...client.handle({ type: 'have', answer: { holder: `peer ${index}`, alias: '/a' } }))
  }
  expect(kept).toHaveLength(MAX_ANSWERS_KEPT)
})
