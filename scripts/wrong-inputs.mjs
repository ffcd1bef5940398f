// Writes docs/wrong-inputs.md from the rows that test/cli/wrong-inputs.test.ts tries; with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'

const PATH = 'docs/wrong-inputs.md'
const groups = JSON.parse(readFileSync('test/cli/wrong-inputs.json', 'utf8'))

const document = `# Wrong inputs

What \`potluck\` says to what cannot be: one line, and an exit code ([operations.md](operations.md) has them all).
\`test/cli/wrong-inputs.test.ts\` runs every row against the real command. Words with a dollar stand for what differs from
machine to machine.

${groups.map(section).join('\n')}`

if (!process.argv.includes('--check')) writeFileSync(PATH, document)
else if (readFileSync(PATH, 'utf8') !== document) {
  console.error(`${PATH} is not what the rows say: run \`node scripts/wrong-inputs.mjs\``)
  process.exitCode = 1
}

function section({ group, rows }) {
  return `## ${group}\n\n${rows.map(item).join('\n')}`
}

function item({ what, command, env = {}, config, stdout, line, exit }) {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value} `)
  const asked = `${variables.join('')}${command}${stdout === undefined ? '' : ` > ${stdout}`}`
  const file = config === undefined ? [] : [`# config.yaml: ${config.trim().replace(/\s*\n\s*/g, ' ')}`]
  const shown = [...file, `$ ${asked}`, ...(line === '' ? [] : [line])]
  return `${what[0].toUpperCase()}${what.slice(1)} (exit code ${exit}):\n\n\`\`\`text\n${shown.join('\n')}\n\`\`\`\n`
}
