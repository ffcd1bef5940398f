// Generates `<name>-pb.js` and `<name>-pb.d.ts` beside every `src/<room>/<name>.proto`.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const OPTIONS = ['-t', 'static-module', '-w', 'esm', '--no-verify', '--no-delimited', '--no-typeurl', '--no-service']

for (const room of readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  for (const file of readdirSync(`src/${room.name}`).filter((name) => name.endsWith('.proto'))) {
    const stem = `src/${room.name}/${file.slice(0, -'.proto'.length)}`
    execFileSync(
      'node_modules/.bin/pbjs',
      [
        ...OPTIONS,
        '--force-number',
        '-r',
        room.name,
        '--dependency',
        'protobufjs/minimal.js',
        '-d',
        '-o',
        `${stem}-pb.js`,
        `${stem}.proto`
      ],
      { stdio: 'inherit' }
    )
    if (!existsSync(`${stem}-pb.d.ts`)) throw new Error(`${stem}-pb.d.ts was not written`)
  }
}
