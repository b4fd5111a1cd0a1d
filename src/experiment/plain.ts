/** Values of unknown origin as plain data: whatever a getter, a proxy or a circle does, nothing throws and nothing grows. */

/** The most keys of an object, items of an array, levels and values in all that are looked at. */
const MAX_KEYS = 100;
const MAX_ITEMS = 2500;
const MAX_DEPTH = 6;
const MAX_VALUES = 50_000;

export type PlainObject = Readonly<Record<string, unknown>>;

/** Told of an object with more keys than are looked at. */
type TooMany = (path: string, count: number, most: number) => void;

/** What a property holds; undefined where reading it throws. */
function read(value: object, key: string | number): unknown {
  try {
    return (value as Record<string | number, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** The part of a path that a key adds: `runs[0].optimizer`. */
export const joined = (path: string, key: string | number): string =>
  typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

/**
 * A copy of `value` made of nothing but plain objects, arrays and primitive values; functions and what is nested too deep are
 * undefined in it. Each property is read once.
 */
export function plainCopy(value: unknown, tooMany: TooMany): unknown {
  let left = MAX_VALUES;
  const copy = (from: unknown, path: string, depth: number): unknown => {
    if (typeof from === 'function') return undefined;
    if (typeof from !== 'object' || from === null) return from;
    if (depth > MAX_DEPTH || left-- <= 0) return undefined;
    try {
      if (Array.isArray(from)) {
        const length = Math.min(Number(from.length), MAX_ITEMS);
        const items: unknown[] = [];
        for (let i = 0; i < length && left > 0; i++, left--) {
          items.push(copy(read(from, i), joined(path, i), depth + 1));
        }
        return items;
      }
      const keys = Object.keys(from);
      if (keys.length > MAX_KEYS) tooMany(path, keys.length, MAX_KEYS);
      return Object.fromEntries(
        keys.slice(0, MAX_KEYS).map((key) => [key, copy(read(from, key), joined(path, key), depth + 1)]),
      );
    } catch {
      return undefined;
    }
  };
  return copy(value, '', 0);
}

export const isObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
