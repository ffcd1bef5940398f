// A blob store in a folder of its own, gone after the test.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { silentLogger, systemClock } from '../../src/base/index.js'
import { openBlobStore, type BlobStore } from '../../src/content/index.js'

/** To be called within a test. */
export async function temporaryBlobs(maxBytes = 2 ** 30): Promise<BlobStore> {
  const directory = await mkdtemp(join(tmpdir(), 'potluck-blobs-'))
  const blobs = await openBlobStore({ directory, maxBytes, clock: systemClock, logger: silentLogger })
  onTestFinished(async () => {
    await blobs.close()
    await rm(directory, { recursive: true, force: true })
  })
  return blobs
}
