import { defineConfig } from 'vitest/config'

// The simulations with many seeds, minutes long. The ordinary suite runs the same files with few.
export default defineConfig({
  test: {
    include: ['test/sim/**/*.sim.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 3_600_000,
    env: { SIMULATION: 'slow' }
  }
})
