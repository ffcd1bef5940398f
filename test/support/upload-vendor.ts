// A vendor's backend for uploads on loopback, over TLS: over plain HTTP anybody in the line may be who changed an answer, so that nothing is
// proved there. Each is another origin, and has entries of its own in black lists.
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { receiveUploads, type ReceiptKey } from '../../src/receipts/index.js'
import { testAuthority } from './certificates.js'
import { testReceiptKey } from './exchanges.js'

const authority = testAuthority()
const certificate = authority.issue('IP:127.0.0.1')
/** Whom to trust for their TLS. PEM. */
export const VENDORS_CA = authority.ca

export class UploadVendor {
  /** Signs with a key of its own in the name of the right one, for a bad minute. */
  isMistaken = false

  private constructor(
    readonly url: string,
    /** Contents that were stored, of what came to that URL. */
    readonly stored: readonly string[],
    readonly server: Server
  ) {}

  /** @param folder where bodies lie while they come */
  static async open(key: ReceiptKey, folder: string): Promise<UploadVendor> {
    const stored: string[] = []
    const server = createServer(certificate, (request, response) => {
      void (vendor.isMistaken ? mistake : take)(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const url = `${origin}/reports`
    const handle = async ({ path, targetUri }: { path: string; targetUri: string }): Promise<{ status: number }> => {
      if (targetUri === url) stored.push(await readFile(path, 'utf8'))
      return { status: 201 }
    }
    const take = receiveUploads({ ...{ keys: [key], origin, folder }, handle })
    const wrong = { ...testReceiptKey('ed25519', 'a broken machine'), keyId: key.keyId }
    const mistake = receiveUploads({ ...{ keys: [wrong], origin, folder }, handle: () => ({ status: 201 }) })
    const vendor = new UploadVendor(url, stored, server)
    return vendor
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }
}
