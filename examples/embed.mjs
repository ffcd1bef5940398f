// Embeds a group: founds one in a fresh home (or opens the one that is there), publishes, locates, streams, leaves.
//   node examples/embed.mjs HOME
import { text } from 'node:stream/consumers'
import { GatewayError, PeerGroup } from 'potluck'

const home = process.argv[2] ?? 'example-home'
const group = await openOrCreate()
try {
  group.on('member:change', (peer) => console.log('changed:', peer))
  const url = 'http://origin.invalid/greeting'
  await group.publish('hello, group', { url, contentType: 'text/plain' })
  console.log(group.locate({ url }))
  const { body, done } = await group.fetch(url)
  console.log(await text(body), (await done).sources)
} finally {
  await group.close()
}

async function openOrCreate() {
  try {
    return await PeerGroup.open({ home })
  } catch (error) {
    if (!(error instanceof GatewayError && ['NO_IDENTITY', 'NO_GROUP'].includes(error.code))) throw error
    const created = await PeerGroup.create({ home, name: 'example', group: 'Example' })
    console.log(`founded ${created.group.name}; its words: ${created.recoveryPhrase}`)
    return created.group
  }
}
