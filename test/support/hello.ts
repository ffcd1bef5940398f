// What a node says of itself when a link begins.
import type { Hello } from '../../src/graph/link-frame.js'

/** As a node of the first revision says it, unless changed. */
export function hello(listenPort: number, change: Partial<Hello> = {}): Omit<Hello, 'version'> {
  return { listenPort, features: [], nodeId: undefined, ...change }
}
