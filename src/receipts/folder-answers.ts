// Answers remembered in a folder, a file each: they outlast a restart and a loss of power.
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder, systemClock, writePrivateFile, type Clock } from '../base/index.js'
import type { AnswerStore, BackendAnswer } from './answers.js'
import { ANSWER_KEPT_MS, CLEAN_EVERY_MS, MAX_ANSWERS_IN_FOLDER } from './defaults.js'

const ID = /^[0-9a-f]{64}$/

export interface FolderAnswersOptions {
  /** @default this machine's */
  clock?: Clock
  /** Hears why old answers could not be removed. @default nothing */
  failed?: (error: unknown) => void
}

/** Answers in a folder. */
export interface FolderAnswers extends AnswerStore {
  /** Resolves when the folder is looked through no more, so that it can be taken away. Never rejects. */
  settled(): Promise<void>
}

/**
 * Makes the folder where there is none. Answers go after 60 days, and the oldest beyond a million; for that it is looked through now and
 * once a day, beside what is answered meanwhile: nothing waits for it. Several processes may share the folder, but each waits only
 * for what itself handles.
 *
 * @throws what the file system says where the folder cannot be made
 */
export async function folderAnswers(folder: string, options: FolderAnswersOptions = {}): Promise<FolderAnswers> {
  const { clock = systemClock, failed = () => {} } = options
  await makePrivateFolder(folder)
  let cleaned = Promise.resolve()
  let cleanedMs = 0
  const cleanWhereDue = (): void => {
    const nowMs = clock.nowMs()
    if (nowMs - cleanedMs < CLEAN_EVERY_MS) return
    cleanedMs = nowMs
    cleaned = cleaned.then(() => clean(folder, nowMs)).catch(failed)
  }
  cleanWhereDue()
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new RangeError('an id is 64 hex digits')
    return join(folder, id)
  }
  return {
    get: async (id) => {
      const text = await readFile(pathOf(id), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return text === undefined ? undefined : readAnswer(text)
    },
    put: async (id, { status, headers, body }) => {
      const text = JSON.stringify({ version: 1, status, headers, body: Buffer.from(body).toString('base64') })
      await writePrivateFile(pathOf(id), text)
      cleanWhereDue()
    },
    settled: () => cleaned
  }
}

/** @throws SyntaxError where the file is none of ours: handling an upload anew without a word would be worse. */
function readAnswer(text: string): BackendAnswer {
  const { version, status, headers, body } = JSON.parse(text) as { [name: string]: unknown }
  if (version !== 1 || typeof status !== 'number' || !Array.isArray(headers) || typeof body !== 'string') {
    throw new SyntaxError('this is no remembered answer')
  }
  return { status, headers: headers as [string, string][], body: new Uint8Array(Buffer.from(body, 'base64')) }
}

async function clean(folder: string, nowMs: number): Promise<void> {
  const kept: { path: string; changedMs: number }[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const changedMs = (await stat(path).catch(() => undefined))?.mtimeMs
    if (changedMs === undefined) continue
    // What a crash left half written has another name.
    const keptMs = ID.test(name) ? ANSWER_KEPT_MS : CLEAN_EVERY_MS
    if (!ID.test(name) && !/^[0-9a-f]{64}\.[0-9a-f]+\.tmp$/.test(name)) continue
    if (nowMs - changedMs > keptMs) await rm(path, { force: true })
    else if (ID.test(name)) kept.push({ path, changedMs })
  }
  if (kept.length <= MAX_ANSWERS_IN_FOLDER) return
  kept.sort((a, b) => a.changedMs - b.changedMs)
  for (const { path } of kept.slice(0, kept.length - MAX_ANSWERS_IN_FOLDER)) await rm(path, { force: true })
}
