// A QR code as it stands on the terminal, read back by a library that did not write it.
import jsQr from 'jsqr'
import { expect, test } from 'vitest'
import { qrLines, qrStyle, type QrStyle } from '../../src/cli/qr.js'

const PIXELS = 3
/** As long as an invitation with a chain of three certificates. */
const invitation = `pot-invite-1-${'abcdefghijklmnopqrstuvwxyz234567'.repeat(46)}`
const code = `pot-code-1-${'abcdefghijklmnopqrstuvwxyz234567'.repeat(6)}`

/** What a camera sees of `lines`: light where the terminal writes. */
function photograph(lines: readonly string[], { halfBlocks }: QrStyle): string | undefined {
  // eslint-disable-next-line no-control-regex
  const plain = lines.map((line) => line.replace(/\u001b\[[\d;]*m/g, ''))
  const rows = halfBlocks
    ? plain.flatMap((line) => [
        [...line].map((cell) => '▀█'.includes(cell)),
        [...line].map((cell) => '▄█'.includes(cell))
      ])
    : plain.map((line) => [...line].filter((_cell, at) => at % 2 === 0).map((cell) => cell === '#'))
  const [width, height] = [rows[0]!.length * PIXELS, rows.length * PIXELS]
  const image = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isLight = rows[Math.floor(y / PIXELS)]![Math.floor(x / PIXELS)]
      image.fill(isLight === true ? 255 : 0, (y * width + x) * 4, (y * width + x) * 4 + 3)
      image[(y * width + x) * 4 + 3] = 255
    }
  }
  return (jsQr as unknown as typeof jsQr.default)(image, width, height)?.data
}

test.each([
  ['an invitation', invitation],
  ['a code', code]
])('%s is read back from every style', (_what, text) => {
  for (const halfBlocks of [true, false]) {
    for (const colours of [true, false]) {
      const style = { halfBlocks, colours }
      expect(photograph(qrLines(text, style), style)?.toLowerCase()).toBe(text)
    }
  }
})

test('a code fits into 80 columns', () => {
  const widths = qrLines(code, { halfBlocks: true, colours: false }).map((line) => line.length)
  expect(new Set(widths).size).toBe(1)
  expect(widths[0]).toBeLessThan(80)
})

test('what no QR code holds is said', () => {
  expect(() => qrLines('a'.repeat(5000), { halfBlocks: true, colours: true })).toThrow('5000 characters are too many')
})

test.each([
  [{ LANG: 'en_US.UTF-8' }, true, { halfBlocks: true, colours: true }],
  [{ LANG: 'en_US.UTF-8', NO_COLOR: '1' }, true, { halfBlocks: true, colours: false }],
  [{ LANG: 'en_US.UTF-8' }, false, { halfBlocks: true, colours: false }],
  [{ LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, true, { halfBlocks: false, colours: true }],
  [{ TERM: 'dumb' }, true, { halfBlocks: false, colours: false }]
])('the environment %j on a terminal: %s', (env, isTerminal, style) => {
  expect(qrStyle(env, isTerminal)).toEqual(style)
})
