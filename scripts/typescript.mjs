// Lets Node run what is written in TypeScript without building it, for benches that share code with the network tests:
// `node --import ./scripts/typescript.mjs bench/faults.mjs`. Types are stripped, not checked.
import { register } from 'node:module'

register('./typescript-hooks.mjs', import.meta.url)
