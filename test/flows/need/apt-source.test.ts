// What apt keeps as a local source: packages of the archives that this machine has lists of, by the names that pools give them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LocalSource } from '../../../src/flows/index.js'
import { aptSource } from '../../../src/flows/need/apt-source.js'

let root: string
let archives: string
let lists: string
let source: LocalSource
let nowMs: number

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'potluck-apt-'))
  archives = join(root, 'var/cache/apt/archives')
  lists = join(root, 'var/lib/apt/lists')
  for (const folder of [join(archives, 'partial'), lists]) await mkdir(folder, { recursive: true })
  nowMs = new Date().getTime() + 60_000
  source = aptSource(archives, { nowMs: () => nowMs })
  for (const list of [
    'deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages',
    'ppa.example:8080_my%5fteam_x_dists_a_InRelease'
  ]) {
    await writeFile(join(lists, list), '')
  }
  for (const file of [
    'vim_2%3a9.0.1378-2_amd64.deb',
    'libstdc++6_12.2.0-14_amd64.deb',
    'tzdata_2024a-0+deb12u1~rc1_all.deb',
    'twice_1.0-1_amd64.deb',
    'twice_1%3a1.0-1_amd64.deb',
    'lock',
    'partial/half_1.0-1_amd64.deb'
  ]) {
    await writeFile(join(archives, file), file)
  }
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function find(url: string): Promise<string | undefined> {
  const copy = await source.find(url, AbortSignal.timeout(5_000))
  if (copy === undefined) return undefined
  expect(copy.contentType).toBe('application/vnd.debian.binary-package')
  const chunks: Uint8Array[] = []
  for await (const chunk of copy.open()) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks).toString()
}

test.each([
  ['http://deb.debian.org/debian/pool/main/v/vim/vim_9.0.1378-2_amd64.deb', 'vim_2%3a9.0.1378-2_amd64.deb'],
  ['https://deb.debian.org/debian/pool/main/g/gcc-12/libstdc++6_12.2.0-14_amd64.deb', 'libstdc++6_12.2.0-14_amd64.deb'],
  [
    'http://deb.debian.org/debian/pool/main/g/gcc-12/libstdc%2b%2b6_12.2.0-14_amd64.deb',
    'libstdc++6_12.2.0-14_amd64.deb'
  ],
  [
    'http://deb.debian.org/debian/pool/main/t/tzdata/tzdata_2024a-0%2bdeb12u1%7erc1_all.deb',
    'tzdata_2024a-0+deb12u1~rc1_all.deb'
  ],
  ['http://ppa.example:8080/my_team/x/pool/tzdata_2024a-0+deb12u1~rc1_all.deb', 'tzdata_2024a-0+deb12u1~rc1_all.deb']
])('%s is there', async (url, file) => {
  expect(await find(url)).toBe(file)
})

test.each([
  [
    'of an archive that this machine does not use',
    'http://archive.ubuntu.com/ubuntu/pool/main/v/vim/vim_9.0.1378-2_amd64.deb'
  ],
  ['of the archive of another port', 'http://deb.debian.org:81/debian/pool/main/v/vim/vim_9.0.1378-2_amd64.deb'],
  ['outside of a pool', 'http://deb.debian.org/debian/vim_9.0.1378-2_amd64.deb'],
  ['of another version', 'http://deb.debian.org/debian/pool/main/v/vim/vim_9.0.1378-3_amd64.deb'],
  [
    'with its epoch, which pools do not have',
    'http://deb.debian.org/debian/pool/main/v/vim/vim_2:9.0.1378-2_amd64.deb'
  ],
  ['of which two epochs are here', 'http://deb.debian.org/debian/pool/main/t/twice/twice_1.0-1_amd64.deb'],
  ['asked for with a query', 'http://deb.debian.org/debian/pool/main/v/vim/vim_9.0.1378-2_amd64.deb?x'],
  ['half downloaded', 'http://deb.debian.org/debian/pool/main/h/half/half_1.0-1_amd64.deb'],
  ['by a path in its name', 'http://deb.debian.org/debian/pool/partial%2fhalf_1.0-1_amd64.deb'],
  ['that is none', 'http://deb.debian.org/debian/pool/lock']
])('a package %s is not', async (_what, url) => {
  expect(await find(url)).toBeUndefined()
})

test('what apt brings later is found, and what it cleans away is not', async () => {
  const url = 'http://deb.debian.org/debian/pool/main/n/new/new_1.0-1_amd64.deb'
  expect(await find(url)).toBeUndefined()
  await writeFile(join(archives, 'new_1.0-1_amd64.deb'), 'new')
  nowMs = new Date().getTime() + 60_000
  expect(await find(url)).toBe('new')
  await rm(join(archives, 'new_1.0-1_amd64.deb'))
  expect(await find(url)).toBeUndefined()
})

test('without lists there is nothing, and the caller hears why', async () => {
  await rm(lists, { recursive: true })
  await expect(find('http://deb.debian.org/debian/pool/main/v/vim/vim_9.0.1378-2_amd64.deb')).rejects.toThrow(/ENOENT/)
})
