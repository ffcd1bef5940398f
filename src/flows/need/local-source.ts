// What a plug-in must be that has content this node never advertised: a folder, another tool's cache (design section 7).
import type { ContentFacts } from '../../content/index.js'

export interface LocalSource {
  /** For the log: what people call it. */
  readonly name: string
  /**
   * What it has of that URL; undefined: nothing. Asked of every URL that a member needs and this node may share, so it must be quick: after
   * 1 s nobody waits any more, and it is not asked again until it has come back. What it throws counts as nothing.
   * @param url normalised; chosen by another machine
   */
  find(url: string, signal: AbortSignal): Promise<LocalCopy | undefined>
}

/** One state of a local copy, of which nothing is read yet. */
export interface LocalCopy {
  /** More or fewer are an error. */
  readonly bytes: number
  /** Names this state, by path, size, time and inode say: one that was taken already is not read again. */
  readonly version: string
  /** Called at most once; opens nothing before it is iterated. Throws where the copy is not what it was when it was found. */
  open(): AsyncIterable<Uint8Array>
  readonly contentType?: string | undefined
  /** What its origin said of it, as far as that is known. @default nothing */
  readonly facts?: Partial<ContentFacts> | undefined
  /** Since when this is the content of the URL, ms: who wants newer does not get it. */
  readonly asOfMs: number
}
