/** What there are texts for. */
import type { RowExplanation, RowStrings } from './catalogue/rows.ts';
import type { Strings } from './en.ts';

type Catalogue = Readonly<Record<string, RowStrings>>;

export interface Words {
  readonly strings: Strings;
  readonly surfaces: Catalogue;
  readonly optimizers: Catalogue;
  readonly schedules: Catalogue;
  readonly stages: Catalogue;
}

/** What rows show, by table and then by id. */
export type Explanations = Readonly<
  Record<Exclude<keyof Words, 'strings'>, Readonly<Record<string, RowExplanation | undefined>>>
>;
