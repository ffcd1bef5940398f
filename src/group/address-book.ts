// Addresses of members that outlive a restart, in a file of their own: `group.json` is written by commands that may run
// beside the node.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writePrivateFile } from '../base/index.js'
import type { AddressBook } from '../graph/index.js'
import { addressProblem } from './addresses.js'
import { MAX_ADDRESSES } from './defaults.js'

const BookFile = z.object({ addresses: z.array(z.string()) })

export function fileAddressBook(path: string): AddressBook {
  return {
    load: async () => {
      try {
        const { addresses } = BookFile.parse(JSON.parse(await readFile(path, 'utf8')))
        return usable(addresses)
      } catch {
        return [] // None yet, or damaged: mDNS and first contacts find the others again.
      }
    },
    save: (addresses) => writePrivateFile(path, `${JSON.stringify({ addresses: usable(addresses) })}\n`)
  }
}

function usable(addresses: readonly string[]): string[] {
  return addresses.filter((address) => addressProblem(address) === undefined).slice(0, MAX_ADDRESSES)
}
