// The paths of content between members, written and read in one place. Spec: docs/protocols/content-https.md.
import { MAX_SERVICE_PATH_CHARACTERS } from './defaults.js'

export type AliasRoute = { readonly groupId: string } & (
  | { readonly kind: 'group' }
  | { readonly kind: 'blob' | 'blob-leaves'; readonly digest: string }
  | { readonly kind: 'transfer'; readonly transferId: string; readonly fromLeaf: number }
  | { readonly kind: 'transfer-leaves'; readonly transferId: string }
)

const PATH =
  /^\/v1\/groups\/([0-9a-f]{64})(?:\/blobs\/([0-9a-f]{64})(\/leaves)?|\/transfers\/([0-9a-f]{32})(?:\?from=(0|[1-9]\d{0,9})|\/leaves))?$/

export function aliasPath(route: AliasRoute): string {
  const group = `/v1/groups/${route.groupId}`
  switch (route.kind) {
    case 'group':
      return group
    case 'blob':
      return `${group}/blobs/${route.digest}`
    case 'blob-leaves':
      return `${group}/blobs/${route.digest}/leaves`
    case 'transfer':
      return `${group}/transfers/${route.transferId}?from=${route.fromLeaf}`
    case 'transfer-leaves':
      return `${group}/transfers/${route.transferId}/leaves`
  }
}

/** Undefined for everything but the one spelling of a path. */
export function parseAliasPath(path: string): AliasRoute | undefined {
  const match = PATH.exec(path)
  const groupId = match?.[1]
  if (groupId === undefined) return undefined
  const [, , digest, blobLeaves, transferId, from] = match ?? []
  if (digest !== undefined) return { groupId, kind: blobLeaves === undefined ? 'blob' : 'blob-leaves', digest }
  if (transferId === undefined) return { groupId, kind: 'group' }
  if (from === undefined) return { groupId, kind: 'transfer-leaves', transferId }
  return { groupId, kind: 'transfer', transferId, fromLeaf: Number(from) }
}

/** Of a flow's own: `/v1/groups/<group>/<name>` and what lies behind it. */
export interface ServiceRoute {
  readonly groupId: string
  /** Lower-case letters, at most 32, and none of content's own. */
  readonly name: string
  /** Empty, or `/…`. */
  readonly path: string
}

const SERVICE_PATH =
  /^\/v1\/groups\/([0-9a-f]{64})\/(?!(?:blobs|transfers)(?:\/|$))([a-z]{1,32})((?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*)$/

export function servicePath({ groupId, name, path }: ServiceRoute): string {
  return `/v1/groups/${groupId}/${name}${path}`
}

/** Undefined for everything but the one spelling: no escapes, no query, nothing empty between slashes. */
export function parseServicePath(path: string): ServiceRoute | undefined {
  const [, groupId, name, rest = ''] = SERVICE_PATH.exec(path) ?? []
  if (groupId === undefined || name === undefined || rest.length > MAX_SERVICE_PATH_CHARACTERS) return undefined
  return { groupId, name, path: rest }
}
