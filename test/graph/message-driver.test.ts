// Drivers of messages over channels in memory, with a clock that tests move.
import { beforeEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import {
  MAX_EXCESS_MESSAGES,
  MAX_LINGERING_LINES,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGE_STREAMS,
  MAX_MESSAGES_READING,
  MAX_MESSAGES_SENDING,
  MAX_MESSAGES_SENDING_TO_PEER,
  MESSAGE_BUDGET_MS,
  MESSAGE_LINGER_MS,
  MESSAGE_READ_MS,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND
} from '../../src/graph/message-defaults.js'
import type { DirectLine } from '../../src/graph/dialler.js'
import { GraphError } from '../../src/graph/errors.js'
import { MessageDriver } from '../../src/graph/message-driver.js'
import { answerFrame, messageFrame, readAnswerFrame } from '../../src/graph/message-frame.js'
import type { MessageVerdict } from '../../src/graph/messages.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { memoryChannels, type MemoryChannel } from '../support/memory-channel.js'

let clock: FakeClock
let outcasts: Set<string>
let log: string[]
/** What stands with whom: then nobody is dialled. */
let standing: Map<string, DirectLine>
let opensStreams: boolean
/** The other end of each stream that was opened. */
let theirs: MemoryChannel[]
let resolve: (peer: string) => Promise<string[]>
let driver: MessageDriver

function newLine(name: string, isNew: boolean): DirectLine {
  return {
    address: '/ip4/10.0.0.2/tcp/1',
    isNew,
    openDirect: () => Promise.reject(new Error('none here')),
    openMessage: async () => {
      if (!opensStreams) throw new Error('it is closing')
      const [near, far] = memoryChannels()
      theirs.push(far)
      return near
    },
    probe: async () => {},
    hangUp: () => log.push(`hung up ${name}`)
  }
}

beforeEach(() => {
  clock = new FakeClock()
  outcasts = new Set()
  log = []
  standing = new Map()
  opensStreams = true
  theirs = []
  resolve = async (peer) => [`address of ${peer}`]
  driver = new MessageDriver({
    self: 'alice',
    dialler: {
      reach: async (peer, [address]) => {
        const line = standing.get(peer)
        if (line !== undefined) return line
        if (address === undefined) throw new GraphError('UNREACHABLE', 'there is no connection')
        log.push(`dialled ${address}`)
        return newLine(peer, true)
      }
    },
    resolve: (peer) => resolve(peer),
    onUnreachable: (peer) => log.push(`unreachable ${peer}`),
    isMember: (peer) => !outcasts.has(peer),
    isWelcome: (peer) => peer !== 'banned',
    onFault: (peer) => log.push(`fault of ${peer}`),
    clock,
    logger: silentLogger
  })
})

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

/** What became of what was sent: its code, or 'taken'. */
function outcome(sent: Promise<void>): Promise<string> {
  return sent.then(
    () => 'taken',
    (thrown: unknown) => (thrown instanceof GraphError ? thrown.code : String(thrown))
  )
}

/** Reads the message on a stream, answers, and ends it. */
async function answer(far: MemoryChannel, frame: Uint8Array): Promise<void> {
  await far.frames().next()
  await far.send(frame)
  await far.close(new AbortController().signal)
  await settle()
}

describe('sending', () => {
  test('goes over the connection that stands, and hangs up only its own use of it', async () => {
    standing.set('bob', newLine('bob', false))
    const sent = outcome(driver.send('bob', bytesOf('hello')))
    await settle()
    await answer(theirs[0]!, answerFrame('taken'))
    expect([await sent, log]).toEqual(['taken', ['hung up bob']])
    expect(clock.pendingTimers).toBe(0)
  })

  test('dials where nothing stands; that connection stays a while, then it is hung up', async () => {
    const sent = outcome(driver.send('bob', bytesOf('hello')))
    await settle()
    await answer(theirs[0]!, answerFrame('taken'))
    expect([await sent, log]).toEqual(['taken', ['dialled address of bob']])
    clock.advance(MESSAGE_LINGER_MS)
    expect(log).toEqual(['dialled address of bob', 'hung up bob'])
  })

  test('keeps so many such connections at most: the oldest goes first', async () => {
    for (let i = 0; i <= MAX_LINGERING_LINES; i++) {
      const sent = driver.send(`peer ${i}`, bytesOf('hello'))
      await settle()
      await answer(theirs[i]!, answerFrame('taken'))
      await sent
    }
    expect(log.filter((line) => line.startsWith('hung up'))).toEqual(['hung up peer 0'])
  })

  test('to one peer goes one by one, in order; to others meanwhile', async () => {
    for (const peer of ['bob', 'carol']) standing.set(peer, newLine(peer, false))
    const sent = [
      driver.send('bob', bytesOf('1')),
      driver.send('bob', bytesOf('2')),
      driver.send('carol', bytesOf('3'))
    ]
    await settle()
    expect(theirs).toHaveLength(2)
    await answer(theirs[0]!, answerFrame('taken'))
    expect(theirs).toHaveLength(3)
    expect(Buffer.from((await theirs[2]!.frames().next()).value!).toString()).toContain('2')
    await theirs[2]!.send(answerFrame('taken'))
    await answer(theirs[1]!, answerFrame('taken'))
    await Promise.all(sent)
  })

  test.each([
    ['refused', 'UNREACHABLE'],
    ['full', 'UNREACHABLE'],
    ['not-asked-for', 'NOT_ASKED_FOR']
  ] as const)('that is answered %s fails with %s, without blame', async (said, code) => {
    standing.set('bob', newLine('bob', false))
    const sent = outcome(driver.send('bob', bytesOf('hello')))
    await settle()
    await answer(theirs[0]!, answerFrame(said))
    expect([await sent, log]).toEqual([code, ['hung up bob']])
  })

  test('that is answered with nonsense is a fault of the other side; one that only ends is none', async () => {
    standing.set('bob', newLine('bob', false))
    const sent = outcome(driver.send('bob', bytesOf('hello')))
    await settle()
    await answer(theirs[0]!, Uint8Array.of(255))
    expect([await sent, log]).toEqual(['UNREACHABLE', ['hung up bob', 'fault of bob']])
    const again = outcome(driver.send('bob', bytesOf('hello')))
    await settle()
    theirs[1]!.abort('gone')
    expect([await again, log.slice(2)]).toEqual(['UNREACHABLE', ['hung up bob']])
  })

  test('is over when it was answered; a stream that the other side does not end is reset in time', async () => {
    standing.set('bob', newLine('bob', false))
    const sent = outcome(driver.send('bob', bytesOf('1')))
    await settle()
    await theirs[0]!.frames().next()
    await theirs[0]!.send(answerFrame('taken'))
    expect(await sent).toBe('taken')
    await clock.advanceAsync(MESSAGE_READ_MS - 1)
    expect(log).toEqual([])
    await clock.advanceAsync(1)
    expect([log, clock.pendingTimers]).toEqual([['hung up bob'], 0])
  })

  test('gives up in time, also where nobody says where the peer is; what waits for it in its turn too', async () => {
    resolve = () => new Promise(() => {})
    const sent = [driver.send('bob', bytesOf('1')), driver.send('bob', bytesOf('2'), { budgetMs: 500 })].map(outcome)
    await clock.advanceAsync(500)
    await expect(sent[1]).resolves.toBe('UNREACHABLE')
    await clock.advanceAsync(MESSAGE_BUDGET_MS - 500)
    await expect(sent[0]).resolves.toBe('UNREACHABLE')
    standing.set('carol', newLine('carol', false))
    const silent = outcome(driver.send('carol', bytesOf('3')))
    await clock.advanceAsync(MESSAGE_BUDGET_MS)
    expect([await silent, log]).toEqual(['UNREACHABLE', ['hung up carol']])
    const stop = new AbortController()
    const stopped = driver.send('carol', bytesOf('4'), { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
    await settle()
    expect(clock.pendingTimers).toBe(0)
  })

  test('tries a connection that stood and just broke once more', async () => {
    standing.set('bob', newLine('old', false))
    opensStreams = false
    const sent = outcome(driver.send('bob', bytesOf('hello')))
    expect([await sent, log]).toEqual(['UNREACHABLE', ['hung up old', 'hung up old']])
  })

  test('refuses what cannot be sent, and more than it can hold', async () => {
    outcasts.add('mallory')
    const send = (peer: string, size = 1): Promise<string> => outcome(driver.send(peer, new Uint8Array(size)))
    expect(await send('alice')).toBe('CONNECT_SELF')
    expect(await send('mallory')).toBe('NODE_NOT_FOUND')
    expect([await send('bob', 0), await send('bob', MAX_MESSAGE_BYTES + 1)]).toEqual(['TOO_LARGE', 'TOO_LARGE'])
    resolve = () => new Promise(() => {})
    const waiting = Array.from({ length: MAX_MESSAGES_SENDING }, (_, i) => send(`peer ${i}`))
    expect(await send('bob')).toBe('TOO_MANY_CONNECTIONS')
    driver.close()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['CLOSED']))
    expect(await send('bob')).toBe('CLOSED')
    expect(clock.pendingTimers).toBe(0)
  })

  test('who answers nothing takes no room from others', async () => {
    resolve = () => new Promise(() => {})
    const send = (peer: string): Promise<string> => outcome(driver.send(peer, bytesOf('hello')))
    const waiting = Array.from({ length: MAX_MESSAGES_SENDING_TO_PEER }, () => send('mallory'))
    expect(await send('mallory')).toBe('TOO_MANY_CONNECTIONS')
    standing.set('bob', newLine('here', false))
    const sent = send('bob')
    await settle()
    await answer(theirs[0]!, answerFrame('taken'))
    expect(await sent).toBe('taken')
    driver.close()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['CLOSED']))
  })
})

