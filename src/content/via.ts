// Telling a request that has been through this node before (RFC 9110 7.6.3). The name that stands in `Via` differs in every
// request, so that it tells nobody which requests are of one node; only this one recognises it.
import { createHmac } from 'node:crypto'
import { toHex, type Random } from '../base/index.js'
import { MAX_VIA_READ } from './defaults.js'
import { valuesOf } from './hop-headers.js'

const NAME = /\bpotluck-([0-9a-f]{16})([0-9a-f]{16})\b/g

export class Via {
  readonly #random: Random
  readonly #key: Uint8Array

  constructor(random: Random) {
    this.#random = random
    this.#key = random.bytes(32)
  }

  /** Of the next request: a value for its `Via`. */
  next(): string {
    const nonce = toHex(this.#random.bytes(8))
    return `1.1 potluck-${nonce}${this.#proof(nonce)}`
  }

  /** @param rawHeaders of a request: names and values in turn */
  isOwn(rawHeaders: readonly string[]): boolean {
    const names = [...valuesOf(rawHeaders, 'via').join(',').matchAll(NAME)].slice(0, MAX_VIA_READ)
    return names.some(([, nonce = '', proof]) => proof === this.#proof(nonce))
  }

  #proof(nonce: string): string {
    return createHmac('sha256', this.#key).update(nonce).digest('hex').slice(0, 16)
  }
}
