/**
 * The language in which claims say what is computed of an experiment.
 *
 *     theta0[1]@20              a column of the records, of run 1 (0 unless said), at step 20 (the last one unless said)
 *     sqrt(theta0^2 + theta1^2) arithmetic: + − * / ^, < and > (1 or 0), abs, sqrt, log, log10, exp
 *     first(loss < 1e-3)        over steps: first (the step at which it is first true), count, changes (of the sign), least, most,
 *                               mean, sum; `mean(loss, 100, 200)` only over the steps 100 to 200
 *     diverged[1]               1 or 0; of studies `trials`, `diverged`, `least` (the best value), `least.lr` (where)
 *     seeds(20, theta0)         the mean over 20 seeds, the query's and those after it; `variance(20, theta0)` likewise
 *
 * Columns are those of `trace --stability` or of `study`; their lists are numbered (`theta0`, `theta1`, `rate0`, …), steps of a study
 * are its trials. A number that there is not (null in a record, a step never reached) is NaN.
 */
import { exp, log, log10, pow } from '../core/elementary/index.ts';
import type { RunSeries, Series } from './series.ts';

/** Where an expression is evaluated: on the series of a seed, at the record of a step, or at the last one. */
interface Place {
  readonly series: Series;
  readonly step: number | null;
  readonly seeded: (seed: number) => Series;
}
type Evaluate = (place: Place) => number;

const TOKEN = /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?)|([a-zA-Z](?:[\w.]*\w)?)|(.))/gy;
type Token = readonly [kind: 'number' | 'name' | 'sign', text: string];

const tokensOf = (text: string): Token[] =>
  [...text.trim().matchAll(TOKEN)].map(([, number, name, sign]) =>
    number !== undefined ? ['number', number] : name !== undefined ? ['name', name] : ['sign', sign],
  );

const FUNCTIONS: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  sqrt: Math.sqrt,
  log,
  log10,
  exp,
};

