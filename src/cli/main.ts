#!/usr/bin/env node
// The `potluck` command.
import '../base/polyfill.js'
import { run } from './program.js'

// Whoever reads us may stop reading, as `head` does: nobody is left to tell.
process.stdout.on('error', () => process.exit(1))
process.stderr.on('error', () => process.exit(1))
const exitCode = await run(process.argv.slice(2))
// What was said must be out, but what a library has left running must not keep a command that is done from ending.
await new Promise((resolve) => process.stdout.write('', resolve))
process.exit(exitCode)
