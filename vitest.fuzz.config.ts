import { defineConfig } from 'vitest/config'

// The readers of foreign bytes with 100,000 inputs each, minutes long. The ordinary suite runs the same files with few.
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 3_600_000,
    env: { FUZZ_INPUTS: process.env['FUZZ_INPUTS'] ?? '100000' }
  }
})
