#!/usr/bin/env node
// The `potluck` command.
import '../base/polyfill.js'
import { installLastResort } from './last-resort.js'
import { run } from './program.js'

installLastResort(process.argv.includes('--verbose'))
const exitCode = await run(process.argv.slice(2))
// What was said must be out, but what a library has left running must not keep a command that is done from ending.
await new Promise((resolve) => process.stdout.write('', resolve))
process.exit(exitCode)
