// Who a machine is, as programs hold it: `import { PeerIdentity } from 'potluck'` (reference section 4.4).
import type { PeerId } from '../base/index.js'
import type { IdentityOptions } from './options.js'

export interface PeerIdentity {
  readonly peer: PeerId
  /** What this machine calls itself. */
  readonly name: string
  /** The line that `invite` takes: not secret. */
  readonly text: string
}

/** What takes an identity from one home to another. */
export interface PassphraseOptions {
  readonly home: string
  /** 8 characters at least. */
  readonly passphrase: string
}

export interface ImportIdentityOptions extends PassphraseOptions {
  /** What `PeerIdentity.export` made. */
  readonly text: string
}

/** One identity for each home, for all groups of it. */
export const PeerIdentity = {
  /** Makes the home where there is none. @throws {GroupError} `IDENTITY_EXISTS`, `BAD_NAME`; {GatewayError} `HOME_NOT_PRIVATE`, `HOME_UNUSABLE` */
  create: async (options: IdentityOptions): Promise<PeerIdentity> => {
    const { createPeerIdentity } = await import('./open-identity.js')
    return createPeerIdentity(options)
  },
  /** @throws {GroupError} `NO_IDENTITY`, `BAD_IDENTITY_FILE`; {GatewayError} `HOME_NOT_PRIVATE`, `HOME_UNUSABLE` */
  get: async (options: { readonly home: string }): Promise<PeerIdentity> => {
    const { getPeerIdentity } = await import('./open-identity.js')
    return getPeerIdentity(options)
  },
  /** The line that `PeerGroup.invite` takes: not secret. @throws as `get` */
  text: async (options: { readonly home: string }): Promise<string> => {
    const { getPeerIdentity } = await import('./open-identity.js')
    return (await getPeerIdentity(options)).text
  },
  /**
   * The key and the name, encrypted with a passphrase: text, which the program `age` opens too. Takes a second or two and 256 MiB. Two
   * machines with one identity are one member: both at once sign two histories, which costs it the trust of the others.
   * @throws {GroupError} `BAD_PASSPHRASE`: too short; and as `get`
   */
  export: async (options: PassphraseOptions): Promise<string> => {
    const { exportPeerIdentity } = await import('./open-identity.js')
    return exportPeerIdentity(options)
  },
  /**
   * Gives a home the identity that `export` wrote; the home is made where there is none.
   * @throws {GroupError} `IDENTITY_EXISTS`: it is never overwritten; `BAD_PASSPHRASE`, `BAD_IDENTITY_EXPORT`, `WRONG_VERSION`
   */
  import: async (options: ImportIdentityOptions): Promise<PeerIdentity> => {
    const { importPeerIdentity } = await import('./open-identity.js')
    return importPeerIdentity(options)
  },
  /**
   * For good, unless it was exported.
   * @throws {GroupError} `GROUPS_EXIST`: leave and delete these first; `NO_IDENTITY`; {GatewayError} `ALREADY_RUNNING`
   */
  delete: async (options: { readonly home: string }): Promise<void> => {
    const { deletePeerIdentity } = await import('./open-identity.js')
    return deletePeerIdentity(options)
  }
} as const
