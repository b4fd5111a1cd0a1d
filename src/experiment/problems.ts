/** Saying what was repaired. */
import type { Bounds, Problem, Rule } from './types.ts';

/** The longest `given` that is reported whole. */
const LONGEST = 200;

/** What stands in `used` when something was left out. */
export const IGNORED = 'ignored';

/** `allowed` in English: "above 0", "0 ≤ … < 1", "1 to 12", "one of sgd, adam". */
export function inWords(rule: Rule): string {
  switch (rule.kind) {
    case 'number':
      return between(rule) ?? 'a number';
    case 'integer':
      return ['a whole number', between(rule)].filter((part) => part !== null).join(', ');
    case 'list': {
      const numbers = rule.integer ? 'whole numbers' : 'numbers';
      const count = rule.maxLength === undefined ? '' : `at most ${rule.maxLength} `;
      const bounds = between(rule);
      return `${count}${numbers} joined by /${bounds === null ? '' : `, each ${bounds}`}`;
    }
    case 'choice':
      return rule.choices.length === 1 ? rule.choices[0] : `one of ${rule.choices.join(', ')}`;
    case 'point':
      return 'two numbers, x,y';
    case 'window':
      return 'four numbers, x0,x1,y0,y1, with x0 < x1 and y0 < y1';
    case 'text':
      return `plain text of at most ${rule.max} characters`;
    case 'formula':
    case 'rule':
      return rule.error.message;
    case 'count':
      return `at most ${rule.max}`;
    case 'characters':
      return `at most ${rule.max} characters`;
    case 'once':
      return 'once';
    case 'only with':
      return `only with ${rule.part}`;
    case 'together':
      return rule.words;
    default:
      return rule satisfies never;
  }
}

function between({ min, max, above, below }: Bounds): string | null {
  const low = min ?? above;
  const high = max ?? below;
  if (low === undefined && high === undefined) return null;
  if (high === undefined) return above === undefined ? `at least ${low}` : `above ${low}`;
  if (low === undefined) return below === undefined ? `at most ${high}` : `below ${high}`;
  if (above === undefined && below === undefined) return `${low} to ${high}`;
  return `${low} ${above === undefined ? '≤' : '<'} … ${below === undefined ? '≤' : '<'} ${high}`;
}

export function problem(key: string, given: string, used: string, rule: Rule): Problem {
  const shown = given.length > LONGEST ? `${given.slice(0, LONGEST)}…` : given;
  return { key, given: shown, used, allowed: inWords(rule), rule };
}
