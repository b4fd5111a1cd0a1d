/** One argument of a row, as text and as a value. */
import type { Argument, Parameter } from '../core/types.ts';
import { choiceOf } from './problems.ts';
import type { Rule } from './types.ts';

/** What came of reading one value. `repaired` says that `value` is not what was given. */
export interface Reading {
  readonly value: Argument;
  readonly repaired: boolean;
}

/** What the parameter allows. */
export function ruleOf(parameter: Parameter): Rule {
  const { kind, min, max, above, below, choices = [], integer = false } = parameter;
  if (kind === 'choice') return { kind, choices };
  if (kind === 'flag') return { kind: 'choice', choices: ['0', '1'] };
  const bounds = {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(above !== undefined && { above }),
    ...(below !== undefined && { below }),
  };
  if (kind !== 'list') return { kind, ...bounds };
  return { kind, integer, ...bounds, maxLength: lengthOf(parameter) };
}

/** The longest text that is read as a number: more digits than any number has. */
const MAX_DIGITS = 1100;

/** The most items of a list: as many as a link has room for. */
export const MAX_LIST = 2000;

/** The same for a value that was given, and may be nearly one of the choices. */
export function ruleFor(parameter: Parameter, given: string): Rule {
  const rule = ruleOf(parameter);
  return rule.kind === 'choice' ? choiceOf(given, rule.choices) : rule;
}

/** A decimal number, or null for anything else: no hexadecimal, no words, nothing that overflows. */
export function readNumber(text: string): number | null {
  // Digits before a point and behind it are told apart by the point alone, so that no text is tried in more than one way.
  if (text.length > MAX_DIGITS || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return null;
  const value = Number(text);
  // Adding 0 turns −0, which no link can say, into 0.
  return Number.isFinite(value) ? value + 0 : null;
}

/** The shortest text that reads back as `value`. */
export const writeNumber = (value: number): string => String(value).replace('e+', 'e');

/** The nearest allowed number; null where the bound itself is not allowed. */
function clamp(value: number, integer: boolean, { min, max, above, below }: Parameter): number | null {
  let nearest = integer ? Math.round(value) + 0 : value;
  if (min !== undefined) nearest = Math.max(nearest, min);
  if (max !== undefined) nearest = Math.min(nearest, max);
  const open = (above !== undefined && nearest <= above) || (below !== undefined && nearest >= below);
  return open ? null : nearest;
}

/** The most items of a parameter that is a list. */
const lengthOf = ({ maxLength }: Parameter): number => Math.min(MAX_LIST, maxLength ?? MAX_LIST);

function readList(parameter: Parameter, text: string): Reading | null {
  const most = lengthOf(parameter);
  const given = text.split('/', most + 1).map((item) => readNumber(item.trim()));
  const value = given.map((item) =>
    item === null ? null : clamp(item, parameter.integer === true, parameter),
  );
  if (value.some((item) => item === null)) return null;
  const numbers = (value as number[]).slice(0, most);
  return {
    value: numbers,
    repaired: given.length > numbers.length || numbers.some((v, i) => v !== given[i]),
  };
}

/**
 * Reads a value: unreadable ones and those outside an open bound become `fallback`, other numbers are clamped
 * and rounded. For an optional parameter an empty text means "not used".
 */
export function readArgument(parameter: Parameter, text: string, fallback: Argument): Reading {
  const refused: Reading = { value: fallback, repaired: true };
  if (parameter.optional && text === '') return { value: null, repaired: false };
  switch (parameter.kind) {
    case 'number':
    case 'integer': {
      const given = readNumber(text);
      const value = given === null ? null : clamp(given, parameter.kind === 'integer', parameter);
      return value === null ? refused : { value, repaired: value !== given };
    }
    case 'flag':
      return text === '0' || text === '1' ? { value: Number(text), repaired: false } : refused;
    case 'choice':
      return (parameter.several ? text.split('/') : [text]).every((item) => parameter.choices?.includes(item))
        ? { value: text, repaired: false }
        : refused;
    case 'list':
      return readList(parameter, text) ?? refused;
    default:
      return parameter.kind satisfies never;
  }
}

/** The text of a value, such that `readArgument` gives it back. */
export function writeArgument(value: Argument): string {
  if (value === null) return '';
  if (typeof value === 'number') return writeNumber(value);
  return typeof value === 'string' ? value : value.map(writeNumber).join('/');
}

/** Whether two values of one parameter are the same. */
export const sameArgument = (a: Argument, b: Argument): boolean => writeArgument(a) === writeArgument(b);
