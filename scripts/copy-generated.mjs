// Copies the generated protobuf modules beside the compiled code: tsc passes over JavaScript that has a .d.ts.
import { cp, chmod, readdir } from 'node:fs/promises'

for (const room of await readdir('src', { withFileTypes: true })) {
  if (!room.isDirectory()) continue
  for (const name of await readdir(`src/${room.name}`)) {
    if (name.endsWith('-pb.js')) await cp(`src/${room.name}/${name}`, `dist/${room.name}/${name}`)
  }
}
await chmod('dist/cli/main.js', 0o755).catch(() => {})
