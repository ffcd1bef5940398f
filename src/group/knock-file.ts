// Port: where answers to knocks outlive a restart, and the file that fills it: `groups/<id>/knocks.json`.
import { readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Logger, publicKeyFromPeerId, syncFolder, writePrivateFile } from '../base/index.js'
import { MAX_KNOCK_DECISIONS } from './defaults.js'
import type { KnockDecision } from './knock.js'

export interface KnockStorage {
  load(): Promise<KnockDecision[]>
  /** Resolves when all of it survives a power cut. */
  save(decisions: readonly KnockDecision[]): Promise<void>
}

const KnocksFile = z.strictObject({
  version: z.literal(1),
  decisions: z
    .array(
      z.strictObject({
        peer: z.string().refine((peer) => publicKeyFromPeerId(peer) !== undefined),
        allow: z.boolean(),
        role: z.enum(['member', 'administrator']),
        limits: z
          .strictObject({
            mayServe: z.boolean(),
            mayUseUplinks: z.boolean(),
            mayProvide: z.boolean(),
            fixedTerm: z.boolean()
          })
          .optional(),
        again: z.boolean(),
        removals: z.string().regex(/^[0-9a-f]{64}$/),
        atMs: z.int()
      })
    )
    .max(MAX_KNOCK_DECISIONS)
})

export function knockFile(path: string, logger: Logger): KnockStorage {
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
        const { decisions } = KnocksFile.parse(JSON.parse(text))
        return decisions.map((decision) => ({ ...decision, limits: decision.limits }))
      } catch (error) {
        // An answer that is forgotten lets nobody in: who knocks is asked about again.
        logger(`${path} cannot be read, so answers to knocks are forgotten: ${(error as Error).message}`)
        await rename(path, `${path}.unreadable`)
        return []
      }
    },
    save: (decisions) => writePrivateFile(path, `${JSON.stringify({ version: 1, decisions })}\n`)
  }
}
