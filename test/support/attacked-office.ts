// A node of a founder that is attacked over real connections, and what attackers make: forged certificates, peers written by hand.
import tls from 'node:tls'
import { systemClock, systemRandom, type KeyPair } from '../../src/base/index.js'
import { memberTlsOptions } from '../../src/content/tls.js'
import { configSchema } from '../../src/gateway/config-schema.js'
import { openNode, type PotluckNode } from '../../src/gateway/node.js'
import { issueCertificate } from '../../src/group/certificates.js'
import { createIdentity, readGroupFolder, type Group, type MemberLimits, type Role } from '../../src/group/index.js'
import { HandWrittenPeer } from './hand-written-peer.js'
import { components, RealGroup, type Signer } from './real-group.js'

export class AttackedOffice {
  private constructor(
    readonly office: RealGroup,
    /** Alice's, who founded it. */
    readonly node: PotluckNode,
    readonly alice: Group,
    readonly alices: Signer,
    readonly secret: Uint8Array
  ) {}

  static async open(): Promise<AttackedOffice> {
    const office = await RealGroup.found()
    const config = configSchema.parse({
      ports: { group: 0, content: 0, gateway: 0 },
      listen: { hosts: ['127.0.0.1'] },
      discovery: { mdns: false }
    })
    const node = await openNode(components, { home: office.founder, config })
    office.closing(() => node.close())
    const { group } = node.group(office.id)
    const { secret } = await readGroupFolder(office.founder, office.id)
    return new AttackedOffice(office, node, group, await office.signer(office.founder), secret)
  }

  /** Somebody with that key, that shows these chains. */
  async peerWith(
    keyPair: KeyPair,
    chains: readonly (readonly Uint8Array[])[],
    groupSecret = this.secret
  ): Promise<HandWrittenPeer> {
    const peer = await HandWrittenPeer.start({ keyPair, chains, groupId: this.office.idBytes, groupSecret })
    this.office.closing(() => peer.close())
    return peer
  }

  /** What alice's content port says to a request sent at once over TLS; settles when it has closed the connection. */
  talk(
    keyPair: KeyPair,
    session?: Buffer
  ): Promise<{ answer: string; isResumed: boolean; session: Buffer | undefined }> {
    return new Promise((resolve) => {
      let answer = ''
      let isResumed = false
      let given: Buffer | undefined
      const where = { host: '127.0.0.1', port: this.node.ports.content }
      const socket = tls.connect({ ...memberTlsOptions(keyPair), ...where, ...(session && { session }) }, () => {
        isResumed = socket.isSessionReused()
        socket.write(`GET /v1/groups/${this.office.id} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
      })
      socket.once('session', (fresh) => (given = fresh))
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
      socket.on('error', () => {})
      socket.once('close', () => resolve({ answer: answer.split('\r\n')[0]!, isResumed, session: given }))
    })
  }
}

/** With whatever powers it claims. */
export interface Forgery {
  readonly role?: Role
  readonly limits?: MemberLimits
  readonly pathLength?: number
  readonly nowMs?: number
  readonly notAfterMs?: number
}

/** A certificate that `by` signs though it may not, or not so. */
export function forge(by: KeyPair, publicKey: Uint8Array, forgery: Forgery = {}): Uint8Array {
  const { role = 'member', pathLength = 4, nowMs = systemClock.nowMs(), ...more } = forgery
  const issuer = { keyPair: by, pathLength, notBeforeMs: 0, notAfterMs: Date.UTC(2090, 0, 1) }
  return issueCertificate(issuer, publicKey, role, { nowMs, random: systemRandom, ...more })
}

export function somebody(name: string): KeyPair {
  return createIdentity(name).keyPair
}
