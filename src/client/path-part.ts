// Names in paths of the API.
import { PotluckError } from './errors.js'

/**
 * As it stands in a path. Dots alone are no name: a URL is read without them, so the node would be asked for something else.
 * @param code what is thrown then
 * @throws {PotluckError}
 */
export function pathPart(name: string, code = 'BAD_OPTIONS'): string {
  if (name === '.' || name === '..') throw new PotluckError(code, `${JSON.stringify(name)} names nothing`)
  return encodeURIComponent(name)
}
