import { defineConfig } from 'vitest/config'

// Folders whose tests share processes, so that what they import is loaded once for all and not once a file. Each file leaves modules,
// globals, environment and mocks as it found them.
const UNIT = 'base|client|content|embed|gateway|graph|group|record|sim|store|testing|ui|wire'
const NEEDS_OWN_PROCESS = [
  'test/graph/no-session-keys.test.ts' // Imports a library with another environment.
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
      {
        extends: true,
        test: {
          name: 'programs',
          include: [`test/!(${UNIT})/**/*.test.ts`, ...NEEDS_OWN_PROCESS]
        }
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`test/@(${UNIT})/**/*.test.ts`],
          exclude: NEEDS_OWN_PROCESS,
          isolate: false
        }
      }
    ]
  }
})
