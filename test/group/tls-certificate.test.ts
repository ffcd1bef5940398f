import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { peerIdFromTlsCertificate, selfSignedTlsCertificate } from '../../src/group/index.js'
import { alice } from '../support/people.js'

/** An RSA certificate, made with `openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=rsa`. */
const RSA_PEM = `-----BEGIN CERTIFICATE-----
MIIB+DCCAWGgAwIBAgIUCn77TYI32CYjnl7yQAxNWi7yAn0wDQYJKoZIhvcNAQEL
BQAwDjEMMAoGA1UEAwwDcnNhMB4XDTI2MTEyMTAxNDYyNFoXDTM2MTExODAxNDYy
NFowDjEMMAoGA1UEAwwDcnNhMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDC
Yqi3a6KStAFCuE1un2aye88OX+zSjhiJ8R/AgDnYezMxgoijmICt8dWH4SO/QrzS
b6SWgfGLXX4jwxk71xgweUdAMmMEdC2dgCAu6jK1aQZS46dVxRgSkCj1bUVYiyJZ
3XZiiGdtFhHhT1e1LdgHz88pNEIE292au+X64KYs0QIDAQABo1MwUTAdBgNVHQ4E
FgQU5T5LhGSoH4JqWKpsM/h1Z7uQGV8wHwYDVR0jBBgwFoAU5T5LhGSoH4JqWKps
M/h1Z7uQGV8wDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOBgQAceeyu
uxl4jDcDP1xx7dMXFP89F+/lKr4MpoVv8Oc68zK1AUPobpjN4y+d2aAhKrggIEBv
STNOyjzQBD9g7KzmazkjJ94O8v8yIOaZrhMZUDD2gMg7OHR13db2tdIugTjtiKPG
Cydzv7BmvVPAZkP5pUVSLWhMrKCJtp+AYAiZzw==
-----END CERTIFICATE-----`

describe('the certificate of the content port', () => {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(alice.keyPair)
  const certificate = new X509Certificate(certificatePem)

  test('shows the peer id, signed by itself, and nothing else', () => {
    expect(certificate.subject).toBe(`CN=${alice.peer}`)
    expect(certificate.issuer).toBe(`CN=${alice.peer}`)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.ca).toBe(false)
    expect(keyPem).toMatch(/^-----BEGIN PRIVATE KEY-----/)
  })

  test('is the same each time', () => {
    expect(selfSignedTlsCertificate(alice.keyPair).certificatePem).toBe(certificatePem)
  })

  test('tells whose key it is', () => {
    expect(peerIdFromTlsCertificate(certificate.raw)).toBe(alice.peer)
  })

  test('of another kind of key is nobody’s', () => {
    const rsa = new X509Certificate(RSA_PEM)
    expect(rsa.publicKey.asymmetricKeyType).toBe('rsa')
    expect(peerIdFromTlsCertificate(rsa.raw)).toBeUndefined()
  })

  test('foreign bytes are nobody’s', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(peerIdFromTlsCertificate(bytes)).toBeUndefined()
      })
    )
    expect(peerIdFromTlsCertificate(new Uint8Array(100_000))).toBeUndefined()
  })
})
