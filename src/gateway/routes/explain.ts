// The story of one URL: what would happen now, and what happened last.
import type { Explanation } from '../../content/index.js'
import type { NeedStory } from '../../flows/index.js'
import { route } from '../api-route.js'
import { explainUrl } from '../api/explain.js'
import type { ContentRequest } from '../request-log.js'
import type { Route } from '../router.js'

export interface ExplainAnswer extends Explanation {
  group: { id: string; name: string }
  /** Who is in the group: what each is called, and whether it is present. */
  members: { peer: string; name: string; present: boolean; self: boolean }[]
  /** What the need flow would do now, and who answered when this node last asked. */
  need: NeedStory
  /** The last time that somebody at this node asked for it, as long as the node remembers. */
  last: ContentRequest | undefined
}

export const explainRoutes: readonly Route[] = [
  route(explainUrl, async ({ node, query }): Promise<ExplainAnswer> => {
    const { group, content, needs } = node.group(query.group)
    const explanation = await content.explain(query.url)
    const asked = node.requests.list().filter((one) => one.group === group.id && one.state !== 'running')
    return {
      ...explanation,
      group: { id: group.id, name: group.name },
      members: group.members().map(({ peer, name, present, self }) => ({ peer, name, present, self })),
      need: needs.story(explanation),
      last: asked.findLast(({ url }) => new URL(url).href.replace(/#.*$/, '') === explanation.url)
    }
  })
]
