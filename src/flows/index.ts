export * from './errors.js'
export * from './election/kinds.js'
export type * from './need/needs.js'
