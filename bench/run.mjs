// `npm run bench -- [NAME] [its options]`: the bench of that name; without one, how often content crosses the uplink.
const [name] = process.argv.slice(2)
const isNamed = name !== undefined && /^[a-z][a-z-]*$/.test(name)
if (isNamed) process.argv.splice(2, 1)
await import(`./${isNamed ? name : 'one-crossing'}.mjs`)
