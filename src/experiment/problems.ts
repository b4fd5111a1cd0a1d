/** Saying what was repaired. */
import { nearest } from './nearest.ts';
import type { Bounds, Phrase, Problem, Rule } from './types.ts';

/** The longest `given` that is reported whole. */
const LONGEST = 200;

/** What stands in `used` when something was left out. */
export const IGNORED: Phrase = { kind: 'ignored' };

/** What stands in `used` where the default has no text. */
export const DEFAULT: Phrase = { kind: 'default' };

/** The first `most` of a list; that there are more is told under `key`. */
export function firstOf<T>(
  list: readonly T[],
  most: number,
  of: 'runs' | 'rules',
  key: string,
  report: (problem: Problem) => void,
): readonly T[] {
  const { length: count } = list;
  if (count <= most) return list;
  report(
    problem(
      key,
      { kind: 'amount', count, of },
      { kind: 'first', count: most, of },
      { kind: 'count', max: most },
    ),
  );
  return list.slice(0, most);
}

/** A choice, with the one of them that `given` is near. */
export function choiceOf(given: string, choices: readonly string[]): Rule {
  const meant = nearest(given, choices);
  return { kind: 'choice', choices, ...(meant !== null && meant !== given && { nearest: meant }) };
}

/** A phrase in English. */
function phraseInWords(phrase: Phrase): string {
  switch (phrase.kind) {
    case 'default':
      return 'the default';
    case 'own window':
      return "the surface's own";
    case 'next colour':
      return 'the next free one';
    case 'object':
      return 'an object';
    case 'not kept':
      return 'not kept here: save it as a file';
    case 'amount':
      return `${phrase.count} ${phrase.of}`;
    case 'first':
      return `the first ${phrase.count}`;
    default:
      return phrase.kind;
  }
}

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
      return choiceInWords(rule);
    case 'point':
      return 'two numbers, x,y';
    case 'interval':
      return 'two numbers, x0,x1, with x0 < x1';
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
    case 'trials':
      return `at most ${rule.max} trials in all`;
    case 'once':
      return 'once';
    case 'only with':
      return `only with ${rule.part}`;
    case 'type':
      return TYPES[rule.type];
    case 'stored':
      return 'only in the browser that made it; anywhere else open the file';
    case 'together':
      return rule.words;
    default:
      return rule satisfies never;
  }
}

const TYPES = {
  number: 'a number',
  text: 'a text',
  flag: 'true or false',
  list: 'a list',
  object: 'an object',
} as const;

function choiceInWords({ choices, nearest }: { choices: readonly string[]; nearest?: string }): string {
  const all = choices.length === 1 ? choices[0] : `one of ${choices.join(', ')}`;
  return nearest === undefined ? all : `did you mean ${nearest}? ${all}`;
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

/** A repair. `given` and `used` are text of the link, or words about it. */
export function problem(key: string, given: string | Phrase, used: string | Phrase, rule: Rule): Problem {
  const phrases = {
    ...(typeof given !== 'string' && { given }),
    ...(typeof used !== 'string' && { used }),
  };
  const shown = (part: string | Phrase): string => {
    const text = typeof part === 'string' ? part : phraseInWords(part);
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };
  return {
    key: shown(key),
    given: shown(given),
    used: shown(used),
    allowed: inWords(rule),
    rule,
    ...(Object.keys(phrases).length > 0 && { phrases }),
  };
}
