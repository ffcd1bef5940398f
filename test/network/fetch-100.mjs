// A program that knows nothing of Potluck but an address: gets BASE0 to BASE99, eight at a time, and prints a digest of all.
import { createHash } from 'node:crypto'
import { Agent, get } from 'node:http'
import { buffer } from 'node:stream/consumers'

const [base] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

function fetchOne(number) {
  return new Promise((resolve, reject) => {
    get(`${base}${number}`, { agent }, (response) => {
      if (response.statusCode === 200) buffer(response).then(resolve, reject)
      else reject(new Error(`${base}${number} was answered ${response.statusCode}`))
    }).on('error', reject)
  })
}

const bodies = await Promise.all(Array.from({ length: 100 }, (_none, number) => fetchOne(number)))
const hash = createHash('sha256')
for (const body of bodies) hash.update(body)
console.log(JSON.stringify({ files: bodies.length, digest: hash.digest('hex') }))
agent.destroy()
