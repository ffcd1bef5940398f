import { defineConfig } from 'vitest/config'

// The simulations with many seeds, minutes long. The ordinary suite runs the same files with few.
export default defineConfig({
  test: {
    include: ['test/sim/**/*.sim.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    // Runs make much that dies young: in a young space of 64 MiB (three of them) half the time of a seed is saved, measured.
    execArgv: ['--max-semi-space-size=64', '--single-threaded-gc'],
    maxWorkers: 2,
    testTimeout: 3_600_000,
    env: { SIMULATION: 'slow', SIM_RECORD: '1' }
  }
})
