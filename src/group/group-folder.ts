// `groups/<id>/group.json`: what a machine must know of a group to take part. Holds the group secret: 0600.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fromHex, makePrivateFolder, toHex, writePrivateFile } from '../base/index.js'
import { addressProblem } from './addresses.js'
import { MAX_ADDRESSES, MAX_CHAIN_CERTIFICATES } from './defaults.js'
import { GroupError } from './errors.js'
import { groupPath, groupsPath } from './home.js'
import { nameProblem } from './names.js'

const GROUP_ID = /^[0-9a-f]{64}$/
const FILE_NAME = 'group.json'

export interface GroupFolder {
  /** The folder itself. */
  readonly path: string
  /** 64 hex characters. */
  readonly id: string
  /** The same, 32 bytes: the group root's public key. */
  readonly idBytes: Uint8Array
  readonly name: string
  /** 32 bytes. */
  readonly secret: Uint8Array
  /** Our own membership: DER, from the certificate that the root issued down to ours. */
  readonly chain: readonly Uint8Array[]
  /** First contacts: multiaddrs, the freshest first. */
  readonly knownAddresses: readonly string[]
  /** The root's self-signed certificate, DER, where the group was created here. */
  readonly rootCertificate?: Uint8Array | undefined
}

const Base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
const GroupFile = z.strictObject({
  version: z.literal(1),
  id: z.string().regex(GROUP_ID),
  name: z.string().refine((name) => nameProblem(name) === undefined),
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  chain: z.array(Base64).min(1).max(MAX_CHAIN_CERTIFICATES),
  knownAddresses: z.array(z.string().refine((address) => addressProblem(address) === undefined)).max(MAX_ADDRESSES),
  rootCertificate: Base64.optional()
})

/** The ids of the groups of a home, sorted. */
export async function listGroups(home: string): Promise<string[]> {
  const entries = await readdir(groupsPath(home)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => GROUP_ID.test(entry)).sort()
}

/** @throws {GroupError} `NO_SUCH_GROUP`, `BAD_GROUP_FILE` */
export async function readGroupFolder(home: string, id: string): Promise<GroupFolder> {
  if (!GROUP_ID.test(id)) throw new GroupError('NO_SUCH_GROUP', `${id} is not a group id`)
  const path = groupPath(home, id)
  let text: string
  try {
    text = await readFile(join(path, FILE_NAME), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new GroupError('NO_SUCH_GROUP', `this machine has not joined group ${id}`, { cause: error })
  }
  try {
    const file = GroupFile.parse(JSON.parse(text))
    if (file.id !== id) throw new Error(`the file is of group ${file.id}`)
    const { name, chain, knownAddresses, rootCertificate } = file
    const secret = bytesOf(file.secret)
    return { path, id, idBytes: bytesOf(id), name, secret, chain, knownAddresses, rootCertificate }
  } catch (error) {
    throw new GroupError('BAD_GROUP_FILE', `${join(path, FILE_NAME)} cannot be read`, { cause: error })
  }
}

/** Writes `group.json` whole; resolves when it is on disk. */
export async function writeGroupFolder(group: GroupFolder): Promise<void> {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
  const file: z.input<typeof GroupFile> = {
    version: 1,
    id: group.id,
    name: group.name,
    secret: toHex(group.secret),
    chain: group.chain.map(base64),
    knownAddresses: group.knownAddresses.slice(0, MAX_ADDRESSES),
    ...(group.rootCertificate && { rootCertificate: base64(group.rootCertificate) })
  }
  await makePrivateFolder(group.path)
  await writePrivateFile(join(group.path, FILE_NAME), `${JSON.stringify(file, null, 2)}\n`)
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array()
}
