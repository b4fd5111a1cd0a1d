/** Taking a link apart: `?…`, `#…`, a whole address, or what a chat, a menu or a hand made of it. */
import { decode } from './escape.ts';
import { IGNORED, problem } from './problems.ts';
import type { Problem } from './types.ts';

/** The keys of a link. Those in `REPEATABLE` may come more than once. */
export const KEYS = [
  'surface',
  'f',
  'rule',
  'start',
  'run',
  'steps',
  'seed',
  'view',
  'window',
  'rates',
  'future',
  't',
  'speed',
  'title',
  'note',
  'lang',
  'theme',
  'embed',
  'hide',
  'v',
] as const;
export type Key = (typeof KEYS)[number];
const REPEATABLE: readonly string[] = ['rule', 'run'];

/** The most characters of a link that are read. */
export const MAX_LINK = 4000;

/** What a link says, in order: keys with their values, decoded once. */
export type Written = readonly (readonly [key: string, value: string])[];

/** Added by newsletters, search engines and social networks to every link that passes through them. */
const FOREIGN = /^(?:utm_.*|fbclid|gclid)$/;

/**
 * A fragment begins at `#`, or at a `%23` that a careless program made of it: only a known key can follow
 * that.
 */
const FRAGMENT = new RegExp(`#|%23(?=(?:${KEYS.join('|')})=)`);

/** Drops the address before the first `?` or `#`: what holds no `=` or begins like `https://`. */
function withoutAddress(text: string): string {
  const start = text.search(/[?#]/);
  const address = start < 0 ? text : text.slice(0, start);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && address.includes('=')) return text;
  return start < 0 ? (address.includes('/') ? '' : text) : text.slice(start);
}

const parametersOf = (part: string): string[] =>
  part
    .replace(/^[!/?&]+/, '')
    .split('&')
    .filter((parameter) => parameter !== '');

/** The key and the value of a parameter. Only in plain text does `+` stand for a space. */
function pair(parameter: string): readonly [key: string, value: string] {
  const at = parameter.indexOf('=');
  const key = decode(at < 0 ? parameter : parameter.slice(0, at)).trim();
  const value = at < 0 ? '' : parameter.slice(at + 1);
  const text = key === 'title' || key === 'note' ? value.replaceAll('+', ' ') : value;
  return [key, decode(text)];
}

/** As many whole parameters, in order, as fit into a link. */
function fitting(parameters: readonly string[], report: (problem: Problem) => void): number {
  const total = parameters.join('&').length;
  let count = 0;
  let length = -1;
  while (count < parameters.length && length + 1 + parameters[count].length <= MAX_LINK) {
    length += 1 + parameters[count].length;
    count++;
  }
  if (count < parameters.length) {
    const rule = { kind: 'characters', max: MAX_LINK } as const;
    report(problem('link', `${total} characters`, `the first ${Math.max(0, length)}`, rule));
  }
  return count;
}

/**
 * What a link says. The fragment fills in what the query leaves out. Unknown keys and second values are
 * reported and left out.
 */
export function readLink(link: string, report: (problem: Problem) => void): Written {
  // Half a character, which no address can say and no link written again would say.
  const whole = link.replace(/\p{Surrogate}/gu, '\ufffd');
  const text = withoutAddress(whole.trim()).replace(/&(?:(?:amp|#38|#x26);)+/gi, '&');
  const [query, ...fragments] = text.split(FRAGMENT);
  const inQuery = parametersOf(query);
  // A fragment without an equals sign is an anchor of the page, nobody's mistake.
  const inFragment = fragments.flatMap(parametersOf).filter((parameter) => parameter.includes('='));
  const all = [...inQuery, ...inFragment];

  const kept: (readonly [key: string, value: string])[] = [];
  const keysOfQuery = new Set<string>();
  for (const [i, parameter] of all.slice(0, fitting(all, report)).entries()) {
    const [key, value] = pair(parameter);
    if (FOREIGN.test(key)) continue;
    const known = (KEYS as readonly string[]).includes(key);
    if (known && i < inQuery.length) keysOfQuery.add(key);
    const second = REPEATABLE.includes(key)
      ? i >= inQuery.length && keysOfQuery.has(key)
      : kept.some(([other]) => other === key);
    if (!known) report(problem(key, value, IGNORED, { kind: 'choice', choices: KEYS }));
    else if (second) report(problem(key, value, IGNORED, { kind: 'once' }));
    else kept.push([key, value]);
  }
  return kept;
}
