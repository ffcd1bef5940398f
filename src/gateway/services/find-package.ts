// Where the code of a service package lies, and whether anybody but this user and root can write to what is imported.
import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { hasSystemCode } from '../errors.js'
import { MAX_PACKAGE_FILE_BYTES } from './defaults.js'

/**
 * Path of the module that is imported for a package that is installed in `home`/services, or beside Potluck itself.
 * @throws {Error} what is wrong with it, in words
 */
export async function findPackage(name: string, home: string): Promise<string> {
  const places = [join(home, 'services', 'node_modules'), ...besidePotluck()]
  for (const place of places) {
    const folder = join(place, name)
    const text = await readPackageFile(join(folder, 'package.json'))
    if (text === undefined) continue
    const real = await realpath(folder)
    const named = entryOf(text, folder)
    const entry = await realpath(resolve(real, named)).catch((cause: unknown) => {
      const words = `${join(folder, 'package.json')} names ${named}, and there is no such file: it must be named whole, as ./lib/index.js`
      throw hasSystemCode(cause, 'ENOENT') ? new Error(words, { cause }) : cause
    })
    if (!isBelow(real, entry)) throw new Error(`${folder} names a module outside of itself`)
    await requireOurs(entry, await realpath(home))
    return entry
  }
  throw new Error(
    `it is not installed in ${places.join(' or ')}: \`npm install --prefix ${join(home, 'services')} ${name}\``
  )
}

/** The folder of packages that this one was installed into; none in a clone. */
function besidePotluck(): string[] {
  const around = dirname(fileURLToPath(new URL('../../..', import.meta.url)))
  return basename(around) === 'node_modules' ? [around] : []
}

async function readPackageFile(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path)
    if (size > MAX_PACKAGE_FILE_BYTES) throw new Error(`${path} has ${size} bytes`)
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ENOTDIR')) return undefined
    throw error
  }
}

const PackageFile = z.looseObject({ main: z.string().optional(), exports: z.unknown().optional() })

/** As Node finds it, for `import`: `exports` where there is one, else `main`. */
function entryOf(text: string, folder: string): string {
  let file: z.infer<typeof PackageFile>
  try {
    file = PackageFile.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${join(folder, 'package.json')} cannot be understood`, { cause })
  }
  if (file.exports === undefined) return file.main ?? 'index.js'
  const entry = exported(file.exports)
  if (entry !== undefined) return entry
  throw new Error(`${join(folder, 'package.json')} exports nothing that can be imported`)
}

function exported(target: unknown): string | undefined {
  if (typeof target === 'string') return target
  if (typeof target !== 'object' || target === null || Array.isArray(target)) return undefined
  if ('.' in target) return exported(target['.'])
  const conditions = Object.entries(target).filter(([name]) => ['node', 'import', 'default'].includes(name))
  for (const [, inner] of conditions) {
    const found = exported(inner)
    if (found !== undefined) return found
  }
  return undefined
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}

/**
 * Code that runs in the node is to be this user's own, or root's: nobody else may write to it, or to a folder on the way there. In a folder that
 * others cannot enter, as the home is, nobody else writes to anything.
 */
async function requireOurs(path: string, home: string): Promise<void> {
  if (process.platform === 'win32') return
  const isInHome = isBelow(home, path)
  const way = pathsTo(path)
  let isClosed = false
  for (const one of isInHome ? way.slice(way.indexOf(home)) : way) {
    const { uid, mode } = await stat(one)
    if (uid !== 0 && uid !== process.getuid?.()) throw new Error(`${one} belongs to another user: it is not run`)
    const isFolder = one !== path
    const isSticky = isFolder && (mode & 0o1000) !== 0 // As /tmp: nobody replaces what another has there.
    if (!isClosed && (mode & 0o022) !== 0 && !isSticky) {
      throw new Error(`others may write to ${one} (mode ${(mode & 0o777).toString(8)}): run \`chmod go-w ${one}\``)
    }
    if (isFolder && (mode & 0o011) === 0) isClosed = true
  }
}

/** `/`, `/a`, `/a/b`. */
function pathsTo(path: string): string[] {
  const above = dirname(path)
  return above === path ? [path] : [...pathsTo(above), path]
}
