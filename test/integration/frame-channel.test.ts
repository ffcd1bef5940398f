// Framed channels over real libp2p streams (TCP, Noise, Yamux): bytes arrive whole, and neither side's memory grows.
import { createHash, randomBytes } from 'node:crypto'
import { noise } from '@chainsafe/libp2p-noise'
import type { Libp2p, Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { createLibp2p } from 'libp2p'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  FRAME_OVERHEAD_BYTES,
  MAX_FRAME_BYTES,
  READ_HIGH_WATER_BYTES,
  STREAM_WINDOW_BYTES
} from '../../src/graph/defaults.js'
import { ProtocolError } from '../../src/graph/errors.js'
import { FrameChannel } from '../../src/graph/frame-channel.js'

const PROTOCOL = '/test/frames'
let nodes: Libp2p[] = []
let near: Stream
let far: Stream
let sender: FrameChannel
let receiver: FrameChannel

beforeEach(async () => {
  let arrive: (end: { stream: Stream; channel: FrameChannel }) => void = () => {}
  const arrived = new Promise<{ stream: Stream; channel: FrameChannel }>((resolve) => (arrive = resolve))
  nodes = await Promise.all(
    [0, 1].map(() =>
      createLibp2p({
        addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
        transports: [tcp()],
        connectionEncrypters: [noise()],
        streamMuxers: [yamux({ streamOptions: { maxStreamWindowSize: STREAM_WINDOW_BYTES } })]
      })
    )
  )
  await nodes[1]?.handle(PROTOCOL, (stream) => arrive({ stream, channel: new FrameChannel(stream) }))
  near = (await nodes[0]?.dialProtocol(nodes[1]?.getMultiaddrs() ?? [], PROTOCOL)) as Stream
  sender = new FrameChannel(near)
  ;({ stream: far, channel: receiver } = await arrived)
})

afterEach(async () => {
  await Promise.all(nodes.map(async (node) => node.stop()))
})

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a framed channel', () => {
  test('carries frames of all sizes to a slow reader, byte for byte, with bounded memory on both sides', async () => {
    const sentHash = createHash('sha256')
    const readHash = createHash('sha256')
    let mostUnsent = 0
    let mostUnread = 0
    const sending = (async () => {
      for (let i = 0; i < 300; i++) {
        const frame = randomBytes(Math.min(MAX_FRAME_BYTES, 1 + Math.floor((i / 280) ** 8 * 1e6) + (i % 7) * 20_000))
        sentHash.update(frame)
        await sender.send(frame)
        mostUnsent = Math.max(mostUnsent, near.writeBufferLength)
      }
      await sender.close(AbortSignal.timeout(5000))
    })()
    let frames = 0
    for await (const frame of receiver.frames()) {
      readHash.update(frame)
      frames += 1
      mostUnread = Math.max(mostUnread, receiver.waitingBytes + far.readBufferLength)
      for (let i = 0; i < frames % 5; i++) await turn()
    }
    await sending
    expect(frames).toBe(300)
    expect(readHash.digest('hex')).toBe(sentHash.digest('hex'))
    expect(mostUnsent).toBeLessThanOrEqual(MAX_FRAME_BYTES + 16)
    expect(mostUnread).toBeLessThanOrEqual(READ_HIGH_WATER_BYTES + STREAM_WINDOW_BYTES + MAX_FRAME_BYTES)
  })

  test('stops a sender whose reader does not read, without a reset, and goes on when it reads', async () => {
    const frame = new Uint8Array(256 * 1024)
    let sent = 0
    const sending = (async () => {
      for (; sent < 64; sent++) await sender.send(frame)
    })()
    await new Promise((resolve) => far.addEventListener('message', resolve, { once: true }))
    for (let before = -1; before !== sent;) {
      before = sent
      for (let i = 0; i < 2000; i++) await turn()
    }
    expect(sent).toBeLessThan(32)
    expect(far.status).toBe('open')
    const reader = receiver.frames()
    for (let i = 0; i < 64; i++) expect((await reader.next()).value?.byteLength).toBe(frame.byteLength)
    await sending
  })

  test('tiny frames wait as raw bytes, not as as many arrays, and all of them are read', async () => {
    const tinyFrames = 100_000
    const raw = new Uint8Array(2 * tinyFrames).fill(1) // Length 1, byte 1, and so on.
    near.send(raw)
    let mostWaiting = 0
    let frames = 0
    for await (const frame of receiver.frames()) {
      if (frame.byteLength !== 1 || frame[0] !== 1) break
      mostWaiting = Math.max(mostWaiting, receiver.waitingBytes)
      frames += 1
      if (frames === tinyFrames) await sender.close(AbortSignal.timeout(5000))
    }
    expect(frames).toBe(tinyFrames)
    expect(mostWaiting).toBeGreaterThan(READ_HIGH_WATER_BYTES / 2)
    expect(mostWaiting).toBeLessThanOrEqual(READ_HIGH_WATER_BYTES + 2 * (1 + FRAME_OVERHEAD_BYTES))
  })

  test('what was received before a clean end is read to its last frame, however slowly', async () => {
    near.send(new Uint8Array(2 * 50_000).fill(1))
    await sender.close(AbortSignal.timeout(5000))
    let frames = 0
    for await (const frame of receiver.frames()) {
      frames += frame.byteLength
      if (frames % 1000 === 0) await turn()
    }
    expect(frames).toBe(50_000)
  })

  test('refuses to send a frame that is too large', async () => {
    await expect(sender.send(new Uint8Array(MAX_FRAME_BYTES + 1))).rejects.toMatchObject({ code: 'FRAME_TOO_LARGE' })
  })

  test('breaks at a foreign length over the limit, before anything of that size is kept', async () => {
    near.send(Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 1, 2, 3))
    await expect(receiver.frames().next()).rejects.toThrow(ProtocolError)
    expect(far.status).toBe('aborted')
  })

  test('a reset while sending or waiting is an error with a code, on both sides', async () => {
    const waiting = expect(receiver.frames().next()).rejects.toMatchObject({ code: 'LINK_CLOSED' })
    sender.abort('for this test')
    await waiting
    await expect(sender.send(new Uint8Array(1))).rejects.toMatchObject({ code: 'LINK_CLOSED' })
  })

  test('a clean end ends the frames', async () => {
    await sender.send(Uint8Array.of(1))
    await sender.close(AbortSignal.timeout(5000))
    const frames: number[] = []
    for await (const frame of receiver.frames()) frames.push(frame.byteLength)
    expect(frames).toEqual([1])
  })
})
