/** How the names of formulas and rules are written in TeX. */
import { GREEK } from './tokens.ts';

const LETTERS: ReadonlyMap<string, string> = new Map([
  ...[...GREEK.values()].map((name) => [name, `\\${name}`] as const),
  ['epsilon', '\\varepsilon'],
  ['eps', '\\varepsilon'],
  ['lr', '\\eta'],
]);

/** Ends of names that are written above the letter. */
const ACCENTS = ['hat', 'bar', 'tilde'];

/**
 * The TeX of a name, as the literature would write it: `beta1` is β₁, `mhat` is m̂, `v_max` has an index, longer words stand
 * upright.
 */
export function symbolOf(name: string): string {
  const letter = name.length === 1 ? name : LETTERS.get(name);
  if (letter !== undefined) return letter;
  const [head, ...index] = name.split('_').filter((part) => part !== '');
  if (index.length > 0) return `${symbolOf(head)}_{${index.map(symbolOf).join(',')}}`;
  const accent = ACCENTS.find((one) => head.endsWith(one) && isLetter(head.slice(0, -one.length)));
  if (accent) return `\\${accent}{${symbolOf(head.slice(0, -accent.length))}}`;
  const numbered = /^([A-Za-z]+?)(\d+)$/.exec(head);
  if (numbered && isLetter(numbered[1])) return `${symbolOf(numbered[1])}_{${numbered[2]}}`;
  return `\\mathrm{${head}}`;
}

const isLetter = (name: string): boolean => /^[A-Za-z]$/.test(name) || LETTERS.has(name);
