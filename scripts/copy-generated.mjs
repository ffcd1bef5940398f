// Copies beside the compiled code what tsc passes over: the generated protobuf modules (JavaScript that has a .d.ts), and
// the page's HTML, CSS and icon. What is there already is left alone, as tsc does: other processes may be loading it.
import { chmod, copyFile, readdir, readFile } from 'node:fs/promises'

for (const room of await readdir('src', { withFileTypes: true })) {
  if (!room.isDirectory()) continue
  for (const name of await readdir(`src/${room.name}`)) {
    if (name.endsWith('-pb.js')) await copyChanged(`src/${room.name}/${name}`, `dist/${room.name}/${name}`)
  }
}
for (const name of ['index.html', 'page.css', 'icon.svg']) await copyChanged(`src/ui/${name}`, `dist/ui/${name}`)
await chmod('dist/cli/main.js', 0o755).catch(() => {})

async function copyChanged(from, to) {
  const [source, copy] = await Promise.all([readFile(from), readFile(to).catch(() => undefined)])
  if (copy === undefined || !source.equals(copy)) await copyFile(from, to)
}
