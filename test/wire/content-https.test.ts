// What version 1 names, lists and frames content by: every later version must still agree.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, sha256, toHex, utf8 } from '../../src/base/index.js'
import { aliasPath, parseAliasPath, type AliasRoute } from '../../src/content/alias-path.js'
import { decodeSidecar, encodeSidecar } from '../../src/content/blob-files.js'
import { LEAF_BYTES, LeafHasher, leafRoot, normaliseUrl, urlKey } from '../../src/content/index.js'
import { framed, unframed } from '../../src/content/part-frames.js'

/** Three leaves, the last one short. */
const CONTENT = Buffer.alloc(2 * LEAF_BYTES + 5, 'potluck wire 1 ')
const GROUP = toHex(sha256(utf8('group')))

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').trim()
}

async function* streamOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

describe('version 1', () => {
  test('the root over a hash list', () => {
    const hasher = new LeafHasher()
    hasher.update(CONTENT)
    hasher.finish()
    expect(toHex(leafRoot(hasher.hashes(), CONTENT.byteLength))).toBe(fixture('leaf-root.hex'))
  })

  test('the sidecar of a blob on disk', () => {
    const hasher = new LeafHasher()
    hasher.update(CONTENT)
    hasher.finish()
    const sidecar = decodeSidecar(Buffer.from(fromHex(fixture('blob-sidecar.hex'))!))
    expect(sidecar?.bytes).toBe(CONTENT.byteLength)
    expect(toHex(sidecar!.hashes)).toBe(toHex(hasher.hashes()))
    expect(toHex(encodeSidecar(sidecar!))).toBe(fixture('blob-sidecar.hex'))
  })

  test('the key of a URL', () => {
    const url = normaliseUrl('HTTP://Example.com:80/a/../file.iso?version=1#top')
    expect(urlKey(sha256(utf8('url hash key')), url)).toBe(fixture('url-key.hex'))
  })

  test('signed parts on a stream', async () => {
    const stream = fromHex(fixture('transfer-parts.hex'))!
    const parts: string[] = []
    for await (const part of unframed(streamOf(stream), (message) => new Error(message))) parts.push(toHex(part))
    expect(parts).toEqual([toHex(utf8('first part')), '', toHex(utf8('third part'))])
    const frames: Uint8Array[] = []
    for await (const frame of framed(streamOf(utf8('first part'), utf8(''), utf8('third part')))) frames.push(frame)
    expect(toHex(Buffer.concat(frames))).toBe(fixture('transfer-parts.hex'))
  })

  test('the paths', () => {
    const digest = toHex(sha256(CONTENT))
    const transferId = digest.slice(0, 32)
    const routes: AliasRoute[] = [
      { groupId: GROUP, kind: 'group' },
      { groupId: GROUP, kind: 'blob', digest },
      { groupId: GROUP, kind: 'blob-leaves', digest },
      { groupId: GROUP, kind: 'transfer', transferId, fromLeaf: 7 },
      { groupId: GROUP, kind: 'transfer-leaves', transferId }
    ]
    expect(routes.map(aliasPath).join('\n')).toBe(fixture('content-paths.txt'))
    expect(fixture('content-paths.txt').split('\n').map(parseAliasPath)).toEqual(routes)
  })
})
