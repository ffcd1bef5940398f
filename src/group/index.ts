export * from './group.js'
export * from './roles.js'
