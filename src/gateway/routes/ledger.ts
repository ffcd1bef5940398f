// Bytes by source, since the node started and from before.
import { route } from '../api-route.js'
import * as api from '../api/ledger.js'
import type { Route } from '../router.js'
import { urlsFor } from '../shown-url.js'

export const ledgerRoutes: readonly Route[] = [
  route(api.getLedger, ({ node }) => {
    const { uplink, lan, cache } = node.ledger()
    const { bytesIn, passedThrough: notSharedBytes } = uplink
    return { sinceMs: node.startedAtMs, uplink: { bytesIn, notSharedBytes }, lan, cache }
  }),
  route(api.getHistory, ({ node, caller, query: { sinceMs } }) => {
    const shown = urlsFor(caller)
    const { contents, ...rest } = node.history.since(sinceMs)
    return { ...rest, contents: contents.map((content) => ({ ...content, url: shown(content.url) })) }
  })
]
