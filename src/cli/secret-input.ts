// Secrets that a person types: never on the command line, where other users and the shell's history see them.
import { readFile, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CliError } from './errors.js'
import { readTextInput } from './text-input.js'

/** More than any of them has. */
const MAX_SECRET_CHARACTERS = 4096

/** The twelve words: as they are typed, or the first line of stdin. @throws {CliError} `INTERRUPTED` */
export async function readPhrase(): Promise<string> {
  if (process.stdin.isTTY) return await askLine('Recovery phrase, twelve words: ', true)
  return firstLine(await readTextInput(process.stdin, MAX_SECRET_CHARACTERS))
}

export interface PassphraseInit {
  /** A file whose first line it is. @default it is asked for */
  readonly file: string | undefined
  /** Asks for it twice. */
  readonly isNew: boolean
}

/** @throws {CliError} `USAGE` where nobody can be asked, or two were typed; `CANNOT_READ`; `INTERRUPTED` */
export async function readPassphrase({ file, isNew }: PassphraseInit): Promise<string> {
  if (file !== undefined) return await passphraseIn(file)
  if (!process.stdin.isTTY) throw new CliError('USAGE', 'nobody can be asked for the passphrase: use --passphrase-file')
  const passphrase = await askLine('Passphrase: ', false)
  if (!isNew || (await askLine('Passphrase again: ', false)) === passphrase) return passphrase
  throw new CliError('USAGE', 'these were two different passphrases')
}

async function passphraseIn(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > MAX_SECRET_CHARACTERS) throw new Error('it is too large for a passphrase')
    return firstLine(await readFile(file, 'utf8'))
  } catch (error) {
    throw new CliError('CANNOT_READ', `cannot read ${file}: ${(error as Error).message}`, { cause: error })
  }
}

/** @param isShown whether what is typed is seen @throws {CliError} `INTERRUPTED` */
export async function askLine(question: string, isShown: boolean): Promise<string> {
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: isShown ? process.stderr : hidden, terminal: true })
  if (!isShown) process.stderr.write(question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('close', () => reject(new CliError('INTERRUPTED', 'interrupted')))
      lines.once('SIGINT', () => lines.close())
      lines.question(isShown ? question : '', resolve)
    })
  } finally {
    lines.close()
    if (!isShown) process.stderr.write('\n')
  }
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? ''
}
