// Serves one file over plain HTTP and over TLS, as Node does it by itself. Prints {"http", "https"}: ports.
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import https from 'node:https'
import { createIdentity, selfSignedTlsCertificate } from '../dist/group/index.js'

const [path] = process.argv.slice(2)
const { keyPem: key, certificatePem: cert } = selfSignedTlsCertificate(createIdentity('server').keyPair)
const answer = (_request, response) => createReadStream(path, { highWaterMark: 256 * 1024 }).pipe(response)
const servers = [createServer(answer), https.createServer({ key, cert }, answer)]
const [http, tls] = await Promise.all(
  servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))))
)
console.log(JSON.stringify({ http, https: tls }))
process.on('disconnect', () => process.exit(0))
