// The data of one event.
import { PotluckError } from './errors.js'

/** @throws {PotluckError} `BAD_ANSWER` */
export function parseEvent(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch (cause) {
    throw new PotluckError('BAD_ANSWER', 'an event of the node is not JSON', { cause })
  }
}