describe('taking', () => {
  /** Somebody opens a stream. */
  function open(peer = 'bob'): MemoryChannel {
    const [near, far] = memoryChannels()
    driver.takeStream({ peer, channel: near, hangUp: () => log.push(`${peer} hung up`) })
    return far
  }

  async function answerTo(far: MemoryChannel, frame = messageFrame(bytesOf('hello'))): Promise<string> {
    await far.send(frame).catch(() => {})
    const { value } = await far.frames().next()
    await far.close(new AbortController().signal)
    await settle()
    return value === undefined ? 'nothing' : (readAnswerFrame(value) ?? 'nonsense')
  }

  function listen(verdict: MessageVerdict = 'taken'): string[] {
    const heard: string[] = []
    driver.handle((peer, bytes) => (heard.push(`${peer}: ${Buffer.from(bytes).toString()}`), verdict))
    return heard
  }

  test('gives a message to who listens, answers, and lets go of the connection', async () => {
    expect(await answerTo(open())).toBe('not-asked-for')
    const heard = listen()
    expect(await answerTo(open())).toBe('taken')
    expect([heard, log]).toEqual([['bob: hello'], ['bob hung up', 'bob hung up']])
    expect(clock.pendingTimers).toBe(0)
  })

  test('who listens next takes the place of the one before, and who stops takes only its own back', async () => {
    const first: string[] = []
    const stopFirst = driver.handle((peer) => (first.push(peer), 'taken'))
    const second = listen()
    stopFirst()
    expect(await answerTo(open())).toBe('taken')
    expect([first, second]).toEqual([[], ['bob: hello']])
  })

  test('answers refused where who listens refuses, or throws', async () => {
    listen('refused')
    expect(await answerTo(open())).toBe('refused')
    driver.handle(() => {
      throw new Error('mine')
    })
    expect(await answerTo(open())).toBe('refused')
    expect(log).toEqual(['bob hung up', 'bob hung up'])
  })

  test('blames who sends what is no message, one that no honest node sends, or two', async () => {
    const heard = listen()
    for (const frame of [
      bytesOf('\xff\xff'),
      Uint8Array.of(10, 0),
      messageFrame(new Uint8Array(MAX_MESSAGE_BYTES + 1))
    ]) {
      expect(await answerTo(open(), frame)).toBe('nothing')
    }
    const twice = open()
    await twice.send(messageFrame(bytesOf('1')))
    await twice.send(messageFrame(bytesOf('2')))
    await settle()
    expect(heard).toEqual(['bob: 1'])
    listen('broken')
    expect(await answerTo(open())).toBe('nothing')
    expect(log.filter((line) => line === 'fault of bob')).toHaveLength(5)
  })

  test('answers nobody who is no member or was left alone, nor one that is none any more when its message is read', async () => {
    const heard = listen()
    outcasts.add('mallory')
    for (const peer of ['mallory', 'banned']) expect(await answerTo(open(peer))).toBe('nothing')
    const far = open()
    outcasts.add('bob')
    expect(await answerTo(far)).toBe('nothing')
    expect([heard, log.filter((line) => line.startsWith('fault'))]).toEqual([[], []])
  })

  test('ends what a peer has open, both ways, in the turn in which it is no member any more', async () => {
    standing.set('bob', newLine('bob', false))
    const [bobs, carols] = [open(), open('carol')]
    const sent = outcome(driver.send('bob', bytesOf('hello')))
    await settle()
    outcasts.add('bob')
    driver.recheck('bob')
    expect((await bobs.frames().next()).done).toBe(true)
    expect(await sent).toBe('NODE_NOT_FOUND')
    listen()
    expect(await answerTo(carols)).toBe('taken')
  })

  test('waits so long for a frame, and holds so many streams of a peer and of all', async () => {
    const heard = listen()
    const many = Array.from({ length: MAX_MESSAGE_STREAMS }, () => open())
    expect(await answerTo(open())).toBe('nothing')
    const others = Array.from({ length: MAX_MESSAGES_READING - MAX_MESSAGE_STREAMS }, (_, i) => open(`peer ${i}`))
    expect(await answerTo(open('carol'))).toBe('nothing')
    expect(await answerTo(many[0]!)).toBe('taken')
    expect(await answerTo(open('carol'))).toBe('taken')
    await clock.advanceAsync(MESSAGE_READ_MS)
    expect(await Promise.all([many[1]!, others[0]!].map((far) => answerTo(far)))).toEqual(['nothing', 'nothing'])
    expect(heard).toHaveLength(2)
    expect([log.filter((line) => line.startsWith('fault')), clock.pendingTimers]).toEqual([[], 0])
  })

  test('takes so many of one peer and says when it is enough; time gives it more, others are heard meanwhile', async () => {
    listen()
    for (let i = 0; i < MESSAGES_BURST; i++) expect(await answerTo(open())).toBe('taken')
    expect([await answerTo(open()), await answerTo(open('carol'))]).toEqual(['full', 'taken'])
    clock.advance(1_000)
    const answers: string[] = []
    for (let i = 0; i < 2 * MESSAGES_PER_SECOND; i++) answers.push(await answerTo(open()))
    expect(answers.filter((said) => said === 'taken')).toHaveLength(MESSAGES_PER_SECOND)
    expect(log.filter((line) => line.startsWith('fault'))).toEqual([])
    for (let i = 0; i < MAX_EXCESS_MESSAGES; i++) await answerTo(open())
    expect(log.filter((line) => line.startsWith('fault'))).toEqual(['fault of bob'])
  })
})
