// A company's authority in uplink.caFile, and another one that Node itself was told of: both are trusted, nobody else.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hasOpenssl, testAuthority } from '../support/certificates.js'

const PROGRAM = `
import https from 'node:https'
import { readFileSync } from 'node:fs'
import { trustBesides } from './src/content/origin-trust.ts'
const [caFile, ...credentials] = process.argv.slice(1)
const secureContext = trustBesides(readFileSync(caFile, 'utf8'))
for (const file of credentials) {
  const { key, cert } = JSON.parse(readFileSync(file, 'utf8'))
  const server = https.createServer({ key, cert }, (request, response) => response.end())
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  const said = await new Promise((resolve) => {
    https
      .get({ host: '127.0.0.1', servername: 'files.example', port, secureContext, agent: false }, () => resolve('trusted'))
      .on('error', ({ code }) => resolve(code))
  })
  console.log(said)
  server.closeAllConnections()
  server.close()
}`

describe.skipIf(!hasOpenssl())('a node (needs openssl)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'potluck-company-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('trusts whom its setting names besides whom NODE_EXTRA_CA_CERTS names', () => {
    const path = (name: string): string => join(folder, name)
    const [ours, extra, foreign] = ['ours', 'extra', 'foreign'].map((name) => {
      const authority = testAuthority(name)
      writeFileSync(path(`${name}.pem`), authority.ca)
      writeFileSync(path(`${name}.json`), JSON.stringify(authority.issue('DNS:files.example')))
      return path(`${name}.json`)
    }) as [string, string, string]
    const options = ['--import', './scripts/typescript.mjs', '--input-type=module', '-e', PROGRAM, path('ours.pem')]
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: path('extra.pem') }
    const { stdout, stderr } = spawnSync(process.execPath, [...options, ours, extra, foreign], {
      env,
      encoding: 'utf8'
    })
    expect(stdout.trim().split('\n'), stderr).toEqual(['trusted', 'trusted', expect.stringMatching(/^(UNABLE|SELF)_/)])
  })
})
