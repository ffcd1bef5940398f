// Has the browser open an address that holds a key. What stands in a program's arguments everybody on the machine can read, and a
// browser's stay there while it runs: so it is given a file that only this user can read, which leads to the address.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { delay, systemClock } from '../base/index.js'
import { CliError } from './errors.js'

/** How soon it turns out that there is no browser. */
const OPEN_BUDGET_MS = 3_000
/** For how long the file is there: a browser that has to be started first may take so long on a slow machine. */
const FILE_LIFE_SECONDS = 20

const OPENERS: { readonly [platform: string]: [string, ...string[]] } = { darwin: ['open'], linux: ['xdg-open'] }

/** Removes the folder ($1) after a while ($2), and is the opener; the command need not be waited for. */
const OPEN_AND_REMOVE = '(sleep "$2"; rm -rf "$1") & shift 2; exec "$@"'

/** @param url of characters that stand for themselves in HTML @throws {CliError} `CANNOT_OPEN` */
export async function openInBrowser(url: string): Promise<void> {
  const folder = await makeFolder()
  try {
    const file = join(folder, 'page.html')
    await writeFile(file, redirectTo(url), { mode: 0o600, flag: 'wx' })
    await open(file, folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (error instanceof CliError) throw error
    throw cannotOpen((error as Error).message, error)
  }
}

/** Mode 0700. Browsers in a sandbox (snap, flatpak) see neither the system's temporary folder nor what is hidden in the home. */
async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(join(homedir(), 'potluck-page-'))
  } catch {
    return await mkdtemp(join(tmpdir(), 'potluck-page-')).catch((error: unknown) => {
      throw cannotOpen((error as Error).message, error)
    })
  }
}

function redirectTo(url: string): string {
  return `<!doctype html>
<meta charset="utf-8" />
<meta name="referrer" content="no-referrer" />
<meta http-equiv="refresh" content="0; url=${url}" />
<title>Potluck</title>
<a href="${url}">The page of this node</a>
`
}

async function open(file: string, folder: string): Promise<void> {
  const opener = OPENERS[process.platform] ?? ['xdg-open']
  const args = ['-c', OPEN_AND_REMOVE, 'sh', folder, String(FILE_LIFE_SECONDS), ...opener, file]
  const child = spawn('/bin/sh', args, { stdio: 'ignore', detached: true })
  const opened = new Promise<void>((resolve, reject) => {
    child.on('error', (error) => reject(cannotOpen(error.message, error)))
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(cannotOpen(`${opener[0]} ${code === 127 ? 'is not here' : `ended with ${code}`}`))
    })
  })
  // Where no browser runs yet, some stay in the foreground until they are closed.
  await Promise.race([opened, delay(systemClock, OPEN_BUDGET_MS)])
}

function cannotOpen(why: string, cause?: unknown): CliError {
  return new CliError('CANNOT_OPEN', `${why}: open what \`potluck page\` prints`, { cause })
}
