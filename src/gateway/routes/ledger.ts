// Bytes by source, since the node started and from before.
import { route } from '../api-route.js'
import * as api from '../api/ledger.js'
import type { Route } from '../router.js'

export const ledgerRoutes: readonly Route[] = [
  route(api.getLedger, ({ node }) => {
    const { uplink, lan, cache } = node.ledger()
    const { bytesIn, passedThrough: notSharedBytes } = uplink
    return { sinceMs: node.startedAtMs, uplink: { bytesIn, notSharedBytes }, lan, cache }
  }),
  route(api.getHistory, ({ node, query: { sinceMs } }) => node.history.since(sinceMs))
]
