/** Taking a link apart: `?…`, `#…`, a whole address, or what a chat, a menu or a hand made of it. */
import { decode } from './escape.ts';
import { nearest } from './nearest.ts';
import { choiceOf, IGNORED, problem } from './problems.ts';
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
  'study',
  'axis',
  'future',
  'lesson',
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
type Report = (problem: Problem) => void;
const REPEATABLE: readonly string[] = ['rule', 'run', 'axis'];

/** The most characters of a link that are read. What other programs add to it does not count. */
export const MAX_LINK = 4000;

/** The most that are looked at to find them: more than any escaping makes of a link. */
const SEARCHED = 10 * MAX_LINK;

/** The most parameters that are looked at: a link of ours has some dozens, and what other programs add are a few more. */
const MAX_PARAMETERS = 1000;

/** What a link says, in order: keys with their values, decoded once. */
export type Written = readonly (readonly [key: string, value: string])[];

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
    .split(/&+/, MAX_PARAMETERS + 1)
    .filter((parameter) => parameter !== '');

/** The key and the value of a parameter. Only in plain text does `+` stand for a space. */
function pair(parameter: string): readonly [key: string, value: string] {
  const at = parameter.indexOf('=');
  const key = decode(at < 0 ? parameter : parameter.slice(0, at)).trim();
  const value = at < 0 ? '' : parameter.slice(at + 1);
  const text = key === 'title' || key === 'note' ? value.replaceAll('+', ' ') : value;
  return [key, decode(text)];
}

type Pair = readonly [key: string, value: string];

/** A parameter of ours, and whether it stands in the query. */
interface Found {
  readonly pair: Pair;
  readonly inQuery: boolean;
}

const isKey = (key: string): boolean => (KEYS as readonly string[]).includes(key);

/**
 * As many whole parameters of ours, in order, as fit into `max` characters. Newsletters, logins and social networks add theirs to
 * every link that passes through them: keys that are not near one of ours are theirs, and passed over.
 */
function fitting(
  query: readonly string[],
  fragment: readonly string[],
  max: number,
  unread: number,
  report: Report,
): readonly Found[] {
  const found: Found[] = [];
  let read = 0;
  let over = unread;
  for (const [i, parameter] of [...query, ...fragment].entries()) {
    const length = parameter.length + (read === 0 ? 0 : 1);
    if (over > 0 || i >= MAX_PARAMETERS) {
      over += length;
      continue;
    }
    const [key, value] = pair(parameter);
    if (!isKey(key) && nearest(key, KEYS) === null) continue;
    if (read + length > max) {
      over = length;
    } else {
      read += length;
      found.push({ pair: [key, value], inQuery: i < query.length });
    }
  }
  if (over > 0) {
    const given = { kind: 'amount', count: read + over, of: 'characters' } as const;
    const used = { kind: 'first', count: read, of: 'characters' } as const;
    report(problem('link', given, used, { kind: 'characters', max }));
  }
  return found;
}

/**
 * What a link says. The fragment fills in what the query leaves out. Keys that are nearly ours, and second values, are reported and
 * left out.
 *
 * @param max The most characters that are read.
 */
export function readLink(link: string, report: Report, max = MAX_LINK): Written {
  const looked = link.slice(0, Math.max(SEARCHED, max));
  // Half a character, which no address can say and no link written again would say.
  const whole = looked.replace(/\p{Surrogate}/gu, '\ufffd');
  const text = withoutAddress(whole.trim()).replace(/&(?:(?:amp|#38|#x26);)+/gi, '&');
  const [query, ...fragments] = text.split(FRAGMENT, MAX_PARAMETERS);
  // A fragment without an equals sign is an anchor of the page, nobody's mistake.
  const inFragment = fragments.flatMap(parametersOf).filter((parameter) => parameter.includes('='));

  const kept: Pair[] = [];
  const keysOfQuery = new Set<string>();
  const unread = link.length - looked.length;
  for (const { pair, inQuery } of fitting(parametersOf(query), inFragment, max, unread, report)) {
    const [key, value] = pair;
    if (inQuery && isKey(key)) keysOfQuery.add(key);
    const second = REPEATABLE.includes(key)
      ? !inQuery && keysOfQuery.has(key)
      : kept.some(([other]) => other === key);
    if (!isKey(key)) report(problem(key, value, IGNORED, choiceOf(key, KEYS)));
    else if (second) report(problem(key, value, IGNORED, { kind: 'once' }));
    else kept.push(pair);
  }
  return kept;
}
