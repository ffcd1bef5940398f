// A backend for uploads, without a node: stores each once, opens sealed ones, and signs what it answers.
//   openssl genpkey -algorithm ed25519 -out backend.pem && openssl pkey -in backend.pem -pubout -out backend-public.pem
//   node examples/backend.mjs backend.pem FOLDER [ORIGIN] [IDENTITY FILE of age-keygen]
// Who uploads needs backend-public.pem (`upload.receipts`), and for sealing the recipient of the identity (`upload.seal`).
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { folderAnswers, readReceiptKey, receiveUploads } from 'potluck/backend'

const [keyFile = 'backend.pem', folder = 'backend', origin = 'http://127.0.0.1:8420', identityFile] =
  process.argv.slice(2)
const reports = join(folder, 'reports')
await mkdir(reports, { recursive: true })
const identities = identityFile === undefined ? '' : await readFile(identityFile, 'utf8')

const server = createServer(
  receiveUploads({
    keys: [readReceiptKey(await readFile(keyFile, 'utf8'))],
    origin,
    store: await folderAnswers(join(folder, 'answers')),
    folder: join(folder, 'coming'), // On the disk of the reports, so that they can be renamed.
    unsealWith: identities.match(/^AGE-SECRET-KEY-\S+$/gm) ?? [],
    handle: async (upload) => {
      await rename(upload.path, join(reports, upload.id))
      const directory = await open(reports)
      await directory.sync() // A receipt outlasts a loss of power, and so must the name.
      await directory.close()
      console.log(`stored ${upload.id}: ${upload.bytes} bytes for ${upload.targetUri}`)
      return { status: 201, body: `${upload.id}\n` }
    },
    report: (members) => console.log('reported:', members),
    failed: (error) => console.error(error)
  })
)
server.requestTimeout = 3_600_000 // What is large comes slowly.
server.listen(Number(process.env.PORT ?? (new URL(origin).port || 80)), process.env.HOST ?? '127.0.0.1', () => {
  console.log('listening on', server.address())
})
