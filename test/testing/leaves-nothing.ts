// A process that makes a group, uses it and closes it; prints what that took and what is left.
import { createTestGroup } from '../../src/testing/index.js'

const url = 'http://example.org/a'
const before = process.getActiveResourcesInfo()
const startedMs = performance.now()
const group = await createTestGroup(3, { origins: { [url]: 'hello' } })
const madeMs = performance.now() - startedMs
await Promise.all(group.members.map(async (member) => (await member.fetch(url)).done))
await group.close()
const allMs = performance.now() - startedMs
await new Promise((resolve) => setImmediate(resolve)) // The file system's last answer is being given.
const left = process.getActiveResourcesInfo()
console.log(JSON.stringify({ before, left, madeMs, allMs, crossings: group.uplink(url).crossings }))
