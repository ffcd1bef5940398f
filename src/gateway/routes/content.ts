// Bytes: getting a URL through the group, giving a file to it.
import type { Content, FetchedContent } from '../../content/index.js'
import { route, type Call } from '../api-route.js'
import * as api from '../api/content.js'
import { askedFreshness, openFresh, type AskedFreshness } from '../asked-freshness.js'
import { answerWithContent } from '../content-answer.js'
import { validatorHeaders } from '../content-headers.js'
import { describeError } from '../errors.js'
import { fetchHead } from '../fetch-head.js'
import { isCondition, originConfirms, originHead } from '../origin-head.js'
import { isKnown } from '../proxy/check-copy.js'
import type { Route } from '../router.js'

export const contentRoutes: readonly Route[] = [
  route(api.getContent, getContent),
  route(api.headContent, getContent),
  route(api.publishContent, publish)
]

/** `potluck-request` names the request, which says at `/v1/requests/ID` how the bytes come and came. */
async function getContent({
  node,
  caller,
  query,
  request,
  response,
  signal
}: Call<typeof api.getContent | typeof api.headContent>): Promise<undefined> {
  const { group, content } = node.group(query.group)
  const url = new URL(query.url).href
  const id = node.requests.start(group.id, url, caller.kind === 'application' ? caller.id : undefined)
  const startedMs = node.clock.monotonicMs()
  const wanted = askedFreshness(request.headers)
  response.setHeader('potluck-request', id)
  const { method, headers } = request
  try {
    const mayAsk = wanted.freshness !== 'held'
    if (mayAsk && isCondition(method, headers) && !isKnown(content, url)) {
      const confirmed = await originConfirms(node.origins, url, headers, signal)
      if (confirmed !== undefined) {
        response.setHeader('potluck-source', 'origin')
        response.writeHead(304, validatorHeaders(confirmed, wanted.freshness)).end()
        return void node.requests.done(id)
      }
    }
    await answerWithContent({
      ...{ request, response, signal, freshness: wanted.freshness },
      open: (part) => {
        const open = async (freshness: AskedFreshness): Promise<FetchedContent> => {
          const head = method === 'HEAD' ? await fetchHead(content, url, { freshness, signal }) : undefined
          if (head !== undefined) return head
          if (method === 'HEAD' && mayAsk) return await originHead(node.origins, url, signal)
          return await content.fetch(url, { ...part, freshness, signal, wait: query.wait !== 'false' })
        }
        return openFresh(wanted, open)
      },
      opened: (fetched) => {
        const firstByteMs = Math.round(node.clock.monotonicMs() - startedMs)
        node.requests.firstByte(id, firstByteMs)
        response.setHeader('potluck-source', sourceOf(content, url, fetched))
        if (fetched.bytes !== undefined) response.setHeader('potluck-content-bytes', fetched.bytes)
        // What is over when the last byte is read has been noted by then.
        fetched.done.then(
          (result) => node.requests.done(id, { ...result, group: group.id, firstByteMs, freshness: fetched.freshness }),
          () => {} // How the answer ends tells.
        )
      }
    })
    node.requests.done(id)
  } catch (error) {
    node.requests.failed(id, describeError(signal.aborted ? signal.reason : error))
    throw error
  }
}

/** Where the first bytes come from, as far as is known when they are there. */
function sourceOf(content: Content, url: string, { freshness }: FetchedContent): 'cache' | 'members' | 'origin' {
  const running = content.transfers().find((transfer) => transfer.url === url.replace(/#.*$/s, ''))
  if (running?.state === 'following' || running?.state === 'copying') return 'members'
  return freshness.hit ? 'cache' : 'origin'
}

async function publish({
  node,
  query: { group, url, contentType },
  request,
  signal
}: Call<typeof api.publishContent>): Promise<api.Published> {
  const { content } = node.group(group)
  // Destroyed, the request would take the connection with it, and with that the answer; within a stream it would be destroyed.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  return await content.publish(body, {
    signal,
    ...(url === undefined ? {} : { url: new URL(url).href }),
    ...(contentType === undefined ? {} : { contentType })
  })
}
