// A process to be killed: opens the store in FOLDER, prints what it finds as one line of JSON, then adds, changes and deletes
// notes for ever, many at once, and exports to FILE and imports it again meanwhile. Shards are small, so history ends all
// the time. Each note has a name; each writing of it a number, counted from FROM on. Lines:
//
//   {"found": [[NAME, NUMBER], …], "status": …}     at start
//   begin NAME NUMBER|gone                          before a write is asked for
//   done NAME NUMBER|gone                           when it is confirmed
//   export begin, export end, imported              around an export; after an import
//
// With FROM `restore` it imports FILE into FOLDER, prints what is found, and ends.
import { createReadStream, existsSync } from 'node:fs'
import { writePrivateFile } from '../../dist/base/index.js'
import { namedRecordId } from '../../dist/record/index.js'
import { noteType, notesOf, openCrashStore } from './store.mjs'

const [folder, file, from] = process.argv.slice(2)
const SHARD_CLOSES_AT_CHANGES = 40
const WRITERS = 8
const MAX_NOTES = 60
const MAX_PADDING_BYTES = 1500
/** Of writes. */
const DELETES = 0.12
/** Of additions: under the name of a note that this process deleted. */
const RETURNS = 0.3
const PADDING = 'a note is changed, and changed, and changed again '.repeat(MAX_PADDING_BYTES / 50)

const store = await openCrashStore(folder, { shardClosesAtChanges: SHARD_CLOSES_AT_CHANGES })
if (from === 'restore') await store.importRecords(() => createReadStream(file))
const found = notesOf(store).map((text) => text.split(' ', 2))
say(JSON.stringify({ found: found.map(([name, number]) => [name, Number(number)]), status: store.status() }))
if (from === 'restore') {
  await store.close()
  process.exit(0)
}

const living = new Set(found.map(([name]) => name))
const gone = new Set()
const busy = new Set()
let next = Number(from)
await Promise.all([...Array.from({ length: WRITERS }, writeForEver), exportForEver()])

async function writeForEver() {
  for (;;) {
    const name = chooseName()
    busy.add(name)
    await write(name)
    busy.delete(name)
  }
}

function chooseName() {
  if (living.size < MAX_NOTES && Math.random() < 0.5) {
    const returning = [...gone].find((name) => !busy.has(name))
    return returning !== undefined && Math.random() < RETURNS ? returning : `n${next++}`
  }
  const idle = [...living].filter((name) => !busy.has(name))
  return idle[Math.floor(Math.random() * idle.length)] ?? `n${next++}`
}

async function write(name) {
  const id = namedRecordId(store.author, name)
  const isHere = living.has(name)
  if (isHere && Math.random() < DELETES) {
    say(`begin ${name} gone`)
    await store.delete(id)
    say(`done ${name} gone`)
    living.delete(name)
    gone.add(name)
    return
  }
  const number = next++
  const data = `${name} ${number} ${PADDING.slice(0, Math.random() * MAX_PADDING_BYTES)}`
  say(`begin ${name} ${number}`)
  if (isHere) await store.update(noteType, id, { data })
  else await store.add(noteType, { id, data })
  say(`done ${name} ${number}`)
  living.add(name)
  gone.delete(name)
}

async function exportForEver() {
  for (;;) {
    if (existsSync(file)) {
      await store.importRecords(() => createReadStream(file))
      say('imported')
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100))
    say('export begin')
    await writePrivateFile(file, store.exportRecords())
    say('export end')
  }
}

/** A pipe takes a short line whole, or the process was killed before. */
function say(line) {
  process.stdout.write(`${line}\n`)
}
