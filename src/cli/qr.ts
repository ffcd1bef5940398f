// An invitation or a code as a QR code on the terminal, for a camera to read.
import { encode } from 'uqr'
import { CliError } from './errors.js'

/** Light modules around the code, which cameras need to find it. The standard says 4; readers are content with 2. */
const BORDER_MODULES = 2
/** What the largest QR code holds of letters, digits and dashes, with the least correction. */
const MAX_CHARACTERS = 4296
/** jsQR, which reads for many web pages, has a wrong table for this size of code; an invitation has just that size. */
const MISREAD_VERSION = 23

export interface QrStyle {
  /** Two rows of modules in one line of half blocks; else ASCII, one row a line. */
  halfBlocks: boolean
  /** Says white on black to the terminal; else a dark terminal is assumed. */
  colours: boolean
}

/** What the environment allows: half blocks in a UTF-8 locale, colours unless NO_COLOR or a dumb terminal forbid them. */
export function qrStyle(env: NodeJS.ProcessEnv, isTerminal: boolean): QrStyle {
  const isDumb = env['TERM'] === 'dumb'
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || 'C.UTF-8'
  return {
    halfBlocks: !isDumb && /utf-?8/i.test(locale),
    colours: isTerminal && !isDumb && (env['NO_COLOR'] ?? '') === ''
  }
}

/**
 * Lines of equal width. Texts of ours mean the same in upper case, which a QR code holds in fewer modules.
 * @throws {CliError} `USAGE` where the text is too long for any QR code
 */
export function qrLines(text: string, { halfBlocks, colours }: QrStyle): string[] {
  if (text.length > MAX_CHARACTERS) {
    throw new CliError('USAGE', `${text.length} characters are too many for a QR code, which holds ${MAX_CHARACTERS}`)
  }
  const { data, size } = encoded(text.toUpperCase())
  const isLight = (row: number, column: number): boolean => data[row]?.[column] === false
  const lines: string[] = []
  for (let row = 0; row < size; row += halfBlocks ? 2 : 1) {
    let line = ''
    for (let column = 0; column < size; column++) {
      if (halfBlocks) line += HALF_BLOCKS[Number(isLight(row, column))]![Number(isLight(row + 1, column))]
      else line += isLight(row, column) ? '##' : '  '
    }
    lines.push(colours ? `\u001b[97;40m${line}\u001b[0m` : line)
  }
  return lines
}

function encoded(text: string): ReturnType<typeof encode> {
  const options = { ecc: 'L', border: BORDER_MODULES } as const
  const code = encode(text, options)
  return code.version === MISREAD_VERSION ? encode(text, { ...options, minVersion: MISREAD_VERSION + 1 }) : code
}

/** By the upper and the lower module, dark or light. */
const HALF_BLOCKS = [
  [' ', '▄'],
  ['▀', '█']
] as const
