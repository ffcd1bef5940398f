// `open` of node:fs/promises, mocked for this test file alone: what imports it by name meets the mock too, and no module need be
// loaded anew for it, as vi.mock would have it.
import promises from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { afterAll, beforeAll, vi, type MockInstance } from 'vitest'

export const openReally = promises.open

/** Opens files as ever until it is told otherwise. */
export function mockOpenFile(): MockInstance<typeof openReally> {
  const mock = vi.fn(openReally)
  const put = (open: typeof openReally): void => {
    promises.open = open
    syncBuiltinESMExports()
  }
  beforeAll(() => put(mock))
  afterAll(() => put(openReally))
  return mock
}
