// Who has a URL's content, and the content itself, through the node of this machine (`potluck up`, or embed.mjs):
//   POTLUCK_TOKEN=$(potluck token create example --rights read) node examples/locate-and-stream.mjs URL > file
import { pipeline } from 'node:stream/promises'
import { PotluckClient } from 'potluck/client'

const potluck = new PotluckClient()
const url = process.argv[2] ?? 'http://example.org/'
for (const { holder, present, complete, heldBytes } of await potluck.locate(url)) {
  console.error(`${holder} ${present ? 'is here' : 'is away'}, ${complete ? 'has all' : `has ${heldBytes} bytes`}`)
}
const content = await potluck.content(url)
await pipeline(content.body, process.stdout)
console.error(await content.result())
