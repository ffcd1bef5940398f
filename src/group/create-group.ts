// Founding a group: the root key is made, certifies its founder as the first administrator, and is forgotten (design
// section 5; seed 003, step 502).
import { systemClock, systemRandom, type Clock, type Random } from '../base/index.js'
import { issueCertificate, issueRootCertificate, rootIssuer } from './certificates.js'
import { createRootSeed, groupIdOf, phraseFromSeed, rootKeyFromSeed } from './group-root.js'
import { writeGroupFolder } from './group-folder.js'
import { groupPath } from './home.js'
import { loadIdentity } from './identity.js'
import { checkName } from './names.js'

const GROUP_SECRET_BYTES = 32

/** Time and chance. @default the system's */
export interface Surroundings {
  clock?: Clock
  random?: Random
}

export interface CreatedGroup {
  readonly id: string
  readonly name: string
  /** Twelve words that can restore the group root: shown once, kept nowhere. */
  readonly recoveryPhrase: string
}

/** Works without a running node. @throws {GroupError} `BAD_NAME`, `NO_IDENTITY`, `BAD_IDENTITY_FILE` */
export async function createGroup(home: string, name: string, surroundings: Surroundings = {}): Promise<CreatedGroup> {
  const { clock = systemClock, random = systemRandom } = surroundings
  checkName(name)
  const identity = await loadIdentity(home)
  const seed = createRootSeed(random)
  const root = rootIssuer(rootKeyFromSeed(seed), clock.nowMs())
  const idBytes = root.keyPair.publicKey
  const id = groupIdOf(idBytes)
  const context = { nowMs: clock.nowMs(), random }
  await writeGroupFolder({
    path: groupPath(home, id),
    id,
    idBytes,
    name,
    secret: random.bytes(GROUP_SECRET_BYTES),
    chain: [issueCertificate(root, identity.keyPair.publicKey, 'administrator', context)],
    knownAddresses: [],
    rootCertificate: issueRootCertificate(root, random)
  })
  return { id, name, recoveryPhrase: phraseFromSeed(seed) }
}
