// Writes docs/openapi.json. `node --import ./scripts/typescript.mjs scripts/write-openapi.mjs`
import { writeFile } from 'node:fs/promises'
import { openApiDocument } from '../src/gateway/openapi.ts'

await writeFile(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(openApiDocument(), null, 2)}\n`)
