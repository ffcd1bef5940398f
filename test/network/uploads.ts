// Uploads of a host over its node's socket, and what the backend of the far side (upload-backend.mjs) has of them.
import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import type { ShownReceipt } from '../support/second-verifier.js'
import { askNode } from './ask.js'
import { FAR_ADDRESS, type Figure1 } from './figure-1.js'
import type { Host } from './host.js'

const BACKEND_PORT = 8080
export const BACKEND_URL = `http://${FAR_ADDRESS}:${BACKEND_PORT}/reports`

export interface ShownUpload {
  readonly id: string
  readonly name?: string
  readonly digest: string
  readonly state: string
  readonly attempts: readonly { readonly by?: { readonly peer: string }; readonly result: string }[]
  readonly outcome?: { readonly proof: string; readonly by?: { readonly peer: string } }
}

export interface BackendCounters {
  /** How often what has that SHA-256 was stored. */
  readonly stored: { readonly [digest: string]: number }
  readonly repeats: number
  readonly reports: readonly { readonly peer: string }[]
  /** That were stored. */
  readonly bytes: number
}

export class FarBackend {
  private constructor(
    readonly publicKey: KeyObject,
    readonly socketPath: string
  ) {}

  /** Starts it, and lets every host know its key. */
  static async start(figure: Figure1): Promise<FarBackend> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const [keyFile, trustFile] = ['backend.key', 'backend.pem'].map((name) => join(figure.folder, name)) as [
      string,
      string
    ]
    await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await writeFile(trustFile, publicKey.export({ type: 'spki', format: 'pem' }))
    const socketPath = join(figure.folder, 'backend.sock')
    const { origin } = new URL(BACKEND_URL)
    const words = ['test/network/upload-backend.mjs', keyFile, origin, String(BACKEND_PORT), socketPath]
    await figure.launchFar([process.execPath, ...words])
    for (const { settings } of figure.hosts) settings['POTLUCK_UPLOAD_RECEIPTS'] = `${FAR_ADDRESS}=${trustFile}`
    return new FarBackend(publicKey, socketPath)
  }

  counters(): Promise<BackendCounters> {
    const { socketPath } = this
    return new Promise((resolve, reject) => {
      request({ socketPath, path: '/' }, (response) => {
        json(response).then((body) => resolve(body as BackendCounters), reject)
      })
        .on('error', reject)
        .end()
    })
  }
}

/** Small XML reports, each another one, by name. */
export function makeReports(prefix: string, count: number): Map<string, Buffer> {
  return new Map(
    Array.from({ length: count }, (_none, number) => {
      const padding = randomBytes(400 + ((number * 7) % 1_500)).toString('hex')
      const text = `<?xml version="1.0"?>\n<report number="${number}"><viruses>0</viruses><dat>${padding}</dat></report>\n`
      return [`${prefix}${number}.xml`, Buffer.from(text)]
    })
  )
}

export function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

/** Gives it to the host's node, which has it on its disk then. @returns its id */
export function giveUpload(host: Host, name: string, body: Uint8Array): Promise<string> {
  const path = `/v1/uploads?url=${encodeURIComponent(BACKEND_URL)}&name=${encodeURIComponent(name)}`
  const headers = { 'content-type': 'application/xml', 'content-length': body.byteLength }
  const options = { socketPath: join(host.home, 'potluck.sock'), method: 'POST', path, headers, agent: false } as const
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      json(response).then((said) => {
        const { id } = said as { id?: string }
        if (id === undefined) reject(new Error(`${host.address} does not take ${name}: ${JSON.stringify(said)}`))
        else resolve(id)
      }, reject)
    })
      .on('error', reject)
      .end(body)
  })
}

/** All of a host. */
export async function uploadsOf(host: Host): Promise<{ uploads: ShownUpload[]; pending: number; total: number }> {
  const said = (await askNode(host, 'GET', '/v1/uploads?limit=1000')) as {
    uploads: ShownUpload[]
    total: number
    counts: { pending: number }
  }
  return { uploads: said.uploads, total: said.total, pending: said.counts.pending }
}

/** How many are still to go at a host. */
export async function pendingAt(host: Host): Promise<number> {
  const { counts } = (await askNode(host, 'GET', '/v1/uploads?limit=1')) as { counts: { pending: number } }
  return counts.pending
}

/** As `potluck uploads receipt ID --json` has it. */
export function receiptOf(host: Host, id: string): Promise<ShownReceipt> {
  return new Promise((resolve, reject) => {
    const options = { socketPath: join(host.home, 'potluck.sock'), path: `/v1/uploads/${id}/receipt`, agent: false }
    request({ ...options, headers: { accept: 'application/json' } }, (response) => {
      json(response).then((said) => resolve(said as ShownReceipt), reject)
    })
      .on('error', reject)
      .end()
  })
}
