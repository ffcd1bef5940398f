// Names in paths of the API.
import { CliError } from './errors.js'

/**
 * As it stands in a path. Dots alone are no name: a URL is read without them, so the node would be asked for something else.
 * @throws {CliError} `USAGE`
 */
export function pathPart(name: string): string {
  if (name === '.' || name === '..') throw new CliError('USAGE', `${JSON.stringify(name)} names nothing`)
  return encodeURIComponent(name)
}
