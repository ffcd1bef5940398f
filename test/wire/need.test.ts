// The packets of the need flow as version 1 wrote them: every later version must still read them. The first is the one that the source
// of the flow prints (docs/protocols/need.md).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, sha256, toHex, utf8 } from '../../src/base/index.js'
import { aliasPath, needType, NOTHING_SAID, PLAIN_NEED, type NeedData } from '../../src/content/index.js'
import { haveType, type HaveData } from '../../src/flows/need/have.js'
import type { Codec } from '../../src/record/index.js'

const ID = toHex(sha256(utf8('need'))).slice(0, 32)

/**
 * <service type = "request" version = "1.0" ID = "1111" method = "get"
 * href = "http://domain.com/whatever" acceptprotocol = "http"/>
 */
const PRINTED: NeedData = {
  ...PLAIN_NEED,
  type: 'request',
  version: '1.0',
  id: 1111,
  method: 'GET',
  url: 'http://domain.com/whatever',
  protocol: 'http',
  needId: ID,
  excluded: [],
  newerThanMs: 0,
  refusesRedirects: false
}
const FOUND: NeedData = { ...PRINTED, type: 'end-request' }
const HAVE: HaveData = {
  needId: ID,
  id: 1111,
  type: 'response',
  alias: aliasPath({ groupId: '0a'.repeat(32), kind: 'blob', digest: '0d'.repeat(32) }),
  content: {
    digest: '0d'.repeat(32),
    location: {
      ...NOTHING_SAID,
      bytes: 7_340_032,
      leafRoot: sha256(utf8('leaf root')),
      contentType: 'text/html',
      etag: '"v1"',
      fetchedFromOriginAtMs: 1_795_219_200_000
    },
    asOfMs: 0
  },
  downloading: undefined,
  version: '1.0',
  pairs: [{ key: 'channel', value: 'stable' }]
}
const DOWNLOADING: HaveData = {
  ...HAVE,
  alias: '',
  content: undefined,
  downloading: { transferId: ID, verifiedBytes: 4_194_304, expectedBytes: 7_340_032, bytesBefore: 0 },
  pairs: []
}

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').trim()
}

describe('version 1', () => {
  test.each([
    ['need-printed.hex', needType.codec, PRINTED],
    ['need-found.hex', needType.codec, FOUND],
    ['need-have.hex', haveType.codec, HAVE],
    ['need-downloading.hex', haveType.codec, DOWNLOADING]
  ] as [string, Codec<unknown>, unknown][])('%s', (name, codec, data) => {
    expect(codec.decode(fromHex(fixture(name))!)).toEqual(data)
    expect(toHex(codec.encode(data))).toBe(fixture(name))
  })

  test('the printed packet takes fewer bytes than its XML', () => {
    const xml =
      '<service type = "request" version = "1.0" ID = "1111" method = "get" href = "http://domain.com/whatever" acceptprotocol = "http"/>'
    expect(fromHex(fixture('need-printed.hex'))!.byteLength).toBeLessThan(utf8(xml).byteLength)
  })

  test('the document shows the bytes of the printed packet', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/protocols/need.md'), 'utf8')
    expect(page.replace(/\s/g, '')).toContain(fixture('need-printed.hex'))
  })
})
