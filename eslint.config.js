import js from '@eslint/js'
import tseslint from 'typescript-eslint'

// Design section 1: imports run downward only, `import type` included. From the top room to the bottom one.
const ROOMS = [
  'cli',
  'testing',
  'embed',
  'gateway',
  'flows',
  'content',
  'group',
  'graph',
  'store',
  'record',
  'receipts',
  'base'
]

/** Packages that only these rooms may import, so that each can be replaced there. */
const OWNED = [
  { rooms: ['store'], patterns: ['@automerge/*', 'classic-level', '@rgrove/parse-xml'] },
  {
    rooms: ['graph'],
    patterns: ['libp2p', '@libp2p/*', '@chainsafe/libp2p-*', '@multiformats/multiaddr', 'multicast-dns']
  },
  { rooms: ['group'], patterns: ['@peculiar/*', '@scure/bip39', '@scure/bip39/*'] },
  { rooms: ['group', 'receipts'], patterns: ['age-encryption'] },
  { rooms: ['receipts'], patterns: ['http-message-signatures', 'structured-headers'] }
]

const roomRules = ROOMS.map((room, level) => {
  const above = ROOMS.slice(0, level)
  const patterns = [
    ...above.map((upper) => ({
      group: [`**/${upper}/*`, `**/${upper}/**`],
      message: `${room}/ must not import from ${upper}/: imports run downward only (docs/architecture.md).`
    })),
    ...ROOMS.slice(level + 1).map((lower) => ({
      regex: `/${lower}/(?!(index|polyfill|api-version|election/kinds)\\.js$)`,
      message: `Import another room through its index.js.`
    })),
    ...OWNED.filter((owned) => !owned.rooms.includes(room)).map((owned) => ({
      group: owned.patterns,
      message: `Only ${owned.rooms.join('/ and ')}/ imports this package.`
    }))
  ]
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
      ...(room === 'base'
        ? {}
        : {
            'no-restricted-globals': ['error', 'setTimeout', 'setInterval'],
            'no-restricted-properties': [
              'error',
              { object: 'Date', property: 'now', message: 'Time comes in through Clock.' },
              { object: 'Math', property: 'random', message: 'Chance comes in through Random.' },
              { object: 'URL', property: 'canParse', message: 'Refuses good URLs in Node 20: parseUrl.' }
            ]
          })
    }
  }
})

/** The page runs in a browser: it talks to the gateway over HTTP, and knows no other room than the client. */
const pageRules = {
  files: ['src/ui/**/*.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: '^\\.\\./(?!client/index\\.js$)', message: 'ui/ imports from client/ only (docs/architecture.md).' },
          { regex: '^[^.]', message: 'ui/ imports no package: the page works without a bundler.' }
        ]
      }
    ],
    'no-restricted-globals': ['error', 'setTimeout', 'setInterval'],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time comes in through clock.ts.' }
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
        message: 'What comes from the network is text: textContent.'
      }
    ]
  }
}

/** `potluck/client` is thin: it imports none of the rooms, and nothing of Node. */
const clientRules = {
  files: ['src/client/**/*.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [{ regex: '^(?!\\./)', message: 'The client imports nothing but its own files.' }] }
    ],
    'no-restricted-globals': ['error', 'setInterval', 'Buffer', 'process'],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now' },
      { object: 'URL', property: 'canParse', message: 'Refuses good URLs in Node 20: parseUrl.' }
    ]
  }
}

export default tseslint.config(
  { ignores: ['dist/', 'docs/reference/', 'node_modules/', 'coverage/', '**/*-pb.js', '**/*-pb.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off'
    }
  },
  {
    files: ['**/*.mjs', '*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        TextDecoderStream: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly'
      }
    }
  },
  ...roomRules,
  clientRules,
  pageRules
)
