// Makes, shows, carries and deletes the identity of a home for a program.
import { silentLogger } from '../base/index.js'
import { makeHome, requireHome, whileNoNodeRuns } from '../gateway/index.js'
import {
  createIdentity,
  deleteIdentity,
  exportIdentity,
  GroupError,
  identityText,
  importIdentity,
  loadIdentity,
  saveIdentity,
  type ExportIdentityOptions,
  type Identity
} from '../group/index.js'
import { checkArguments } from './arguments.js'
import type { IdentityOptions } from './options.js'
import type { ImportIdentityOptions, PassphraseOptions, PeerIdentity } from './peer-identity.js'

/** See {@link PeerIdentity}. */
export async function createPeerIdentity(options: IdentityOptions): Promise<PeerIdentity> {
  checkArguments('identity', options)
  const { home, name } = options
  await makeHome(home)
  const identity = createIdentity(name)
  await saveIdentity(home, identity)
  return shown(identity)
}

/** See {@link PeerIdentity}. */
export async function getPeerIdentity(options: { readonly home: string }): Promise<PeerIdentity> {
  checkArguments('home', options)
  await requireHome(options.home)
  return shown(await loadIdentity(options.home))
}

/** The same, made where there is none. */
export async function ensureIdentity(options: IdentityOptions): Promise<PeerIdentity> {
  checkArguments('identity', options)
  const { home, name } = options
  await makeHome(home)
  try {
    return shown(await loadIdentity(home))
  } catch (error) {
    if (!(error instanceof GroupError) || error.code !== 'NO_IDENTITY') throw error
  }
  return createPeerIdentity({ home, name })
}

/** See {@link PeerIdentity}. */
export async function exportPeerIdentity(options: PassphraseOptions, work?: ExportIdentityOptions): Promise<string> {
  checkArguments('exportIdentity', options)
  await requireHome(options.home)
  return exportIdentity(options.home, options.passphrase, work)
}

/** See {@link PeerIdentity}. */
export async function importPeerIdentity(options: ImportIdentityOptions): Promise<PeerIdentity> {
  checkArguments('importIdentity', options)
  await makeHome(options.home)
  return shown(await importIdentity(options.home, options.text, options.passphrase))
}

/** See {@link PeerIdentity}. */
export async function deletePeerIdentity(options: { readonly home: string }): Promise<void> {
  checkArguments('home', options)
  await requireHome(options.home)
  await whileNoNodeRuns(options.home, silentLogger, () => deleteIdentity(options.home))
}

function shown({ peer, name, keyPair }: Identity): PeerIdentity {
  return { peer, name, text: identityText(keyPair.publicKey, name) }
}
