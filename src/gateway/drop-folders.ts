// All drop folders of the settings. One that cannot be used now (its disk is not there yet) is tried again; the others work.
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseDropFolder, setRepeating, type Timer } from '../base/index.js'
import { DROP_RETRY_MS } from './drop-folder-defaults.js'
import { DropFolderDriver, type DropFolderInit } from './drop-folder-driver.js'
import { describeError, systemWords } from './errors.js'
import type { DropFolderStatus } from './upload-status.js'

export interface DropFoldersInit extends Omit<DropFolderInit, 'url' | 'folder'> {
  /** `upload.folders`. */
  readonly settings: readonly string[]
}

interface Named {
  readonly url: string
  readonly folder: string
  driver: DropFolderDriver | undefined
  problem: string | undefined
}

export class DropFolders {
  readonly #init: DropFoldersInit
  readonly #folders: Named[]
  readonly #timer: Timer
  #turn: Promise<void> = Promise.resolve()
  #isClosed = false

  private constructor(init: DropFoldersInit) {
    this.#init = init
    this.#folders = init.settings.flatMap((text) => {
      const setting = parseDropFolder(text)
      return setting === undefined ? [] : [{ ...setting, driver: undefined, problem: undefined }]
    })
    this.#timer = setRepeating(init.clock, DROP_RETRY_MS, () => void this.#open())
  }

  /** Never rejects: what is wrong with one stands in its {@link status}. */
  static async open(init: DropFoldersInit): Promise<DropFolders> {
    const folders = new DropFolders(init)
    await folders.#open()
    return folders
  }

  status(): DropFolderStatus[] {
    return this.#folders.map(({ folder, driver, problem }) => ({
      folder: driver?.path ?? folder,
      problem: driver === undefined ? problem : driver.problem,
      passedOver: driver?.passedOver
    }))
  }

  /** Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#timer.cancel()
    await this.#turn
    await Promise.all(this.#folders.flatMap(({ driver }) => (driver === undefined ? [] : [driver.close()])))
  }

  #open(): Promise<void> {
    return (this.#turn = this.#turn.then(async () => {
      for (const named of this.#folders) if (named.driver === undefined && !this.#isClosed) await this.#openOne(named)
    }))
  }

  async #openOne(named: Named): Promise<void> {
    const { url, folder } = named
    try {
      // Two URLs would fight for each file, by whatever path they come to it.
      const path = await realpath(resolve(this.#init.home, folder)).catch(() => undefined)
      if (path !== undefined && this.#folders.some(({ driver }) => driver?.path === path))
        throw new Error('another URL has this folder: name one for each')
      const driver = await DropFolderDriver.open({ ...this.#init, url, folder })
      named.driver = driver
      named.problem = undefined
    } catch (error) {
      const problem = systemWords(describeError(error).message)
      if (problem !== named.problem) {
        this.#init.logger.forComponent('drop-folder').warn(`upload.folders: ${folder} cannot be used: ${problem}`)
      }
      named.problem = problem
    }
  }
}
