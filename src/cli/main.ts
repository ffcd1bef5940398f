#!/usr/bin/env node
// The `potluck` command.
import '../base/polyfill.js'
import { run } from './program.js'

// Whoever reads us may stop reading, as `head` does: nobody is left to tell.
process.stdout.on('error', () => process.exit(1))
process.stderr.on('error', () => process.exit(1))
process.exitCode = await run(process.argv.slice(2))
