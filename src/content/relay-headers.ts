// What members say of the relay tree in the heads of requests and answers. Spec: docs/protocols/content-https.md.
import type { IncomingHttpHeaders } from 'node:http'
import { publicKeyFromPeerId, type PeerId } from '../base/index.js'
import { MAX_RELAY_DEPTH } from './crossing-defaults.js'
import type { RelayAsk } from './relay-tree.js'

const REDIRECTS = 'potluck-redirects'
const READERS = 'potluck-readers'
const LEAF = 'potluck-leaf'
const PEER = 'potluck-peer'
const PATH = 'potluck-path'

export function relayHeaders(asker: { redirects?: number; readers?: number; isLeaf?: boolean }): {
  [name: string]: string
} {
  const { redirects = 0, readers = 0, isLeaf = false } = asker
  return { [REDIRECTS]: `${redirects}`, [READERS]: `${readers}`, ...(isLeaf ? { [LEAF]: '1' } : {}) }
}

/** For foreign bytes: what is not a small number counts as none. */
export function readRelayAsk(headers: IncomingHttpHeaders): Pick<RelayAsk, 'redirects' | 'readers' | 'isLeaf'> {
  return {
    redirects: readCount(headers[REDIRECTS]),
    readers: readCount(headers[READERS]),
    isLeaf: headers[LEAF] === '1'
  }
}

function readCount(value: string | string[] | undefined): number {
  return typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 0
}

/** Only the member's name counts to who is sent on: addresses come from presence. */
export function sentOn(to: PeerId, path: string): { [name: string]: string } {
  return { location: path, [PEER]: to }
}

/** @param path the member that answers, its parent, and so on to the downloader */
export function standing(path: readonly PeerId[]): { [name: string]: string } {
  return { [PATH]: path.join(',') }
}

/** Foreign bytes. */
export function readPeer(headers: IncomingHttpHeaders): PeerId | undefined {
  const peer = headers[PEER]
  return typeof peer === 'string' && isPeer(peer) ? peer : undefined
}

/** Foreign bytes. */
export function readPath(headers: IncomingHttpHeaders): PeerId[] | undefined {
  const value = headers[PATH]
  const path = typeof value === 'string' ? value.split(',') : []
  return path.length > 0 && path.length <= MAX_RELAY_DEPTH + 1 && path.every(isPeer) ? path : undefined
}

function isPeer(text: string): boolean {
  return publicKeyFromPeerId(text) !== undefined
}
