// `records edit` and `records conflicts`, with two nodes that write one record; and what `records` says to what cannot be.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeConflicts } from '../../src/cli/commands/record-edits.js'
import { createControlClient, type ApiRecord, type ApiRecordConflict } from '../../src/gateway/index.js'
import { eventually } from '../support/eventually.js'
import {
  ON_LOOPBACK,
  potluck,
  potluckJson,
  startNode,
  type CommandResult,
  type RunningNode
} from '../support/potluck-command.js'

let folder: string
const nodes: RunningNode[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-records-'))
  await potluckJson(['init', '--name', 'alice', '--home', home('alice')])
  await potluckJson(['group', 'create', 'Home', '--home', home('alice')])
  const { identity } = await potluckJson(['init', '--name', 'bob', '--home', home('bob')])
  nodes.push(await startNode(['--home', home('alice')], { env: ON_LOOPBACK }))
  const { invitation } = await potluckJson(['invite', '--for', String(identity), '--home', home('alice')])
  await potluckJson(['join', String(invitation), '--home', home('bob')])
  nodes.push(await startNode(['--home', home('bob')], { env: ON_LOOPBACK }))
  const declare = ['records', 'declare', 'app.notes.list', '--ttl', '1d', '--lifetime', 'collaborative']
  for (const name of ['alice', 'bob']) {
    await potluckJson([...declare, '--changeable-by', 'members', '--home', home(name)])
  }
}, 60_000)
afterAll(async () => {
  for (const node of nodes) await node.stop()
  await rm(folder, { recursive: true })
})

function home(name: string): string {
  return join(folder, name)
}

function run(...args: string[]): Promise<CommandResult> {
  return potluck(['records', ...args, '--home', home('alice')])
}

async function added(...args: string[]): Promise<string> {
  const { json } = await run('add', 'app.notes.list', ...args, '--json')
  return String(json['id'])
}

describe('records edit', () => {
  test('writes what is named, removes what is to go, and leaves the rest', async () => {
    const id = await added('--attribute', 'title=To buy', '--attribute', 'old=x', '--value', '["milk"]')
    const edit = ['edit', id, '--attribute', 'title=Shopping', '--attribute', 'count:=7', '--remove', 'old', '--json']
    const { code, json } = await run(...edit)
    expect([code, json]).toMatchObject([0, { id, attributes: { title: 'Shopping', count: 7 }, json: ['milk'] }])
    const file = join(folder, 'data')
    await writeFile(file, 'bread')
    const data = Buffer.from('bread').toString('base64')
    expect((await run('edit', id, '--data', file, '--json')).json).toMatchObject({ data, attributes: { count: 7 } })
    expect((await run('edit', id, '--value', '{"a":1}', '--json')).json).toMatchObject({ json: { a: 1 } })
    expect((await run('edit', id, '--remove-data', '--json')).json).toMatchObject({ bytes: 0 })
    expect((await run('edit', id, '--ttl', '2h')).stdout).toMatch(new RegExp(`^edited ${id}, until \\d{4}-`))
  })

  test.each<[string, string[], string]>([
    ['nothing', [], 'say what to write'],
    [
      'a name and its removal',
      ['--attribute', 'a=1', '--remove', 'a'],
      'choose one of --attribute and --remove for "a"'
    ],
    ['data and their removal', ['--remove-data', '--value', '1'], 'choose one of --remove-data and --data or --value'],
    ['data twice', ['--data', 'file', '--value', '1'], 'choose one of --data and --value'],
    ['a removal with a value', ['--remove', 'a=1'], '"a=1" is not the name of an attribute']
  ])('takes no edit of %s', async (_what, args, message) => {
    const { code, stderr } = await run('edit', 'ab'.repeat(32), ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    expect(stderr).toContain('(USAGE)')
  })

  test('is of collaborative records alone', async () => {
    await run('declare', 'app.notes.note', '--ttl', '1d')
    const { json } = await run('add', 'app.notes.note', '--json')
    const { code, stderr } = await run('edit', String(json['id']), '--attribute', 'a=1')
    expect([code, stderr]).toEqual([1, expect.stringContaining('only collaborative records are edited (BAD_REQUEST)')])
  })
})

test('of a type of Potluck’s own nobody is told that it was not declared', async () => {
  expect((await run('list', '--type', 'content.location')).stdout).toBe('no records\n')
  expect((await run('list', '--type', 'app.nosuch.type')).stdout).toContain('nobody declared a type "app.nosuch.type"')
})

test('JSON that is nested deeper than any answer is refused', async () => {
  for (const [depth, exitCode, said] of [
    [1001, 1, 'the JSON is nested deeper than 1000 (BAD_REQUEST)'],
    [50_000, 2, '--value is nested too deeply (USAGE)']
  ] as const) {
    const { code, stderr } = await run('add', 'app.notes.list', '--value', '['.repeat(depth) + ']'.repeat(depth))
    expect([code, stderr]).toEqual([exitCode, expect.stringContaining(said)])
  }
})

describe('records conflicts', () => {
  test('says what lost, who wrote it, and what stands, until somebody writes it again', async () => {
    const id = await added()
    expect((await run('conflicts', id)).stdout).toBe('no conflicts\n')
    await eventually(async () => {
      const edits = ['alice', 'bob'].map((name) =>
        createControlClient(home(name)).patch(`/v1/records/${id}`, {}, { attributes: { title: name } })
      )
      await Promise.all(edits)
      const { json } = await run('conflicts', id, '--json')
      expect(json).toMatchObject({ id, conflicts: [{ name: 'title', why: 'overruled' }], truncated: false })
    })
    const { stdout } = await run('conflicts', id)
    expect(stdout).toMatch(/^title: (alice|bob) wrote "\1", \d{4}-\S+Z; "(alice|bob)" stands\nWrite a value again/)
    await run('edit', id, '--attribute', 'title=decided')
    expect((await run('conflicts', id, '--json')).json).toEqual({ id, conflicts: [], truncated: false })
  })

  test('are shown so that text of others does not steer the terminal', () => {
    const bytes = Buffer.from([0xff, 0, 1]).toString('base64')
    const at = { author: 'p1', version: 3, modifiedAtMs: 0, why: 'overruled' as const }
    const conflicts: ApiRecordConflict[] = [
      { ...at, name: 'title', value: '\u009b31mred' },
      { ...at, name: 'due', value: { dateMs: 0 } },
      { ...at, name: 'gone' },
      { ...at, name: 'late', value: 7, why: 'no-room' },
      { ...at, name: '', data: Buffer.from('["milk"]').toString('base64') },
      { ...at, name: '', data: bytes },
      { ...at, name: '' }
    ]
    const record = { attributes: { due: 7, gone: 'here' }, bytes: 2, json: [] } as unknown as ApiRecord
    const when = '1970-01-01T00:00:00.000Z'
    expect(describeConflicts({ conflicts, truncated: true }, record, () => 'bob')).toEqual([
      `title: bob wrote "31mred", ${when}; nothing stands`,
      `due: bob wrote ${when}, ${when}; 7 stands`,
      `gone: bob removed it, ${when}; "here" stands`,
      `late: bob wrote 7, ${when}; there is no room for it: the record has as many attributes as one may have`,
      `the data: bob wrote ["milk"], ${when}; [] stands`,
      `the data: bob wrote 3 B, ${when}; [] stands`,
      `the data: bob removed it, ${when}; [] stands`,
      '… and more: decide these first',
      'Write a value again to decide it.'
    ])
  })
})
