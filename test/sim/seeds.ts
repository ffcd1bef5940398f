// Which seeds a simulation runs: some in the ordinary suite, many in the slow one, or the one that SEED names.

/** `npm run test:sim` sets it. */
export const IS_SLOW_SUITE = process.env['SIMULATION'] === 'slow'

/**
 * 1 to `count`, in the slow suite 1 to `slowCount`; with SEED=17 in the environment just that one.
 * @throws {RangeError} where SEED is no whole number
 */
export function seeds(count: number, slowCount = count): number[] {
  const only = process.env['SEED']
  if (only !== undefined) return [wholeNumber(only)]
  return Array.from({ length: IS_SLOW_SUITE ? slowCount : count }, (_, index) => index + 1)
}

/** In lots of at most `size`: a test each, so that none takes too long. */
export function lots(seeds: readonly number[], size = 250): number[][] {
  const found: number[][] = []
  for (let from = 0; from < seeds.length; from += size) found.push(seeds.slice(from, from + size))
  return found
}

function wholeNumber(text: string): number {
  const seed = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) throw new RangeError(`SEED is no whole number: ${text}`)
  return seed
}
