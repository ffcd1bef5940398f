import { defineConfig } from 'vitest/config'

// Test files share processes, so that what they import is loaded once for all and not once a file: each leaves modules, globals,
// environment and mocks as it found them. These cannot.
const NEEDS_OWN_PROCESS = [
  'test/graph/no-session-keys.test.ts', // Imports a library with another environment.
  'test/integration/origin.test.ts', // Mocks a module of Node before what it tests is loaded.
  'test/store/memory.test.ts', // Weighs the heap.
  'test/store/storage-level.test.ts' // Weighs the heap.
]

// Whose claims come within 300 ms where the machine is theirs: one after the other, when all others have ended.
const MEASURES_WHAT_CROSSES = ['test/integration/demo.test.ts']

export default defineConfig({
  test: {
    exclude: ['test/network/**'],
    setupFiles: ['test/support/setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    dangerouslyIgnoreUnhandledErrors: false,
    // No `include` above: it would be added to those of the projects.
    projects: [
      { extends: true, test: { name: 'alone', include: NEEDS_OWN_PROCESS } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: ['test/network/**', ...NEEDS_OWN_PROCESS, ...MEASURES_WHAT_CROSSES],
          isolate: false
        }
      },
      {
        extends: true,
        test: { name: 'measured', include: MEASURES_WHAT_CROSSES, maxWorkers: 1, sequence: { groupOrder: 1 } }
      }
    ]
  }
})
