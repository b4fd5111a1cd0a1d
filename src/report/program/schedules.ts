/**
 * The schedules as formulas, for programs in languages that lack them.
 *
 * `rate` is what comes in, `k` the number of the update, from 1; the last statement assigns `rate`. A schedule that is driven by the run
 * has `state` and what it does after each update, `observe`, which also reads `loss` and `norm`, that of the gradient.
 */
import type { Statement } from '../../core/formula/expression.ts';
import { parseRule } from '../../core/formula/index.ts';
import type { ScheduleId } from '../../core/schedules/index.ts';
import type { Arguments, StageSpec } from '../../core/types.ts';
import { type Dialect, simplify, write } from './language.ts';

export interface ScheduleFormula {
  readonly rate: string;
  readonly state?: Readonly<Record<string, number>>;
  readonly observe?: string;
}

const numbers = (args: Arguments): Record<string, number> => args as Record<string, number>;

/** `args` of the schedule, and how many updates there are: only so many restarts are written. */
export const SCHEDULE_FORMULAS: Readonly<
  Record<ScheduleId, (args: Arguments, steps: number) => ScheduleFormula>
> = {
  step: (args) => {
    const { every, gamma } = numbers(args);
    return { rate: `rate = rate*${gamma}^floor((k - 1)/${every})` };
  },
  multistep: (args) => ({
    rate: (args.at as readonly number[])
      .map((at) => `rate = if(k > ${at}, rate*${args.gamma}, rate)`)
      .join('\n'),
  }),
  exponential: (args) => {
    const { gamma, min } = numbers(args);
    const rate = `rate*${gamma}^(k - 1)`;
    return { rate: `rate = ${min === 0 ? rate : `max(${min}, ${rate})`}` };
  },
  linear: (args) => {
    const { from, to, steps } = numbers(args);
    return { rate: `rate = rate*(${from} + ${to - from}*min(1, (k - 1)/${steps}))` };
  },
  polynomial: (args) => {
    const { steps, power } = numbers(args);
    return { rate: `rate = rate*(1 - min(1, (k - 1)/${steps}))^${power}` };
  },
  cosine: (args) => {
    const { steps, min } = numbers(args);
    return {
      rate: `rate = if(k > ${steps}, ${min}, ${min} + (rate - ${min})*(1 + cos(pi*(k - 1)/${steps}))/2)`,
    };
  },
  'cosine-restarts': (args, steps) => restarts(numbers(args), steps),
  cyclic: (args) => {
    const { max, up, down, gamma } = numbers(args);
    const scale =
      args.mode === 'triangular2' ? '*0.5^cycle' : args.mode === 'exp-range' ? `*${gamma}^(k - 1)` : '';
    return {
      rate: `cycle = floor((k - 1)/${up + down})
        since = k - 1 - cycle*${up + down}
        rate = rate + (${max} - rate)*if(since <= ${up}, since/${up}, (${up + down} - since)/${down})${scale}`,
    };
  },
  'one-cycle': (args) => {
    const { steps, warmup, div, finalDiv } = numbers(args);
    const peak = warmup * steps - 1;
    const anneal = (from: string, to: string, at: string): string =>
      `${from} + (${to} - ${from})*(1 - cos(pi*${at}))/2`;
    const last = steps - 1 - peak;
    const falling = last > 0 ? anneal('rate', `rate/${div}/${finalDiv}`, `(now - ${peak})/${last}`) : 'rate';
    const rising = peak > 0 ? anneal(`rate/${div}`, 'rate', `now/${peak}`) : 'rate';
    return { rate: `now = min(k, ${steps}) - 1\nrate = if(now <= ${peak}, ${rising}, ${falling})` };
  },
  'inverse-time': (args) => {
    const { k, power } = numbers(args);
    return { rate: `rate = rate/(1 + ${k}*(k - 1))^${power}` };
  },
  'inverse-sqrt': (args) => ({
    rate: `rate = rate*min(k/${args.warmup}, sqrt(${args.warmup}/k))`,
  }),
  'warmup-stable-decay': (args) => {
    const { warmup, stable, decay, min } = numbers(args);
    const falling = `k - ${warmup + stable}`;
    const fall =
      decay > 0
        ? `if(${falling} < ${decay}, rate + (${min} - rate)*(${falling})/${decay}, ${min})`
        : `${min}`;
    const later = `if(${falling} <= 0, rate, ${fall})`;
    return { rate: `rate = ${warmup > 0 ? `if(k < ${warmup}, rate*k/${warmup}, ${later})` : later}` };
  },
  plateau: (args) => {
    const { factor, patience, threshold, cooldown, min } = numbers(args);
    return {
      state: { scale: 1, base: 0, best: Number.POSITIVE_INFINITY, bad: 0, cooling: 0 },
      rate: 'base = rate\nrate = rate*scale',
      observe: `better = loss < best*(1 - ${threshold})
        best = if(better, loss, best)
        bad = if(better, 0, bad + 1)
        bad = if(cooling > 0, 0, bad)
        cooling = if(cooling > 0, cooling - 1, 0)
        stuck = bad > ${patience}
        reduced = max(base*scale*${factor}, ${min})
        scale = if(stuck, if(base*scale - reduced > 1e-8, reduced/base, scale), scale)
        cooling = if(stuck, ${cooldown}, cooling)
        bad = if(stuck, 0, bad)`,
    };
  },
  gradient: (args) => {
    const { threshold, factor, window } = numbers(args);
    return {
      state: { scale: 1, before: 0, seen: 0, steady: 0 },
      rate: 'rate = rate*scale',
      observe: `change = if(norm == before, 0, if(before > 0, abs(norm - before)/before, 1e300))
        steady = if(seen == 1, if(change < ${threshold}, steady + 1, 0), 0)
        before = norm
        seen = 1
        scale = if(steady >= ${window}, scale*${factor}, scale)
        steady = if(steady >= ${window}, 0, steady)`,
    };
  },
  warmup: (args) => {
    const { steps, from } = numbers(args);
    return { rate: `rate = rate*(${from} + ${1 - from}*min(1, (k - 1)/${steps}))` };
  },
};

