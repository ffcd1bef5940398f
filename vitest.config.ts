import { defineConfig } from 'vitest/config'

// Test files share processes, so that what they import is loaded once for all and not once a file: each leaves modules, globals,
// environment and mocks as it found them. These cannot.
const NEEDS_OWN_PROCESS = [
  'test/graph/no-session-keys.test.ts', // Imports a library with another environment.
  'test/integration/origin.test.ts', // Mocks a module of Node before what it tests is loaded.
  'test/store/memory.test.ts', // Weighs the heap.
  'test/store/storage-level.test.ts', // Weighs the heap.
  'test/integration/demo.test.ts' // Measures what crosses, in processes of its own: not behind what others left behind.
]

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
          exclude: ['test/network/**', ...NEEDS_OWN_PROCESS],
          isolate: false
        }
      }
    ]
  }
})
