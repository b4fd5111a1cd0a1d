/** The words of the interface, by language. */
import { en, type Strings } from './en.ts';
import { zh } from './zh.ts';

export type { Strings };
export const strings: Readonly<Record<'en' | 'zh', Strings>> = { en, zh };
