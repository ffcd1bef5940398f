// Generates `<name>-pb.js` and `<name>-pb.d.ts` beside every `src/<room>/<name>.proto`. No two have the same name: it is where
// protobufjs keeps what one has generated.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

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
        file.slice(0, -'.proto'.length),
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
    writeFileSync(`${stem}-pb.js`, withNumbers(readFileSync(`${stem}-pb.js`, 'utf8')))
  }
}

/**
 * `--force-number` changes the types only: where the `long` package is installed (protobufjs itself depends on it), a
 * decoder still returns Long objects. Switching them off in protobufjs would do so for the whole process.
 */
function withNumbers(code) {
  return code
    .replace(
      '// Common aliases\n',
      "// Exact up to 2^53\nconst $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());\n\n$&"
    )
    .replace(/\breader\.(?:u?int64|sint64|s?fixed64)\(\)/g, '$toNumber($&)')
    .replace(/\$util\.Long \? \$util\.Long\.fromBits\([^)]*\) : 0/g, '0')
}
