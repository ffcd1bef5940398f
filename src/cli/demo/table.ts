// The live table of a demo: one line a peer, rewritten in place on a terminal.
import type { ContentRequest } from '../../gateway/index.js'
import { formatBytes, shortPeer } from '../units.js'

export interface TableRow {
  readonly name: string
  readonly request: ContentRequest | undefined
  /** Bytes that arrived at the asker. */
  readonly bytes: number
}

const STATE_WIDTH = 26
const BAR_CELLS = 30

export class LiveTable {
  readonly #totalBytes: number
  readonly #nameOf: ReadonlyMap<string, string>
  readonly #write: (text: string) => void
  #linesDrawn = 0

  constructor(totalBytes: number, nameOf: ReadonlyMap<string, string>, write: (text: string) => void) {
    this.#totalBytes = totalBytes
    this.#nameOf = nameOf
    this.#write = write
  }

  draw(rows: readonly TableRow[]): void {
    const up = this.#linesDrawn === 0 ? '' : `\u001b[${this.#linesDrawn}A`
    this.#write(up + rows.map((row) => `\r\u001b[K${this.#line(row)}\n`).join(''))
    this.#linesDrawn = rows.length
  }

  #line({ name, request, bytes }: TableRow): string {
    const share = Math.min(1, bytes / this.#totalBytes)
    const filled = Math.round(share * BAR_CELLS)
    const bar = '#'.repeat(filled) + '.'.repeat(BAR_CELLS - filled)
    return `${name.padEnd(7)} ${bar} ${formatBytes(bytes).padStart(10)}  ${this.#state(request).padEnd(STATE_WIDTH)}`
  }

  #state(request: ContentRequest | undefined): string {
    if (request === undefined) return 'waits'
    if (request.state !== 'running') return request.state
    const { transfer } = request
    if (transfer === undefined || transfer.state === 'asking') return 'asks the group'
    if (transfer.state === 'leading') return 'over the uplink'
    const { from } = transfer
    return from === undefined ? 'finds a source' : `from ${this.#nameOf.get(from) ?? shortPeer(from)}`
  }
}
