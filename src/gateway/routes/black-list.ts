// Who is given no uploads, and pardoning.
import type { BlackList } from '../../flows/index.js'
import { route } from '../api-route.js'
import * as api from '../api/black-list.js'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'
import type { Route } from '../router.js'

export const blackListRoutes: readonly Route[] = [
  route(api.getBlackList, ({ node }) => {
    const blackList = blackListOf(node)
    return {
      entries: blackList.entries().map(({ groupId: group, ...entry }) => ({ ...entry, group })),
      doubts: [...blackList.doubts()]
    }
  }),
  route(api.clearBlackList, ({ node, params: { peer }, query: { url } }) => ({
    cleared: blackListOf(node).clear(peer, url === undefined ? undefined : new URL(url).origin)
  }))
]

/** @throws {GatewayError} `NOT_READY` */
function blackListOf({ blackList }: PotluckNode): BlackList {
  if (blackList === undefined) throw new GatewayError('NOT_READY', 'the upload service does not run')
  return blackList
}
