// Where what no record tells outlasts a restart: one file a location in a folder of its own, each whole or not there.
import { createHash } from 'node:crypto'
import { open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { makePrivateFolder, writePrivateFile, type Logger, type PeerId } from '../base/index.js'
import { isDigest } from './blob-files.js'
import { MAX_UNTOLD_FILE_BYTES, UNTOLD_FILES_AT_ONCE } from './crossing-defaults.js'
import { MAX_URL_CHARACTERS } from './defaults.js'
import { locationRecordId, locationType } from './location.js'
import type { UntoldLocation } from './untold-locations.js'

const FILE = /^[0-9a-f]{64}$/
/** A write that was cut short leaves one. */
const TEMPORARY_FILE = /^[0-9a-f]{64}\.[0-9a-f]{12}\.tmp$/
const hash = z.string().refine(isDigest)
const bodySchema = z.strictObject({
  version: z.literal(1),
  digest: hash,
  urlKey: hash.optional(),
  writtenAtMs: z.int().nonnegative(),
  isToTell: z.boolean(),
  heldForUrl: z.string().max(MAX_URL_CHARACTERS).optional(),
  /** {@link UntoldLocation.version} */
  state: hash.optional(),
  publishedUntilMs: z.int().nonnegative().optional(),
  /** As records have it. */
  data: z.base64()
})

export class UntoldFiles {
  readonly #directory: string
  readonly #holder: PeerId
  readonly #logger: Logger

  constructor(init: { directory: string; holder: PeerId; logger: Logger }) {
    this.#directory = init.directory
    this.#holder = init.holder
    this.#logger = init.logger
  }

  /** The oldest first. What is damaged is passed over, and said; others' files are left alone. @throws the system's error */
  async load(): Promise<UntoldLocation[]> {
    await makePrivateFolder(this.#directory)
    const names = await readdir(this.#directory)
    for (const name of names.filter((other) => TEMPORARY_FILE.test(other))) {
      await rm(join(this.#directory, name), { force: true })
    }
    const files = names.filter((name) => FILE.test(name))
    const found: UntoldLocation[] = []
    for (let at = 0; at < files.length; at += UNTOLD_FILES_AT_ONCE) {
      const some = files.slice(at, at + UNTOLD_FILES_AT_ONCE).map((name) => this.#read(name))
      found.push(...(await Promise.all(some)).filter((untold) => untold !== undefined))
    }
    return found.sort((a, b) => a.location.writtenAtMs - b.location.writtenAtMs)
  }

  /** Resolves when it survives a power cut. @throws the system's error */
  async save({ location, isToTell, heldForUrl, version: state, publishedUntilMs }: UntoldLocation): Promise<void> {
    const { recordId, digest, urlKey, writtenAtMs } = location
    const data = Buffer.from(locationType.codec.encode(location)).toString('base64')
    const said: z.input<typeof bodySchema> = {
      ...{ version: 1, digest, urlKey, writtenAtMs: Math.max(0, Math.floor(writtenAtMs)), isToTell },
      ...{ heldForUrl, state, publishedUntilMs, data }
    }
    const body = JSON.stringify(said)
    await writePrivateFile(join(this.#directory, recordId), `${checksum(body)}\n${body}\n`)
  }

  /** @throws the system's error */
  async remove(recordId: string): Promise<void> {
    await rm(join(this.#directory, recordId), { force: true })
  }

  async #read(name: string): Promise<UntoldLocation | undefined> {
    try {
      return this.#parse(name, await readSmall(join(this.#directory, name)))
    } catch (error) {
      this.#logger(`${join(this.#directory, name)} is not what this node wrote, and passed over: ${String(error)}`)
      return undefined
    }
  }

  /** @throws where it is not what was written */
  #parse(name: string, text: string): UntoldLocation {
    const [sum, body = ''] = text.split('\n', 2)
    if (sum !== checksum(body)) throw new Error('its checksum is wrong')
    const { digest, urlKey, writtenAtMs, state: version, data, ...rest } = bodySchema.parse(JSON.parse(body))
    const holder = this.#holder
    const recordId = locationRecordId(holder, urlKey, digest)
    if (recordId !== name) throw new Error('its name is that of another')
    const said = locationType.codec.decode(new Uint8Array(Buffer.from(data, 'base64')))
    const location = { ...said, recordId, holder, digest, urlKey, writtenAtMs }
    const { isToTell, heldForUrl, publishedUntilMs } = rest
    const until = publishedUntilMs === undefined ? {} : { publishedUntilMs }
    return { location, isToTell, heldForUrl, version, ...until }
  }
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('hex')
}

/** @throws the system's error; {RangeError} for what is larger than any of ours */
async function readSmall(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    if ((await file.stat()).size > MAX_UNTOLD_FILE_BYTES) throw new RangeError(`over ${MAX_UNTOLD_FILE_BYTES} bytes`)
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}
