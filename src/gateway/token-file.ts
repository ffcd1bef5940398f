// Tokens of applications on disk: `tokens.json` in the home, readable by its user only. No token stands in it, only hashes.
import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { writePrivateFile, type Logger } from '../base/index.js'
import { namespace, right } from './api/tokens.js'
import { MAX_TOKENS } from './defaults.js'
import { hasSystemCode } from './errors.js'

const TokensFile = z.strictObject({
  version: z.literal(1),
  tokens: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[0-9a-f]{8}$/),
        /** SHA-256 of the token: it has 256 random bits, so nothing slower is needed. */
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        name: z.string().min(1).max(64),
        rights: z.array(right),
        namespace: z.union([z.literal(''), namespace]),
        createdAtMs: z.int()
      })
    )
    .max(MAX_TOKENS)
})

export type StoredToken = z.infer<typeof TokensFile>['tokens'][number]

/** A file that is damaged is put aside: its tokens are no good any more, and the node need not stay shut for it. */
export async function loadTokens(path: string, logger: Logger): Promise<StoredToken[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return []
    throw error
  }
  try {
    return TokensFile.parse(JSON.parse(text)).tokens
  } catch {
    logger(`${path} cannot be read, so the tokens in it are no good any more; it is kept as ${path}.unreadable`)
    await rename(path, `${path}.unreadable`)
    return []
  }
}

export async function saveTokens(path: string, tokens: readonly StoredToken[]): Promise<void> {
  await writePrivateFile(path, `${JSON.stringify({ version: 1, tokens })}\n`)
}
