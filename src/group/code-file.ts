// Port: where an issuer's codes outlive a restart, and the file that fills it: `groups/<id>/codes.json`.
import { readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Logger, syncFolder, writePrivateFile } from '../base/index.js'
import type { Code } from './admission.js'
import { MAX_CODE_USES, MAX_CODES } from './defaults.js'

export interface CodeStorage {
  /** What it gives survives a power cut too, also where a process was killed while it saved. */
  load(): Promise<Code[]>
  /** Resolves when all of it survives a power cut. */
  save(codes: readonly Code[]): Promise<void>
}

const CodesFile = z.strictObject({
  version: z.literal(1),
  codes: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[0-9a-f]{8}$/),
        tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
        role: z.enum(['member', 'administrator']),
        uses: z.int().min(1).max(MAX_CODE_USES),
        createdAtMs: z.int(),
        expiresAtMs: z.int(),
        revoked: z.boolean(),
        redeemedBy: z.array(z.string()).max(MAX_CODE_USES)
      })
    )
    .max(MAX_CODES)
})

export function codeFile(path: string, logger: Logger): CodeStorage {
  return {
    load: async () => {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
        throw error
      }
      // Who was killed between moving the file into place and syncing the folder has not made it last.
      await syncFolder(dirname(path))
      try {
        return CodesFile.parse(JSON.parse(text)).codes
      } catch (error) {
        // A code that is forgotten admits nobody, so the group need not stay shut for it.
        logger(`${path} cannot be read, so the codes made here are no good any more: ${(error as Error).message}`)
        await rename(path, `${path}.unreadable`)
        return []
      }
    },
    save: (codes) => writePrivateFile(path, `${JSON.stringify({ version: 1, codes })}\n`)
  }
}
