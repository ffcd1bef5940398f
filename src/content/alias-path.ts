// The paths of content between members, written and read in one place. Spec: docs/protocols/content-https.md.

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
