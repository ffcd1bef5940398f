// The home folder of a node: private to its user, one node at a time.
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { makePrivateFolder } from '../base/index.js'
import { MAX_SOCKET_PATH_BYTES } from './defaults.js'
import { GatewayError, hasSystemCode, systemWords } from './errors.js'

/** What may lie in a folder that `init` takes over: a configuration prepared beforehand. */
const FOUND_BEFORE_INIT = ['config.yaml']

/** The home folder: `flag`, else POTLUCK_HOME, else `~/.potluck`. */
export function homeFolder(flag: string | undefined, env: NodeJS.ProcessEnv): string {
  return resolve(flag ?? (env['POTLUCK_HOME'] || join(homedir(), '.potluck')))
}

/**
 * Makes the home folder, or takes over a fresh one, so that only its user can look inside.
 * @throws {GatewayError} `HOME_NOT_PRIVATE`, `HOME_UNUSABLE`
 */
export async function makeHome(home: string): Promise<void> {
  try {
    await makePrivateFolder(home)
    const names = await readdir(home)
    if (names.every((name) => FOUND_BEFORE_INIT.includes(name))) await chmod(home, 0o700)
  } catch (error) {
    throw unusable(home, error)
  }
  await checkHome(home)
}

/**
 * Checks that this is somebody's home: there, private, with an identity in it.
 * @throws {GatewayError} `NO_IDENTITY`, `HOME_NOT_PRIVATE`, `HOME_UNUSABLE`
 */
export async function requireHome(home: string): Promise<void> {
  await checkHome(home)
  try {
    await stat(join(home, 'identity.key'))
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) throw noIdentity(home)
    throw unusable(home, error)
  }
}

async function checkHome(home: string): Promise<void> {
  let mode: number
  try {
    const folder = await stat(home)
    if (!folder.isDirectory()) throw new GatewayError('HOME_UNUSABLE', `${home} is not a folder`)
    mode = folder.mode & 0o777
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) throw noIdentity(home)
    throw error instanceof GatewayError ? error : unusable(home, error)
  }
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') {
    const message = `others can look into ${home} (mode ${mode.toString(8)}): run \`chmod 700 ${home}\``
    throw new GatewayError('HOME_NOT_PRIVATE', message)
  }
}

function noIdentity(home: string): GatewayError {
  return new GatewayError('NO_IDENTITY', `no identity in ${home}: run \`potluck init --name NAME\``)
}

function unusable(home: string, error: unknown): GatewayError {
  const reason = systemWords(error instanceof Error ? error.message : String(error))
  return new GatewayError('HOME_UNUSABLE', `the home folder ${home} cannot be used: ${reason}`, { cause: error })
}

/** Where the running node listens for commands. @throws {GatewayError} `HOME_PATH_TOO_LONG` */
export function controlSocketPath(home: string): string {
  const path = join(home, 'potluck.sock')
  const bytes = Buffer.byteLength(path)
  if (bytes <= MAX_SOCKET_PATH_BYTES) return path
  const message = `${path} has ${bytes} bytes, a socket's path may have ${MAX_SOCKET_PATH_BYTES}: choose a home with a shorter path`
  throw new GatewayError('HOME_PATH_TOO_LONG', message)
}

/** Says in the home which process runs there. Only for people: whether one runs, the socket decides. Never rejects. */
export async function notePid(home: string): Promise<void> {
  await writeFile(pidPath(home), `${process.pid}\n`, { mode: 0o600 }).catch(() => {}) // A full disk stops no node.
}

/** @returns the process that noted itself last; undefined where none has */
export async function notedPid(home: string): Promise<number | undefined> {
  const text = await readFile(pidPath(home), 'utf8').catch(() => '')
  return /^\d{1,10}\n$/.test(text) ? Number(text) : undefined
}

export async function forgetPid(home: string): Promise<void> {
  await rm(pidPath(home), { force: true }).catch(() => {})
}

function pidPath(home: string): string {
  return join(home, 'potluck.pid')
}
