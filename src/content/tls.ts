// TLS between members: each side shows a self-signed certificate of its identity key and looks up whose key the other has
// proved to hold (design section 5). Names, issuers and validity mean nothing here.
import type { TLSSocket } from 'node:tls'
import type { KeyPair, PeerId } from '../base/index.js'
import { peerIdFromTlsCertificate, selfSignedTlsCertificate } from '../group/index.js'

export interface MemberTlsOptions {
  readonly key: string
  readonly cert: string
  readonly minVersion: 'TLSv1.3'
  /** No authority signs these certificates: {@link peerOfSocket} decides instead. */
  readonly rejectUnauthorized: false
}

export function memberTlsOptions(keyPair: KeyPair): MemberTlsOptions {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(keyPair)
  return { key: keyPem, cert: certificatePem, minVersion: 'TLSv1.3', rejectUnauthorized: false }
}

/** Whom a socket whose handshake is done leads to; also on a resumed session, which has the certificate but no chain. */
export function peerOfSocket(socket: TLSSocket): PeerId | undefined {
  const certificate = socket.getPeerX509Certificate()
  return certificate === undefined ? undefined : peerIdFromTlsCertificate(certificate.raw)
}
