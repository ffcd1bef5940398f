import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGraphFolder, GraphFactsFile, readGraphFolder, type GraphFacts } from '../../src/graph/graph-folder.js'
import { alice, bob } from '../support/people.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-graph-folder-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('what is learnt of a graph is on disk when the file says that all is', async () => {
  const facts: GraphFacts = { graphId: 'garden', peer: bob.peer, version: 1, synchronised: false }
  await createGraphFolder(folder, facts)
  const file = new GraphFactsFile(folder, facts)
  void file.save({ synchronised: true })
  void file.save({ creator: alice.peer })
  await file.saved()
  const expected = { ...facts, synchronised: true, creator: alice.peer }
  expect(await readGraphFolder(folder, { graphId: 'garden', peer: bob.peer })).toEqual(expected)
})
