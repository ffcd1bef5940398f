// "Did you mean …?": the known word that is fewest typing errors away.

/** The nearest of `words`, or undefined where none is near: more than a third of its letters differ. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  let nearest: string | undefined
  let fewest = Infinity
  for (const candidate of words) {
    const errors = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (errors < fewest) [nearest, fewest] = [candidate, errors]
  }
  return nearest !== undefined && fewest <= Math.max(1, nearest.length / 3) ? nearest : undefined
}

/** Levenshtein distance, one row at a time. Longer words than any key of ours are far from all. */
function editDistance(a: string, b: string): number {
  if (a.length > 200) return Infinity
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? Infinity
}
