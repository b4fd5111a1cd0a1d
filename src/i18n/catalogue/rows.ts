/** The strings that every row of a table has. */

export interface RowStrings {
  /** What menus and legends show. */
  readonly name: string;
  /** By the key of the parameter: what it means, in a few words. */
  readonly params: Readonly<Record<string, string>>;
  /** By the key of a parameter that is a choice, then by its value. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a row shows. */
export interface RowExplanation {
  /** One short sentence. */
  readonly about: string;
  /** What is worth knowing beyond that, in a few sentences. */
  readonly note?: string;
}

/** The type of a translation: the same keys all the way down, any text. Missing or extra keys are errors. */
export type SameShape<T> = T extends string ? string : { readonly [K in keyof T]: SameShape<T[K]> };
