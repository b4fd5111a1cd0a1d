/** What a person may have meant by a word that is not known. */

/** How many slips of the finger a word may be away: short words are near too many others. */
const slips = (word: string): number => (word.length < 3 ? 0 : word.length < 7 ? 1 : 2);

/**
 * The edit distance of two words: letters replaced, left out, added, or two neighbours exchanged (optimal string alignment). Words
 * of at most 30 letters.
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, replaced);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (exchanged) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

/**
 * The one of `words` that `text` is nearest to, whatever its capitals; null where it is near none. Words of one or two letters
 * differ in capitals only.
 */
export function nearest(text: string, words: readonly string[]): string | null {
  const given = text.trim().toLowerCase();
  let found: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const most = slips(word);
    if (Math.abs(given.length - word.length) > most) continue;
    const away = distance(given, word.toLowerCase());
    if (away > most || away >= least) continue;
    found = word;
    least = away;
  }
  return found;
}
