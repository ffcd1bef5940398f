// A program that has a copy asks whether that is still right (RFC 9110, section 13): of what nobody here knows its origin says so
// in a head, where the group would get all of it only to say the same.
import type { Content, PassThroughResponse } from '../../content/index.js'
import type { GroupQuestion } from './ask-group.js'
import { sendOn } from './pass-on.js'
import type { ProxyNode } from './proxy-state.js'

export interface OriginCheck {
  /** Asks the origin, with the program's conditions. */
  ask(): Promise<PassThroughResponse>
  /** See {@link sendOn}. */
  alter(rawHeaders: string[]): string[]
}

/**
 * @returns false, with nothing sent, where the group is to answer: it knows the content, or there is new content to be shared
 * @throws what breaks after the head was sent; the signal's reason
 */
export async function answerByCheck(node: ProxyNode, question: GroupQuestion, check: OriginCheck): Promise<boolean> {
  const { response, url, signal } = question
  const group = node.proxy.group()
  if (group === undefined || node.proxy.avoided.has(url) || !hasCopyOnly(question)) return false
  if (isKnown(group.content, url.href)) return false
  // This node's line may be dead: another member's may not be.
  const answer = await check.ask().catch((error: unknown) => {
    if (signal.aborted) throw error
  })
  if (answer === undefined) return false
  if (answer.status === 200) {
    answer.body.on('error', () => {}).destroy()
    return false
  }
  await sendOn(response, answer, (headers) => check.alter(headers))
  return true
}

function hasCopyOnly({ request: { method, headers }, verdict }: GroupQuestion): boolean {
  if (method !== 'GET' || verdict.freshness === 'held' || headers.range !== undefined) return false
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined
}

/** Somebody who is here holds it, or it is on its way. */
export function isKnown(content: Content, url: string): boolean {
  const isHere = content.locate({ url }).some(({ present }) => present)
  return isHere || content.transfers().some((transfer) => transfer.url === url)
}
