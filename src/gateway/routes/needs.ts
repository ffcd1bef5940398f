// Needs of programs: answers as they come, until that is over or the program leaves.
import type { AskedNeed } from '../../flows/index.js'
import { route } from '../api-route.js'
import * as api from '../api/needs.js'
import { GatewayError } from '../errors.js'
import { hasRight, type Route } from '../router.js'

export const needRoutes: readonly Route[] = [
  route(api.askNeed, async ({ node, caller, query, body, response, signal }) => {
    const { id: group, needs } = node.group(query.group)
    const isForApplications = body.type !== undefined || body.method === 'POST' || !/^https?:/i.test(body.uri)
    if (isForApplications && !hasRight(caller, 'records')) {
      throw new GatewayError('FORBIDDEN', 'this token lacks the right "records", which needs of applications take')
    }
    const asked = needs.ask(body, { signal })
    try {
      await asked.told
      const stream = node.streams.open(response)
      const tell = ({ event, data }: api.NeedEvent): void => stream.send(event, data)
      tell({ event: 'asked', data: { group, id: asked.id, waitMs: asked.waitMs } })
      asked.onProgress((progress) => tell({ event: 'progress', data: progress }))
      await Promise.race([tellAnswers(asked, tell), stream.closed])
      stream.end()
      return undefined
    } finally {
      asked.found()
    }
  })
]

async function tellAnswers(asked: AskedNeed, tell: (event: api.NeedEvent) => void): Promise<void> {
  for await (const { content, pairs, ...answer } of asked.answers) {
    tell({ event: 'answer', data: { ...answer, pairs: [...pairs], ...(content && { content }) } })
  }
  tell({ event: 'outcome', data: { outcome: await asked.outcome } })
}
