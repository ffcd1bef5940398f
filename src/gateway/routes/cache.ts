// What lies in this node's cache: see, keep, remove.
import { route } from '../api-route.js'
import * as api from '../api/cache.js'
import type { Route } from '../router.js'
import { urlsFor } from '../shown-url.js'

export const cacheRoutes: readonly Route[] = [
  route(api.listCache, ({ node, caller }) => {
    const shown = urlsFor(caller)
    const urls = node.history.urlsByDigest()
    return {
      usage: node.status().cache,
      blobs: node.cache.list().map((blob) => ({ ...blob, urls: (urls.get(blob.digest) ?? []).map(shown) }))
    }
  }),
  route(api.pinBlob, async ({ node, params: { digest } }) => {
    await node.cache.pin(digest)
    return { digest, pinned: true as const }
  }),
  route(api.unpinBlob, async ({ node, params: { digest } }) => {
    await node.cache.unpin(digest)
    return { digest, pinned: false as const }
  }),
  route(api.removeBlob, async ({ node, params: { digest } }) => {
    await node.cache.remove(digest)
    return { digest, removed: true as const }
  })
]
