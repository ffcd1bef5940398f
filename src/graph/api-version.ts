// The version of what programs call, of graphs and groups. Loads nothing of the room.
import { GraphError } from './errors.js'

export interface ApiVersion {
  readonly major: number
  readonly minor: number
}

/** Of `PeerGraph` and `PeerGroup`: what a minor version adds leaves the one before as it was. */
const VERSION: ApiVersion = { major: 1, minor: 0 }

/** @throws {GraphError} `UNSUPPORTED_VERSION`, `INVALID_ARGUMENT` */
export function negotiateVersion(requested: ApiVersion): ApiVersion {
  const { major, minor } = VERSION
  if (![requested?.major, requested?.minor].every((number) => Number.isInteger(number) && number >= 0)) {
    throw new GraphError('INVALID_ARGUMENT', 'a version is two whole numbers, major and minor')
  }
  if (requested.major === major && requested.minor <= minor) return VERSION
  const asked = `${requested.major}.${requested.minor}`
  throw new GraphError('UNSUPPORTED_VERSION', `this is version ${major}.${minor}, not ${asked}`)
}