/** What is made of a value at each of some steps. */
const REDUCTIONS: Readonly<Record<string, (values: readonly number[], steps: readonly number[]) => number>> =
  {
    first: (values, steps) => steps[values.indexOf(1)] ?? Number.NaN,
    count: (values) => values.filter((value) => value === 1).length,
    changes(values) {
      const signs = values.map(Math.sign).filter((sign) => sign !== 0);
      return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length;
    },
    least: (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    most: (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    mean: (values) => values.reduce((a, b) => a + b, 0) / values.length,
    sum: (values) => values.reduce((a, b) => a + b, 0),
  };

const runOf = (series: Series, run: number): RunSeries => {
  if (run < series.length) return series[run];
  throw new RangeError(`There is no run ${run}: there are ${series.length}.`);
};

function numberOf(run: RunSeries, name: string, step: number | null): number {
  if (Object.hasOwn(run.constants, name)) return run.constants[name];
  const column = Object.hasOwn(run.columns, name) ? run.columns[name] : null;
  if (!column) {
    const known = [...Object.keys(run.columns), ...Object.keys(run.constants)].join(', ');
    throw new RangeError(`There is no column "${name}". There are: ${known}.`);
  }
  const { step: steps } = run.columns;
  // The steps of most records are their places.
  if (name === 'expectedBest' || step === null) return column[step ?? column.length - 1] ?? Number.NaN;
  return column[steps[step] === step ? step : steps.indexOf(step)] ?? Number.NaN;
}

/** A parser by recursive descent; every method reads what it is named after. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  whole(): Evaluate {
    const value = this.#comparison();
    if (this.#at < this.#tokens.length) this.#fail('an operator or the end');
    return value;
  }

  #fail(wanted: string): never {
    const [, found] = this.#tokens[this.#at] ?? ['sign', 'the end'];
    throw new SyntaxError(`Quantity "${this.#text}": found ${found}, expected ${wanted}.`);
  }

  #takes(...signs: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token?.[0] !== 'sign' || !signs.includes(token[1])) return null;
    this.#at++;
    return token[1];
  }

  #expect(sign: string): void {
    if (this.#takes(sign) === null) this.#fail(sign);
  }

  #number(): number {
    const token = this.#tokens[this.#at];
    if (token?.[0] !== 'number') this.#fail('a number');
    this.#at++;
    return Number(token[1]);
  }

  #comparison(): Evaluate {
    const a = this.#sum();
    const sign = this.#takes('<', '>');
    if (sign === null) return a;
    const b = this.#sum();
    return (place) => Number(sign === '<' ? a(place) < b(place) : a(place) > b(place));
  }

  #sum(): Evaluate {
    let value = this.#product();
    for (;;) {
      const sign = this.#takes('+', '-');
      if (sign === null) return value;
      const [a, b] = [value, this.#product()];
      value = sign === '+' ? (place) => a(place) + b(place) : (place) => a(place) - b(place);
    }
  }

  #product(): Evaluate {
    let value = this.#factor();
    for (;;) {
      const sign = this.#takes('*', '/');
      if (sign === null) return value;
      const [a, b] = [value, this.#factor()];
      value = sign === '*' ? (place) => a(place) * b(place) : (place) => a(place) / b(place);
    }
  }

  #factor(): Evaluate {
    if (this.#takes('-') !== null) {
      const value = this.#factor();
      return (place) => -value(place);
    }
    const base = this.#primary();
    if (this.#takes('^') === null) return base;
    const exponent = this.#factor();
    return (place) => pow(base(place), exponent(place));
  }

  #primary(): Evaluate {
    if (this.#takes('(') !== null) {
      const value = this.#comparison();
      this.#expect(')');
      return value;
    }
    const token = this.#tokens[this.#at];
    if (token?.[0] === 'number') {
      const value = this.#number();
      return () => value;
    }
    if (token?.[0] !== 'name') this.#fail('a number, a name or (');
    this.#at++;
    return this.#takes('(') === null ? this.#column(token[1]) : this.#call(token[1]);
  }

  #column(name: string): Evaluate {
    let run = 0;
    if (this.#takes('[') !== null) {
      run = this.#number();
      this.#expect(']');
    }
    const at = this.#takes('@') === null ? null : this.#number();
    return ({ series, step }) => numberOf(runOf(series, run), name, at ?? step);
  }

  #call(name: string): Evaluate {
    if (name === 'seeds' || name === 'variance') return this.#overSeeds(name);
    const first = this.#comparison();
    const bounds: number[] = [];
    while (this.#takes(',') !== null) bounds.push(this.#number());
    this.#expect(')');
    if (Object.hasOwn(FUNCTIONS, name)) {
      const apply = FUNCTIONS[name];
      return (place) => apply(first(place));
    }
    if (!Object.hasOwn(REDUCTIONS, name)) {
      const known = [...Object.keys(FUNCTIONS), ...Object.keys(REDUCTIONS), 'seeds', 'variance'].join(', ');
      throw new SyntaxError(`Quantity "${this.#text}": no function ${name}. There are: ${known}.`);
    }
    const [from = 0, to = Number.POSITIVE_INFINITY] = bounds;
    const reduce = REDUCTIONS[name];
    return (place) => {
      const steps = [...new Set(place.series.flatMap(({ columns }) => columns.step))]
        .filter((step) => step >= from && step <= to)
        .sort((a, b) => a - b);
      const pairs = steps
        .map((step) => [step, first({ ...place, step })] as const)
        .filter(([, value]) => !Number.isNaN(value));
      return reduce(
        pairs.map(([, value]) => value),
        pairs.map(([step]) => step),
      );
    };
  }

  #overSeeds(name: string): Evaluate {
    const count = this.#number();
    this.#expect(',');
    const value = this.#comparison();
    this.#expect(')');
    return (place) => {
      const values = Array.from({ length: count }, (_, seed) =>
        value({ ...place, series: place.seeded(seed) }),
      );
      const mean = values.reduce((a, b) => a + b, 0) / count;
      if (name === 'seeds') return mean;
      return values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / count;
    };
  }
}

/** How many seeds a quantity takes: those of its `seeds(…)` and `variance(…)`, else one. */
export const seedsOf = (text: string): number =>
  Math.max(1, ...[...text.matchAll(/\b(?:seeds|variance)\(\s*(\d+)/g)].map(([, count]) => Number(count)));

/**
 * A quantity of an experiment.
 *
 * @param seeded The series of the experiment, its seed moved on by so many.
 * @returns NaN for a number that there is not.
 * @throws SyntaxError where the text cannot be read, RangeError for runs and columns that there are not.
 */
export function computeQuantity(text: string, seeded: (seed: number) => Series): number {
  return new Parser(text).whole()({ series: seeded(0), step: null, seeded });
}
