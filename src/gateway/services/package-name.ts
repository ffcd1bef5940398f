// What services are called.
import { sha256, toHex, utf8 } from '../../base/index.js'

/** The node's own; `update` is kept free. No package may be called so. */
export const OWN_SERVICES: readonly string[] = ['peering', 'upload', 'relay', 'update']

/** The name of an npm package, with or without scope: it becomes part of paths. */
export const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]{0,99}\/)?[a-z0-9~-][a-z0-9._~-]{0,99}$/

/** `@acme/Printer.reports` -> `printer-reports`: whose records a package writes. */
export function namespaceOf(name: string): string {
  const own = name.replace(/^.*\//, '').replace(/[^a-z0-9]+/g, '-')
  return own.replace(/^[^a-z]+/, 'x').slice(0, 32)
}

/** `service:@acme/reports`: whose uploads are a package's, in whichever run it sent them; 64 characters at most. */
export function ownerOf(name: string): string {
  const owner = `service:${name}`
  return owner.length <= 64 ? owner : `service:${toHex(sha256(utf8(name))).slice(0, 56)}`
}
