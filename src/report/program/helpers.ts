/** Functions that programs define for themselves where a formula calls them, and nowhere else. */

/** Sources by name, each with what it is written with. */
export type Helpers = Readonly<Record<string, string>>;

/** The helpers that `text` calls, and those that these call, in the order of the table. */
export function helpersIn(text: string, helpers: Helpers): readonly string[] {
  const wanted = new Set<string>();
  const look = (source: string): void => {
    for (const name of Object.keys(helpers)) {
      if (wanted.has(name) || !new RegExp(`(?<![\\w.])${name}\\(`).test(source)) continue;
      wanted.add(name);
      look(helpers[name]);
    }
  };
  look(text);
  return Object.keys(helpers)
    .filter((name) => wanted.has(name))
    .map((name) => helpers[name]);
}
