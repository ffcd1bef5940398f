// Keeps the chain in the group's folder as what counts of ours: another administrator may have renewed it, or changed our role.
import { equalBytes, type Logger, type PeerId } from '../base/index.js'
import { readGroupFolder, writeGroupFolder } from './group-folder.js'
import type { MembershipSet } from './membership-set.js'

export interface OwnChainInit {
  readonly home: string
  /** 64 hex characters. */
  readonly groupId: string
  readonly self: PeerId
  readonly members: Pick<MembershipSet, 'chainOf' | 'on'>
  readonly logger: Logger
}

export interface KeptChain {
  /** Resolves when nothing is being written any more. Never rejects. */
  close(): Promise<void>
}

/** Writes at once where the folder says something else, and after each change. One that ended stays: it says what we were. */
export function keepOwnChain({ home, groupId, self, members, logger }: OwnChainInit): KeptChain {
  let writing: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    const chain = members.chainOf(self)
    const folder = await readGroupFolder(home, groupId)
    if (chain === undefined || sameChain(chain, folder.chain)) return
    await writeGroupFolder({ ...folder, chain })
  }
  const keep = (): void => {
    // It is in the membership set all the same, from where it is taken when the group is opened.
    writing = writing
      .then(write)
      .catch((thrown: unknown) => logger(`our certificate was not written: ${(thrown as Error).message}`))
  }
  const unlisten = members.on('change', (peer) => {
    if (peer === self) keep()
  })
  keep()
  return {
    close: async () => {
      unlisten()
      await writing
    }
  }
}

function sameChain(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((der, at) => equalBytes(der, b[at]!))
}
