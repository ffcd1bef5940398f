// What version 1 said straight to one peer: every later version must still read it, and must not write it differently.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from '../../src/base/index.js'
import { answerFrame, messageFrame, readAnswerFrame, readMessageFrame } from '../../src/graph/message-frame.js'
import type { ToldRecords } from '../../src/group/told.js'
import { noteType } from '../support/graphs.js'
import { alice, bob } from '../support/people.js'
import { toldPair } from '../support/told.js'

function fixture(name: string): string[] {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8')
    .trim()
    .split(/\s+/)
}

test('the frames of a message', () => {
  const answers = ['taken', 'refused', 'not-asked-for', 'full'] as const
  const written = [messageFrame(Uint8Array.of(1, 2, 3)), ...answers.map(answerFrame)]
  expect(written.map(toHex)).toEqual(fixture('message-frames.hex'))
  const [message, ...said] = fixture('message-frames.hex').map((hex) => fromHex(hex)!)
  expect(readMessageFrame(message!)).toEqual(Uint8Array.of(1, 2, 3))
  expect(said.map(readAnswerFrame)).toEqual(answers)
})

test('a record that alice told bob', async () => {
  const { sent, of } = toldPair()
  const a: ToldRecords = of(alice)
  await a.tell(bob.peer, noteType, {
    data: 'hello bob',
    attributes: { urlKey: 'ab'.repeat(32), size: 7 },
    ttlMs: 5_000
  })
  const [hex = ''] = fixture('told-record.hex')
  expect(toHex(sent[0]!.bytes)).toBe(hex)
  const heard: string[] = []
  const b = of(bob)
  b.listen(noteType, ({ creator, data, attributes }) => {
    heard.push(`${creator} ${Buffer.from(data).toString()} ${String(attributes['size'])}`)
  })
  expect(sent[0]!.deliver(fromHex(hex))).toBe('taken')
  expect(heard).toEqual([`${alice.peer} hello bob 7`])
  expect(sent[0]!.deliver(utf8(hex))).toBe('broken')
})
