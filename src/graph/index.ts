export * from './gate.js'
export * from './graph.js'
