// Members with real stores and servers, before an origin that says how long its content is good. The clock of all can be put
// forward.
import { buffer } from 'node:stream/consumers'
import { expect } from 'vitest'
import { sha256, toHex } from '../../src/base/index.js'
import type { FetchedContent, FetchOptions } from '../../src/content/index.js'
import { LINGER_MS } from '../../src/content/crossing-defaults.js'
import { openCachedOrigin, type CachedOrigin } from './cached-origin.js'
import { ContentNodes, type ContentNode, type ContentNodesInit } from './content-nodes.js'
import { eventually } from './eventually.js'
import { ForwardClock } from './forward-clock.js'

export class CachedGroup {
  readonly origin: CachedOrigin
  readonly clock = new ForwardClock()
  readonly #nodes: ContentNodes

  private constructor(origin: CachedOrigin, init: ContentNodesInit) {
    this.origin = origin
    this.#nodes = new ContentNodes({ ...init, clock: this.clock })
  }

  /** The origin has `content`, good for a minute. */
  static async open(content: Uint8Array, init: ContentNodesInit = {}): Promise<CachedGroup> {
    return new CachedGroup(await openCachedOrigin(content, { 'cache-control': 'max-age=60' }), init)
  }

  async members<Names extends string[]>(...names: Names): Promise<{ [Index in keyof Names]: ContentNode }> {
    const nodes: ContentNode[] = []
    for (const name of names) nodes.push(await this.#nodes.add(name))
    return nodes as { [Index in keyof Names]: ContentNode }
  }

  /** Reads what stands at the origin's URL. */
  async get(node: ContentNode, options?: FetchOptions): Promise<{ bytes: Buffer; fetched: FetchedContent }> {
    const fetched = await node.content.fetch(this.origin.url, options)
    const bytes = await buffer(fetched.body)
    const { digest } = await fetched.done
    // All is here before it is told.
    await eventually(() => expect(node.content.locate({ digest }).map(({ self }) => self)).toContain(true))
    return { bytes, fetched }
  }

  /** Everybody's index knows everybody's copy of what the origin has; what finished downloads leave behind is over. */
  async settled(...nodes: ContentNode[]): Promise<void> {
    const digest = toHex(sha256(this.origin.content))
    await eventually(() => {
      for (const node of nodes) expect(node.content.locate({ digest })).toHaveLength(nodes.length)
    })
    await this.#lingered(...nodes)
  }

  /** The holder's record is known to the other, and nothing runs any more. */
  async settledAt(holder: ContentNode, other: ContentNode): Promise<void> {
    await eventually(() => expect(this.locationOf(other, holder)).toBeDefined())
    await this.#lingered(holder)
  }

  locationOf(viewer: ContentNode, holder: ContentNode): { verifiedAtMs: number | undefined } | undefined {
    return viewer.content.locate({ url: this.origin.url }).find((location) => location.holder === holder.person.peer)
  }

  async close(): Promise<void> {
    await this.#nodes.close()
    await this.origin.close()
  }

  /** Who downloaded for others serves it for some seconds more. */
  async #lingered(...nodes: ContentNode[]): Promise<void> {
    this.clock.putForward(LINGER_MS)
    await eventually(() => expect(nodes.flatMap(({ content }) => content.transfers())).toEqual([]))
  }
}
