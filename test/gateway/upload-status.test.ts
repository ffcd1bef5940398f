import { expect, test } from 'vitest'
import type { BlackList } from '../../src/flows/index.js'
import { uploadsStatus } from '../../src/gateway/upload-status.js'
import { FakeUploads } from '../support/fake-uploads.js'

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('bytes')
}

test('what waits, for how long and what for; who is listed; folders', async () => {
  const uploads = new FakeUploads()
  const added = []
  for (let i = 0; i < 5; i++) added.push(await uploads.add({ url: 'https://vendor.example/', source: bytes() }))
  const [one, two, three, four, five] = added.map(({ id }) => id) as [string, string, string, string, string]
  const attempt = { by: undefined, atMs: 0, endedAtMs: 0, status: undefined, detail: '' }
  uploads.change(one, { waitsFor: 'key', addedAtMs: 500 })
  uploads.change(two, { attempts: [{ ...attempt, result: 'nobody' }] })
  uploads.change(three, { attempts: [{ ...attempt, result: 'nobody' }], state: 'expired', addedAtMs: 1 })
  uploads.change(four, { state: 'delivered', addedAtMs: 2 })
  const by = { peer: 'bob', groupId: 'home' }
  const wrong = { ...attempt, by, result: 'wrong-receipt' as const }
  uploads.change(five, { attempts: [wrong, { ...attempt, result: 'nobody' }] })
  const blackList = {
    entries: () => [{ peer: 'bob' }, { peer: 'bob' }, { peer: 'carol' }],
    doubts: () => [{ origin: 'https://vendor.example', sinceMs: 0, why: 'two members' }]
  } as unknown as BlackList
  const unread = { file: 'vendor.pem', message: 'there is no such file' }
  const folder = { folder: '/srv/out', problem: undefined }
  expect(uploadsStatus({ uploads, blackList, dropFolders: [folder], keyProblems: [unread] })).toEqual({
    ...{ pending: 0, pendingBytes: 0, oldestAtMs: 500, withoutKey: 1, untaken: 1, blackListed: 2 },
    ...{ doubts: [{ origin: 'https://vendor.example', why: 'two members' }], folders: [folder], keyProblems: [unread] }
  })
  expect(uploadsStatus({ uploads: undefined, blackList, dropFolders: [], keyProblems: [] })).toBeUndefined()
})

test('what is known of a queue in part is not shown', async () => {
  const uploads = new FakeUploads()
  uploads.isRead = false
  expect(uploadsStatus({ uploads, blackList: undefined, dropFolders: [], keyProblems: [] })).toBeUndefined()
})
