// Local sources as people write them, and what is checked of them before a node starts.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseLocalSource, systemClock } from '../../../src/base/index.js'
import { openSources } from '../../../src/flows/index.js'

let folder: string
let home: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-setting-'))
  home = join(folder, 'with/home')
  for (const path of ['files', 'with/home/blobs', 'lists']) await mkdir(join(folder, path), { recursive: true })
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['http://mirror.example/debian/=/srv/debian', 'http://mirror.example/debian/', '/srv/debian'],
  ['https://Mirror.Example:443/a b=/srv/x=y/../z/', 'https://mirror.example/a%20b/', '/srv/z'],
  ['http://mirror.example=/srv', 'http://mirror.example/', '/srv'],
  ['apt=/var/cache/apt/archives', undefined, '/var/cache/apt/archives']
])('%s is a local source', (text, prefix, path) => {
  expect(parseLocalSource(text)).toEqual({ prefix, folder: path })
})

test.each([
  ...['', '=', '/srv', 'apt', 'apt=', 'apt=archives', 'APT=/srv', 'http://mirror.example/', 'http://mirror.example/='],
  ...[
    'http://mirror.example/=srv',
    'mirror.example/=/srv',
    'ftp://mirror.example/=/srv',
    'http://u:p@mirror.example/=/srv'
  ],
  ...[
    'http://mirror.example/?a=/srv',
    'http://mirror.example/#a=/srv',
    'file:///etc/=/srv',
    'http://mirror.example/=/srv\0'
  ]
])('%j is none', (text) => {
  expect(parseLocalSource(text)).toBeUndefined()
})

test('what can be used is, in its order', async () => {
  const settings = [`http://mirror.example/=${folder}/files`, `apt=${folder}/lists`]
  const sources = await openSources(settings, { clock: systemClock, forbidden: home })
  expect(sources.map(({ name }) => name)).toEqual([`${folder}/files`, `${folder}/lists`])
  expect(await openSources([], { clock: systemClock, forbidden: join(folder, 'nowhere') })).toEqual([])
})

test.each([
  ['missing', 'there is none'],
  ['file', 'it is no folder'],
  ['with', 'is for this machine alone'],
  ['with/home', 'is for this machine alone'],
  ['with/home/blobs', 'is for this machine alone'],
  ['link', 'is for this machine alone']
])('%s cannot be used: %s', async (path, why) => {
  await writeFile(join(folder, 'file'), '')
  await symlink(join(folder, 'with'), join(folder, 'link'))
  const opening = openSources([`http://mirror.example/=${folder}/${path}`], { clock: systemClock, forbidden: home })
  await expect(opening).rejects.toThrow(new RegExp(`${path} cannot be used: .*${why}`))
})
