// A process to be killed: opens the store in FOLDER, prints what it finds as one line of JSON, {"found": [NUMBER, …]}, then
// adds records numbered from FROM on for ever, and prints each number when its `add` has confirmed it.
import { noteType, notesOf, openCrashStore } from './store.mjs'

const [folder, from] = process.argv.slice(2)
const store = await openCrashStore(folder)
process.stdout.write(`${JSON.stringify({ found: notesOf(store).map(Number) })}\n`)
for (let number = Number(from); ; number++) {
  await store.add(noteType, { data: String(number) })
  process.stdout.write(`${number}\n`)
}
