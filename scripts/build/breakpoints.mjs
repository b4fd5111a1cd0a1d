/** Puts the conditions of `src/ui/layout/breakpoints.ts` in the place of their names in the media queries of style sheets. */
import { BREAKPOINTS } from '../../src/ui/layout/breakpoints.ts';

/** @returns {NonNullable<Exclude<import('vite').CSSOptions['postcss'], string | undefined>['plugins']>[number]} */
export const breakpoints = () => ({
  postcssPlugin: 'adascope:breakpoints',
  AtRule: {
    media(rule) {
      for (const [name, condition] of Object.entries(BREAKPOINTS))
        if (rule.params === `(${name})`) rule.params = condition;
    },
  },
});
