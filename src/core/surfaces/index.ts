/** The table of surfaces, in the order menus show them. */
import { custom } from '../formula/surface.ts';
import type { Surface } from '../types.ts';
import { ackley } from './ackley.ts';
import { beale } from './beale.ts';
import { booth } from './booth.ts';
import { easom } from './easom.ts';
import { factorisation } from './factorisation.ts';
import { goldsteinPrice } from './goldstein-price.ts';
import { griewank } from './griewank.ts';
import { himmelblau } from './himmelblau.ts';
import { levy } from './levy.ts';
import { matyas } from './matyas.ts';
import { mccormick } from './mccormick.ts';
import { monkeySaddle } from './monkey-saddle.ts';
import { quadratic } from './quadratic.ts';
import { rastrigin } from './rastrigin.ts';
import { reddi } from './reddi.ts';
import { regression } from './regression.ts';
import { rosenbrock } from './rosenbrock.ts';
import { saddle } from './saddle.ts';
import { sixHumpCamel } from './six-hump-camel.ts';
import { sparse } from './sparse.ts';
import { styblinskiTang } from './styblinski-tang.ts';
import { threeHumpCamel } from './three-hump-camel.ts';
import { valley } from './valley.ts';

/** By id. Texts are typed by it (i18n/catalogue): a row without a name does not compile. */
const table = {
  rosenbrock,
  beale,
  himmelblau,
  booth,
  matyas,
  'three-hump-camel': threeHumpCamel,
  'six-hump-camel': sixHumpCamel,
  'goldstein-price': goldsteinPrice,
  'styblinski-tang': styblinskiTang,
  ackley,
  rastrigin,
  griewank,
  levy,
  easom,
  mccormick,
  quadratic,
  saddle,
  'monkey-saddle': monkeySaddle,
  valley,
  factorisation,
  regression,
  sparse,
  reddi,
  custom,
} satisfies Record<string, Surface>;

export type SurfaceId = keyof typeof table;

export const surfaces: readonly Surface[] = Object.values(table);
