// Writes down in which order files are synced, named and removed: what a loss of power leaves depends on it, and on nothing else.
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'

/**
 * Runs `work`, which may add what it does itself.
 * @returns what was done: `sync NAME`, `rename NAME` (the new one), `rm NAME`, `write NAME`; names without their ids
 */
export async function diskOrder(work: (steps: string[]) => Promise<unknown>): Promise<string[]> {
  const really = { ...promises }
  const steps: string[] = []
  const note = (what: string, path: unknown): void => {
    steps.push(`${what} ${basename(String(path)).replace(/[0-9a-f]{12,}/g, '')}`)
  }
  promises.open = async (...given: Parameters<typeof really.open>) => {
    const file = await really.open(...given)
    const sync = file.sync.bind(file)
    file.sync = async () => {
      await sync()
      note('sync', given[0])
    }
    return file
  }
  promises.writeFile = async (...given: Parameters<typeof really.writeFile>) => {
    await really.writeFile(...given)
    note((given[2] as { flush?: boolean }).flush === true ? 'sync' : 'write', given[0])
  }
  promises.rename = async (from, to) => {
    await really.rename(from, to)
    note('rename', to)
  }
  promises.rm = async (path, options) => {
    await really.rm(path, options)
    note('rm', path)
  }
  syncBuiltinESMExports()
  try {
    await work(steps)
  } finally {
    Object.assign(promises, really)
    syncBuiltinESMExports()
  }
  return steps
}
