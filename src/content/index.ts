export * from './blob-store.js'
export * from './content.js'
