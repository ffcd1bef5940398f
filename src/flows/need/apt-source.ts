// What apt keeps of the packages it installed: `pool/…/name_version_arch.deb` of an archive that this machine's apt has lists of. Another
// archive's package of that name is another file: Debian and Ubuntu build many versions both.
import { readdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Clock } from '../../base/index.js'
import { findFile } from './file-copy.js'
import { pathNames } from './folder-source.js'
import type { LocalSource } from './local-source.js'
import { FILE_SETTLED_MS, MAX_APT_FILES } from './source-defaults.js'

const PACKAGE_FILE = /^([a-z0-9][a-z0-9+.-]+)_([0-9A-Za-z][0-9A-Za-z.+~:-]*)_([a-z0-9-]+)\.deb$/
const POOL = '/pool/'
const CONTENT_TYPE = 'application/vnd.debian.binary-package'

/** @param archives absolute: apt's `Dir::Cache::archives`; its lists are where apt has them beside: `../../../lib/apt/lists` */
export function aptSource(archives: string, clock: Pick<Clock, 'nowMs'>): LocalSource {
  const files = new FolderIndex(archives, packagesByName, clock)
  const lists = new FolderIndex(resolve(archives, '../../../lib/apt/lists'), archivesListed, clock)
  return {
    name: archives,
    find: async (url) => {
      const { protocol, host, pathname, search } = new URL(url)
      const at = pathname.indexOf(POOL)
      if (at < 0 || search !== '' || (protocol !== 'http:' && protocol !== 'https:')) return undefined
      const name = pathNames(pathname)?.at(-1) ?? ''
      if (packageOf(name) !== name || !(await lists.now()).has(listName(host + pathname.slice(0, at)))) return undefined
      const file = (await files.now()).get(name)
      const copy = file === undefined ? undefined : await findFile(archives, [file], clock.nowMs())
      return copy && { ...copy, contentType: CONTENT_TYPE }
    }
  }
}

/**
 * What it is called in a pool, which has no epoch: apt keeps `2:9.0-1` as `2%3a9.0-1`. Undefined where it is no package's.
 * @param name of a file in apt's folder, or of a pool
 */
function packageOf(name: string): string | undefined {
  const [, title, version, architecture] = PACKAGE_FILE.exec(name.replaceAll('%3a', ':')) ?? []
  return version && `${title}_${version.replace(/^\d+:/, '')}_${architecture}.deb`
}

/** Of two epochs of one version nobody can say which the pool has: then neither. */
function packagesByName(files: readonly string[]): Map<string, string> {
  const byName = new Map<string, string>()
  const several = new Set<string>()
  for (const file of files) {
    const name = packageOf(file)
    if (name === undefined) continue
    if (byName.has(name)) several.add(name)
    byName.set(name, file)
  }
  for (const name of several) byName.delete(name)
  return byName
}

/** `deb.debian.org_debian_dists_bookworm_main_binary-amd64_Packages` is one of `deb.debian.org_debian`. */
function archivesListed(files: readonly string[]): Set<string> {
  return new Set(
    files.map((file) => file.split('_dists_')).flatMap(([name = '', rest]) => (rest === undefined ? [] : [name]))
  )
}

/** How apt calls the lists of an archive: these characters are escaped, slashes are underscores. */
function listName(archive: string): string {
  const escaped = archive.replace(
    /[\\|{}[\]<>"^~_=!@#$%&*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`
  )
  return escaped.replaceAll('/', '_')
}

/** What is made of the names in a folder, made again when these are others. */
class FolderIndex<Index> {
  readonly #folder: string
  readonly #make: (names: readonly string[]) => Index
  readonly #clock: Pick<Clock, 'nowMs'>
  #made: { readonly ofNs: bigint; readonly index: Index } | undefined

  constructor(folder: string, make: (names: readonly string[]) => Index, clock: Pick<Clock, 'nowMs'>) {
    this.#folder = folder
    this.#make = make
    this.#clock = clock
  }

  /** @throws the system's error; {RangeError} for a folder with more than {@link MAX_APT_FILES} */
  async now(): Promise<Index> {
    const { mtimeNs, mtimeMs } = await stat(this.#folder, { bigint: true })
    if (this.#made?.ofNs === mtimeNs) return this.#made.index
    const names = await readdir(this.#folder)
    if (names.length > MAX_APT_FILES) throw new RangeError(`${this.#folder} has over ${MAX_APT_FILES} files`)
    const index = this.#make(names)
    // What changes within one tick of the disk's clock leaves that time as it was.
    const isSettled = Math.abs(this.#clock.nowMs() - Number(mtimeMs)) >= FILE_SETTLED_MS
    this.#made = isSettled ? { ofNs: mtimeNs, index } : undefined
    return index
  }
}