/** The restarts are written one by one: the logarithm that tells in which period an update is rounds at its edges. */
function restarts({ period, mult, min }: Record<string, number>, steps: number): ScheduleFormula {
  const rate = (since: string, length: string): string =>
    `rate = ${min} + (rate - ${min})*(1 + cos(pi*${since}/${length}))/2`;
  if (mult === 1) return { rate: rate(`mod(k - 1, ${period})`, String(period)) };
  const lines = ['begin = 0', `length = ${period}`];
  for (let at = period, length = period * mult; at < steps; at += length, length *= mult)
    lines.push(`begin = if(k > ${at}, ${at}, begin)`, `length = if(k > ${at}, ${length}, length)`);
  return { rate: [...lines, rate('(k - 1 - begin)', 'length')].join('\n') };
}

/** A name and the expression that is assigned to it. */
export type Assignment = readonly [name: string, text: string];

/** A schedule of a run in another language. */
export interface WrittenSchedule {
  readonly id: string;
  /** What it remembers, by its name in the program, and where that starts. */
  readonly states: readonly (readonly [name: string, initial: number])[];
  readonly rate: readonly Assignment[];
  /** After an update, of a schedule that is driven by the run. */
  readonly observe: readonly Assignment[];
}

/** The schedules of a run, and for how many updates those before a warm-up wait for it. */
export interface WrittenSchedules {
  /** One after the other. */
  readonly chain: readonly WrittenSchedule[];
  /** In force alone for the first `wait` updates; null where nothing waits. */
  readonly warmup: WrittenSchedule | null;
  readonly wait: number;
}

const SHARED: ReadonlySet<string> = new Set(['rate', 'k', 'loss', 'norm']);

/** The schedules of a run of `steps` updates as statements of numbers; several of them have names of their own. */
export function writtenSchedules(
  specs: readonly StageSpec[],
  steps: number,
  dialect: Dialect,
): WrittenSchedules {
  const ordered = [...specs].sort((a, b) => Number(a.id === 'warmup') - Number(b.id === 'warmup'));
  const written = ({ id, args }: StageSpec): WrittenSchedule => {
    const { rate, state, observe } = SCHEDULE_FORMULAS[id as ScheduleId](args, steps);
    const name = (one: string): string => (state && !SHARED.has(one) ? `${id}_${one}` : dialect.name(one));
    const lines = (text: string | undefined): readonly Assignment[] =>
      text === undefined
        ? []
        : (parseRule(text) as readonly Statement[]).map(({ name: to, value }) => [
            name(to),
            write(simplify(value, { pi: Math.PI }), { ...dialect, name }, new Set()).text,
          ]);
    const states = Object.entries(state ?? {}).map(([one, initial]) => [name(one), initial] as const);
    return { id, states, rate: lines(rate), observe: lines(observe) };
  };
  const last = ordered[ordered.length - 1];
  const waits = last?.id === 'warmup' && last.args.wait === 1 && ordered.length > 1;
  return {
    chain: (waits ? ordered.slice(0, -1) : ordered).map(written),
    warmup: waits ? written(last) : null,
    wait: waits ? Number(last.args.steps) : 0,
  };
}
