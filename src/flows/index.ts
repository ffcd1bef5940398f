export * from './errors.js'
export type * from './need/needs.js'
