import { defineConfig } from 'vitest/config'

// LANs made of network namespaces: needs root, iproute2 and ethtool; one at a time, since the links are measured.
export default defineConfig({
  test: {
    include: ['test/network/**/*.net.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000
  }
})
