// What is left of a graph on the disk when its process is cut off, or another call is made at the same time.
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock, systemRandom } from '../../src/base/index.js'
import { MemoryNetwork, PeerGraph, type GraphOptions } from '../../src/graph/index.js'
import { GraphFactsFile } from '../../src/graph/graph-folder.js'
import { createPeerGraph, deletePeerGraph, openPeerGraph } from '../../src/graph/open-peer-graph.js'
import { bookType } from '../support/graphs.js'
import { alice } from '../support/people.js'

let home: string
const network = new MemoryNetwork()
const components = {
  clock: systemClock,
  random: systemRandom,
  startGraph: (...[parts, init]: Parameters<MemoryNetwork['startGraph']>) => network.startGraph(parts, init)
}
const options = (folder = 'alice'): GraphOptions => {
  return { graphId: 'garden', keyPair: alice.keyPair, folder: join(home, folder), mdns: false }
}
const create = (): Promise<PeerGraph> => createPeerGraph(options(), components)

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-folder-'))
})

afterEach(async () => {
  await PeerGraph.closeAll()
  await rm(home, { recursive: true })
})

describe('whose creation is cut off', () => {
  /** The folder as it was when the process was killed before the graph was founded. */
  async function cutOff(): Promise<GraphOptions> {
    const graph = await createPeerGraph(options(), {
      ...components,
      startGraph: async (parts, init) => {
        const isPart = (name: string): boolean => !name.endsWith('LOCK')
        await cp(options().folder, options('crashed').folder, { recursive: true, filter: isPart })
        return network.startGraph(parts, init)
      }
    })
    await graph.close()
    return options('crashed')
  }

  test('is created again as it was meant', async () => {
    const crashed = await cutOff()
    const graph = await createPeerGraph({ ...crashed, properties: { maxRecordBytes: 2048 } }, components)
    expect(graph.properties()).toMatchObject({ maxRecordBytes: 2048, creator: alice.peer })
    await graph.close()
    const { outcome } = await openPeerGraph(crashed, components)
    expect(outcome).toBe('existing')
  })

  test('has no graph yet for who opens it', async () => {
    const { graph, outcome } = await openPeerGraph(await cutOff(), components)
    expect([outcome, graph.status.synchronised]).toEqual(['created', false])
    await expect(graph.listen()).rejects.toMatchObject({ code: 'NOT_READY' })
  })
})

test('a deletion that is cut off leaves nothing that counts as the graph’s, and is made whole later', async () => {
  const graph = await create()
  await graph.close()
  const { folder } = options()
  // As far as deleting comes before it removes the file that says whose the folder is.
  const facts = JSON.parse(await readFile(join(folder, 'graph.json'), 'utf8')) as GraphFactsFile['facts']
  await new GraphFactsFile(folder, facts).save({ synchronised: false, creator: undefined })
  await rm(join(folder, 'store'), { recursive: true })
  const opened = await openPeerGraph(options(), components)
  expect([opened.outcome, opened.graph.status.synchronised]).toEqual(['created', false])
  await opened.graph.close()
  await PeerGraph.delete(options())
  expect(await readdir(home)).toEqual([])
})

test('whoever fails to open leaves no folder that would be refused to who creates it', async () => {
  const names = Array.from({ length: 17 }, (_, i) => `app.type-${i}`)
  await expect(openPeerGraph({ ...options(), precedence: names }, components)).rejects.toThrow(RangeError)
  await (await create()).close()
})

describe('at the same time', () => {
  test('of deleting and opening one is refused, and nothing confirmed is lost', async () => {
    const graph = await create()
    const { id } = await graph.records.add(bookType, { data: 'one' })
    await graph.close()
    const deleting = deletePeerGraph(options())
    await expect(openPeerGraph(options(), components)).rejects.toMatchObject({ code: 'DUPLICATE_GRAPH' })
    await deleting
    expect(await readdir(home)).toEqual([])

    const again = await create()
    await again.records.add(bookType, { id, data: 'two' })
    await again.close()
    const opening = openPeerGraph(options(), components)
    await expect(deletePeerGraph(options())).rejects.toMatchObject({ code: 'GRAPH_IN_USE' })
    expect((await opening).graph.records.get(id)).toBeDefined()
  })

  test('closing all closes what is just being opened', async () => {
    const creating = create()
    await PeerGraph.closeAll()
    const graph = await creating
    expect(() => graph.connections()).toThrow(expect.objectContaining({ code: 'CLOSED' }))
    await PeerGraph.delete(options())
  })
})

test('what an open graph learns is on disk when its file is closed, at the second attempt if need be', async () => {
  const graph = await create()
  await graph.close()
  const { folder } = options()
  const facts = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, 'graph.json'), 'utf8'))
  const file = new GraphFactsFile(folder, (await facts()) as GraphFactsFile['facts'])
  void file.save({ creator: 'somebody' })
  await file.close()
  expect(await facts()).toMatchObject({ creator: 'somebody' })

  const away = join(home, 'away')
  await cp(folder, away, { recursive: true })
  await rm(folder, { recursive: true })
  await expect(file.save({ creator: 'another' })).rejects.toThrow('ENOENT')
  await cp(away, folder, { recursive: true })
  await file.close()
  expect(await facts()).toMatchObject({ creator: 'another' })
})
