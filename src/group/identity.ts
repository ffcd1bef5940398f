// One machine, one Ed25519 key: libp2p peer id, certificate key and author of records (design section 5).
import { createPrivateKey } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { z } from 'zod'
import {
  copyBytes,
  type KeyPair,
  keyPairFromSeed,
  makePrivateFolder,
  type PeerId,
  peerIdFromPublicKey,
  type Random,
  systemRandom,
  writePrivateFile
} from '../base/index.js'
import { GroupError } from './errors.js'
import { potluck } from './group-pb.js'
import { identityKeyPath, identityNamePath } from './home.js'
import { checkName, nameProblem } from './names.js'
import { describeMangled, fromText, nameOfKind, toText } from './text-form.js'

const wire = potluck.group.v1
const SEED_BYTES = 32

export interface Identity {
  readonly name: string
  readonly keyPair: KeyPair
  readonly peer: PeerId
}

/** Somebody else's identity, as its text tells it. */
export interface PublicIdentity {
  readonly name: string
  readonly publicKey: Uint8Array
  readonly peer: PeerId
}

const NameFile = z.object({ name: z.string().refine((name) => nameProblem(name) === undefined) })

/** A fresh identity; {@link saveIdentity} keeps it. @throws {GroupError} `BAD_NAME` */
export function createIdentity(name: string, random: Random = systemRandom): Identity {
  return identityOf(checkName(name), keyPairFromSeed(random.bytes(SEED_BYTES)))
}

/** @throws {GroupError} `IDENTITY_EXISTS`: a home's identity is never overwritten */
export async function saveIdentity(home: string, identity: Identity): Promise<void> {
  const exists = (cause?: unknown): GroupError =>
    new GroupError('IDENTITY_EXISTS', `${home} already has an identity`, { cause })
  await makePrivateFolder(home)
  if (await isFile(identityKeyPath(home))) throw exists()
  const pem = identity.keyPair.privateKeyObject.export({ format: 'pem', type: 'pkcs8' }) as string
  // The key comes last: with it the identity is there, whole.
  await writePrivateFile(identityNamePath(home), nameFile(identity.name))
  try {
    await writePrivateFile(identityKeyPath(home), pem, { exclusive: true })
  } catch (error) {
    throw isCode(error, 'EEXIST') ? exists(error) : error
  }
}

/** Gives a home's identity another name. @throws {GroupError} `BAD_NAME`, `NO_IDENTITY`, `BAD_IDENTITY_FILE` */
export async function renameIdentity(home: string, name: string): Promise<Identity> {
  checkName(name)
  const identity = await loadIdentity(home)
  await writePrivateFile(identityNamePath(home), nameFile(name))
  return { ...identity, name }
}

/** @throws {GroupError} `NO_IDENTITY`, `BAD_IDENTITY_FILE` */
export async function loadIdentity(home: string): Promise<Identity> {
  let pem: string
  try {
    pem = await readFile(identityKeyPath(home), 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) throw new GroupError('NO_IDENTITY', `${home} has no identity yet`, { cause: error })
    throw error
  }
  try {
    const { name } = NameFile.parse(JSON.parse(await readFile(identityNamePath(home), 'utf8')))
    return identityOf(name, keyPairFromPem(pem))
  } catch (error) {
    throw new GroupError('BAD_IDENTITY_FILE', `the identity in ${home} cannot be read`, { cause: error })
  }
}

/** One line that tells an administrator whom to invite: what `invite --for` takes. Not secret. */
export function identityText(publicKey: Uint8Array, name: string): string {
  return toText('id', wire.Identity.encode({ publicKey, name: checkName(name) }).finish())
}

/** @throws {GroupError} `NOT_AN_IDENTITY`, `WRONG_VERSION`, `MANGLED` */
export function parseIdentityText(text: string): PublicIdentity {
  const verdict = fromText('id', text)
  if (!verdict.ok) {
    if (verdict.reason === 'other-kind') {
      const what =
        verdict.kind === undefined ? 'this is not an identity' : `this is ${nameOfKind(verdict.kind)}, not an identity`
      throw new GroupError('NOT_AN_IDENTITY', `${what}: identities begin with pot-id-`)
    }
    if (verdict.reason === 'wrong-version') {
      throw new GroupError('WRONG_VERSION', `this identity is of version ${verdict.version}; this Potluck reads 1`)
    }
    throw new GroupError('MANGLED', describeMangled('id', verdict))
  }
  try {
    const { publicKey, name } = wire.Identity.decode(verdict.payload)
    if (publicKey.byteLength !== SEED_BYTES) throw new RangeError(`a key of ${publicKey.byteLength} bytes`)
    return { name: checkName(name), publicKey: copyBytes(publicKey), peer: peerIdFromPublicKey(publicKey) }
  } catch (error) {
    throw new GroupError('NOT_AN_IDENTITY', 'this identity is not well formed', { cause: error })
  }
}

function identityOf(name: string, keyPair: KeyPair): Identity {
  return { name, keyPair, peer: peerIdFromPublicKey(keyPair.publicKey) }
}

function keyPairFromPem(pem: string): KeyPair {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`a key of type ${key.asymmetricKeyType}`)
  return keyPairFromSeed(key.export({ format: 'der', type: 'pkcs8' }).subarray(-SEED_BYTES))
}

function nameFile(name: string): string {
  return `${JSON.stringify({ name })}\n`
}

async function isFile(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  )
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
