// An identity as a file to be kept elsewhere: encrypted with a passphrase by age (age-encryption.org/v1, armoured text), so that any
// program that knows age opens it. Whoever runs one identity on two machines signs two histories, and is caught.
import { copyBytes, keyPairFromSeed, peerIdFromPublicKey } from '../base/index.js'
import { IDENTITY_EXPORT_WORK_FACTOR, MAX_IDENTITY_EXPORT_BYTES, MIN_PASSPHRASE_CHARACTERS } from './defaults.js'
import { GroupError } from './errors.js'
import { potluck } from './group-pb.js'
import { loadIdentity, saveIdentity, type Identity } from './identity.js'
import { checkName } from './names.js'

const wire = potluck.group.v1
const VERSION = 1
const SEED_BYTES = 32
/** How the header of a file that a passphrase opens goes on: the work factor is what stands last. */
const SCRYPT_LINE = /^age-encryption\.org\/v1\n-> scrypt \S{22} (\d{1,2})\n/

export interface ExportIdentityOptions {
  /** The work of guessing, as a power of two. @default {@link IDENTITY_EXPORT_WORK_FACTOR} */
  readonly workFactor?: number | undefined
}

/**
 * The identity of a home, encrypted: armoured text, for a file. Takes a second or two and 256 MiB.
 * @param passphrase {@link MIN_PASSPHRASE_CHARACTERS} at least
 * @throws {GroupError} `BAD_PASSPHRASE`, `NO_IDENTITY`, `BAD_IDENTITY_FILE`
 */
export async function exportIdentity(
  home: string,
  passphrase: string,
  { workFactor = IDENTITY_EXPORT_WORK_FACTOR }: ExportIdentityOptions = {}
): Promise<string> {
  checkPassphrase(passphrase)
  const { keyPair, name } = await loadIdentity(home)
  const { Encrypter, armor } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(workFactor)
  const content = wire.IdentityExport.encode({ version: VERSION, seed: keyPair.seed, name }).finish()
  return armor.encode(await encrypter.encrypt(copyBytes(content)))
}

/**
 * Gives a home the identity that `exportIdentity` wrote. The text is foreign: it meets its limits before anything is computed.
 * @throws {GroupError} `BAD_PASSPHRASE`, `BAD_IDENTITY_EXPORT`, `WRONG_VERSION`, `IDENTITY_EXISTS`: a home's identity is never overwritten
 */
export async function importIdentity(home: string, text: string, passphrase: string): Promise<Identity> {
  const identity = readExported(await decrypt(text, passphrase))
  await saveIdentity(home, identity)
  return identity
}

async function decrypt(text: string, passphrase: string): Promise<Uint8Array> {
  if (Buffer.byteLength(text) > MAX_IDENTITY_EXPORT_BYTES) throw notAnExport('the file is too large')
  const { Decrypter, armor } = await import('age-encryption')
  let file: Uint8Array
  try {
    file = armor.decode(text)
  } catch (error) {
    throw notAnExport('it is no armoured age file', error)
  }
  const [, factor] = SCRYPT_LINE.exec(Buffer.from(file.subarray(0, 128)).toString('latin1')) ?? []
  if (factor === undefined) throw notAnExport('no passphrase opens it')
  if (Number(factor) > IDENTITY_EXPORT_WORK_FACTOR) throw notAnExport('opening it would take more memory than it may')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decrypt(file)
  } catch (error) {
    if (/no identity matched/.test((error as Error).message)) {
      throw new GroupError('BAD_PASSPHRASE', 'this is not the passphrase that the identity was exported with')
    }
    throw notAnExport('it is damaged', error)
  }
}

function readExported(content: Uint8Array): Identity {
  try {
    const { version, seed, name } = wire.IdentityExport.decode(content)
    if (version > VERSION) {
      throw new GroupError('WRONG_VERSION', `this export is of version ${version}; this Potluck reads ${VERSION}`)
    }
    if (version !== VERSION || seed.byteLength !== SEED_BYTES) throw new RangeError('no version, or no key')
    const keyPair = keyPairFromSeed(copyBytes(seed))
    return { name: checkName(name), keyPair, peer: peerIdFromPublicKey(keyPair.publicKey) }
  } catch (error) {
    if (error instanceof GroupError && error.code === 'WRONG_VERSION') throw error
    // The cause is left out: it may quote what is secret.
    throw notAnExport('there is no identity in it')
  }
}

function checkPassphrase(passphrase: string): void {
  if ([...passphrase].length >= MIN_PASSPHRASE_CHARACTERS) return
  throw new GroupError('BAD_PASSPHRASE', `a passphrase has ${MIN_PASSPHRASE_CHARACTERS} characters at least`)
}

function notAnExport(why: string, cause?: unknown): GroupError {
  return new GroupError('BAD_IDENTITY_EXPORT', `this is no exported identity: ${why}`, { cause })
}
