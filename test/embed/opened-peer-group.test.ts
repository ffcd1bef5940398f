// What a program holds, over a group that a test moves.
import { expect, test } from 'vitest'
import { EventSource } from '../../src/base/index.js'
import type { Content } from '../../src/content/index.js'
import { OpenedPeerGroup, type GroupEventKind } from '../../src/embed/index.js'
import { MAX_WAITING_EVENTS } from '../../src/graph/defaults.js'
import type { ElectionEvents, Elections, Needs } from '../../src/flows/index.js'
import type { GraphEvents } from '../../src/graph/index.js'
import type { Group, GroupEvents } from '../../src/group/index.js'

function opened(): { group: EventSource<GroupEvents>; program: OpenedPeerGroup; unwatched: () => number } {
  let unwatched = 0
  const graph = Object.assign(new EventSource<GraphEvents>(), { direct: { register: () => () => (unwatched += 1) } })
  const group = Object.assign(new EventSource<GroupEvents>(), { graph, store: { watch: () => () => (unwatched += 1) } })
  const program = new OpenedPeerGroup({
    ...{ group: group as unknown as Group, content: {} as Content, needs: {} as Needs, name: 'alice', api: undefined },
    elections: new EventSource<ElectionEvents>() as unknown as Elections,
    ledger: () => {
      throw new Error('not here')
    },
    connect: async () => 'already',
    close: async () => {}
  })
  return { group, program, unwatched: () => unwatched }
}

const each: { readonly [Kind in keyof GroupEvents]?: { readonly detail: unknown; readonly kind: GroupEventKind } } = {
  'property:change': { detail: undefined, kind: 'properties' },
  'settings:change': { detail: undefined, kind: 'settings' },
  status: { detail: { listening: true, connected: false, synchronised: false }, kind: 'status' },
  'connection-failed': { detail: { reason: 'nobody-found' }, kind: 'connection-failed' },
  knock: { detail: { peer: 'p', name: 'carol' }, kind: 'knock' },
  removed: { detail: { id: 'aa' }, kind: 'removed' },
  warning: { detail: { code: 'mdns-deaf', message: 'nothing is heard' }, kind: 'warning' }
}

test.each(Object.entries(each))('%s is told to listeners and to queues', (name, { detail, kind }) => {
  const { group, program } = opened()
  const heard: unknown[] = []
  program.on(name as keyof GroupEvents, (one) => heard.push(one))
  const queue = program.events([{ event: kind }])
  group.emit(name as 'status', detail as never)
  expect(heard).toEqual([detail])
  expect(queue.next()).toMatchObject({ event: kind })
  expect(queue.next()).toBeUndefined()
})

test('what nobody takes in time is told as one overflow', () => {
  const { group, program } = opened()
  const queue = program.events([{ event: 'properties' }])
  for (let left = MAX_WAITING_EVENTS; left > 0; left--) group.emit('property:change', undefined)
  expect(queue.waiting).toBe(MAX_WAITING_EVENTS)
  group.emit('property:change', undefined)
  expect([queue.next(), queue.next(), queue.next()]).toEqual([
    { event: 'overflow' },
    { event: 'properties' },
    undefined
  ])
})

test('64 queues are enough, and none is left after closing', async () => {
  const { group, program, unwatched } = opened()
  const queues = Array.from({ length: 64 }, () => program.events([{ event: 'properties' }]))
  expect(() => program.events([])).toThrow(expect.objectContaining({ code: 'TOO_MANY_QUEUES' }))
  await Promise.all([program.close(), program.close()])
  group.emit('property:change', undefined)
  expect(queues.map((queue) => queue.next())).toEqual(queues.map(() => undefined))
  expect(unwatched()).toBe(65)
})
