// Hands a program's request to its origin and the origin's answer back, as they are: what the group does not answer.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PassThroughResponse } from '../../content/index.js'
import { sendBody } from '../send-body.js'
import type { ProxyNode } from './proxy-state.js'

export interface Passing {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  readonly signal: AbortSignal
}

/** @throws what `passThrough` throws, with nothing sent; what breaks later, with the connection cut */
export async function passOn(node: ProxyNode, passing: Passing): Promise<void> {
  await sendOn(passing.response, await askOrigin(node, passing), asItIs)
}

/** Nothing of the answer is sent yet. @throws what `passThrough` throws */
export function askOrigin(
  node: ProxyNode,
  { request, url, signal }: Omit<Passing, 'response'>
): Promise<PassThroughResponse> {
  const { method = 'GET', rawHeaders } = request
  const body = hasBody(request) ? request : undefined
  return node.origins.passThrough({ method, url: url.href, rawHeaders, body, signal })
}

export const asItIs = (rawHeaders: string[]): string[] => rawHeaders

/**
 * Who leaves ends the asking by its signal.
 * @param alter what is left of the origin's headers, names and values in turn
 */
export async function sendOn(
  response: ServerResponse,
  answer: PassThroughResponse,
  alter: (rawHeaders: string[]) => string[]
): Promise<void> {
  const { status, statusText, body } = answer
  response.sendDate = false // The origin's, or none.
  const rawHeaders = alter(answer.rawHeaders)
  response.writeHead(status, statusText.replace(/[^\t\x20-\x7e\x80-\xff]/g, ''), rawHeaders)
  await sendBody(response, body, headerNames(rawHeaders).includes('content-length'))
}

export function headerNames(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_text, index) => index % 2 === 0).map((name) => name.toLowerCase())
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0
}
