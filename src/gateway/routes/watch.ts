// Server-sent events of what a program watches, until it leaves.
import { route, type Call } from '../api-route.js'
import * as api from '../api/watch.js'
import { GatewayError } from '../errors.js'
import { readFilter } from '../record-answer.js'
import { scopeOf } from '../record-scope.js'
import { hasRight, type Right, type Route } from '../router.js'
import { watchPrefix, watchRecords, watchUrl } from '../watching.js'

type WatchCall = Call<typeof api.watch>

export const watchRoutes: readonly Route[] = [
  route(api.watch, async (call) => {
    const { node, query, response, signal } = call
    check(call)
    const watched = node.group(query.group)
    checkIndexed(call)
    const early: api.WatchEvent[] = []
    let end = (): void => {}
    let tell = (event: api.WatchEvent): void => void early.push(event)
    const onEvent = (event: api.WatchEvent): void => tell(event)
    // What is wrong with the query is said as a problem: the stream begins after that.
    const stop =
      query.url !== undefined
        ? watchUrl(watched, query.url, onEvent)
        : query.prefix !== undefined
          ? await watchPrefix(watched, query.prefix, onEvent, signal)
          : watchRecords(watched, { type: query.type, attribute: query.attribute, ...scopeOf(call.caller) }, onEvent)
    try {
      if (signal.aborted) return undefined
      const stream = node.streams.open(response)
      end = () => stream.end()
      watched.closing.addEventListener('abort', end)
      if (watched.closing.aborted) end()
      tell = ({ event, data }) => stream.send(event, data)
      for (const event of early) tell(event)
      await stream.closed
      return undefined
    } finally {
      watched.closing.removeEventListener('abort', end)
      stop()
    }
  })
]

/** @throws {GatewayError} `BAD_REQUEST`, `FORBIDDEN` */
function check({ query: { url, prefix, type, attribute }, caller }: WatchCall): void {
  const kinds = [url, prefix, type ?? attribute].filter((one) => one !== undefined)
  if (kinds.length !== 1) {
    throw new GatewayError('BAD_REQUEST', 'say what to watch: url=…, or prefix=…, or type=… and attribute=…')
  }
  const right: Right = url === undefined && prefix === undefined ? 'records' : 'read'
  if (!hasRight(caller, right)) throw new GatewayError('FORBIDDEN', `this token lacks the right "${right}"`)
  if (type !== undefined && !scopeOf(caller).mayRead(type)) {
    throw new GatewayError('FORBIDDEN', `this token may not read records of type ${type}`)
  }
}

/** @throws {GatewayError} `NOT_INDEXED` */
function checkIndexed({ node, query: { type, attribute } }: WatchCall): void {
  if (type === undefined || attribute === undefined) return
  node.recordTypes.requireIndexed(type, readFilter(attribute).name)
}
