// A folder as what some URLs answer with: what follows the beginning of the URL is the path below the folder.
import type { Clock } from '../../base/index.js'
import { findFile } from './file-copy.js'
import type { LocalSource } from './local-source.js'

/**
 * @param prefix of URLs, as WHATWG writes it, with a slash at the end
 * @param folder absolute
 */
export function folderSource(prefix: string, folder: string, clock: Pick<Clock, 'nowMs'>): LocalSource {
  return {
    name: folder,
    find: async (url) => {
      const names = url.startsWith(prefix) ? pathNames(url.slice(prefix.length)) : undefined
      return names && (await findFile(folder, names, clock.nowMs()))
    }
  }
}

/** What the parts of a URL's path are called; undefined where it is none, or asks something besides. */
export function pathNames(path: string): string[] | undefined {
  if (/[?#]/.test(path)) return undefined
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return undefined // Escapes that are no UTF-8.
  }
}
