import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.js'

// What npm test runs, once more on Node 24, less what any Node does alike: simulations, what runs in a browser, long tables, and
// what starts many nodes to see what crosses.
export default mergeConfig(
  base,
  defineConfig({
    test: {
      exclude: [
        'test/sim/**',
        'test/ui/**',
        'test/compat/*page*.test.ts',
        'test/cli/wrong-inputs.test.ts',
        'test/content/ssrf.test.ts',
        'test/gateway/record-usage.test.ts',
        'test/integration/{demo,full-disk,many-urls}.test.ts'
      ]
    }
  })
)
