/** The schedules of a run as schedulers of torch.optim, or as a function where PyTorch has none that does the same. */
import type { Arguments, StageSpec } from '../../core/types.ts';
import { pythonNumber as n } from './python.ts';
import { rateFunction } from './python-schedules.ts';

/** Lines of the program at the places where they belong. */
export interface ScheduleLines {
  /** Before the loop. */
  readonly before: readonly string[];
  /** At the beginning of update t, before the optimizer's step. */
  readonly ahead: readonly string[];
  /** After the update. */
  readonly after: readonly string[];
}

interface Scheduler {
  /** The call that makes it. */
  readonly make: string;
  /** The last update after which it is stepped: PyTorch's would go on, or refuse. */
  readonly until?: number;
  readonly why?: string;
  /** Multiplies the rate that it finds: several of them can be stepped one after the other. */
  readonly chains: boolean;
}

const SCHEDULERS = 'torch.optim.lr_scheduler';
const made = (name: string, args: Readonly<Record<string, string | number>>): string =>
  `${SCHEDULERS}.${name}(optimizer, ${Object.entries(args)
    .map(([key, value]) => `${key}=${typeof value === 'number' ? n(value) : value}`)
    .join(', ')})`;

/** What PyTorch has with these arguments, if it has it. */
const NATIVE: Readonly<Record<string, (args: Arguments, lr: number) => Scheduler | null>> = {
  step: ({ every, gamma }) => ({
    make: made('StepLR', { step_size: Number(every), gamma: Number(gamma) }),
    chains: true,
  }),
  multistep: ({ at, gamma }) => ({
    make: made('MultiStepLR', {
      milestones: `[${(at as readonly number[]).map((one) => n(Math.floor(one))).join(', ')}]`,
      gamma: Number(gamma),
    }),
    chains: true,
  }),
  exponential: ({ gamma, min }) =>
    min === 0 ? { make: made('ExponentialLR', { gamma: Number(gamma) }), chains: true } : null,
  linear: ({ from, to, steps }) => linear(Number(from), Number(to), Number(steps)),
  polynomial: ({ steps, power }) => ({
    make: made('PolynomialLR', { total_iters: Number(steps), power: Number(power) }),
    chains: true,
  }),
  cosine: ({ steps, min }) => ({
    make: made('CosineAnnealingLR', { T_max: Number(steps), eta_min: Number(min) }),
    until: Number(steps),
    why: 'PyTorch’s cosine would rise again',
    chains: min === 0,
  }),
  'cosine-restarts': ({ period, mult, min }) => ({
    make: made('CosineAnnealingWarmRestarts', {
      T_0: Number(period),
      T_mult: Number(mult),
      eta_min: Number(min),
    }),
    chains: false,
  }),
  cyclic: ({ max, up, down, mode, gamma }, lr) => ({
    make: made('CyclicLR', {
      base_lr: lr,
      max_lr: Number(max),
      step_size_up: Number(up),
      step_size_down: Number(down),
      mode: `"${String(mode).replace('-', '_')}"`,
      gamma: Number(gamma),
      cycle_momentum: 'False',
    }),
    chains: false,
  }),
  'one-cycle': ({ steps, warmup, div, finalDiv }, lr) => {
    const peak = Number(warmup) * Number(steps) - 1;
    // PyTorch divides by the length of both phases.
    if (peak === 0 || Number(steps) < 2) return null;
    return {
      make: made('OneCycleLR', {
        max_lr: lr,
        total_steps: Number(steps),
        pct_start: Number(warmup),
        cycle_momentum: 'False',
        div_factor: Number(div),
        final_div_factor: Number(finalDiv),
      }),
      until: Number(steps) - 1,
      why: 'PyTorch refuses to be stepped further',
      chains: false,
    };
  },
  plateau: ({ factor, patience, threshold, cooldown, min }) => ({
    make: made('ReduceLROnPlateau', {
      mode: '"min"',
      factor: Number(factor),
      patience: Number(patience),
      threshold: Number(threshold),
      threshold_mode: '"rel"',
      cooldown: Number(cooldown),
      min_lr: Number(min),
    }),
    chains: false,
  }),
  warmup: ({ from, steps }) => linear(Number(from), 1, Number(steps)),
};

/** PyTorch refuses factors that are 0 at first or above 1. */
function linear(from: number, to: number, steps: number): Scheduler | null {
  if (!(from > 0 && from <= 1 && to >= 0 && to <= 1)) return null;
  return { make: made('LinearLR', { start_factor: from, end_factor: to, total_iters: steps }), chains: true };
}

/** The schedules of a run of `steps` updates at the rate `lr`; `measured` is the loss after the update, as Python. */
export function scheduleLines(
  schedules: readonly StageSpec[],
  lr: number,
  steps: number,
  measured: string,
): ScheduleLines {
  if (schedules.length === 0) return { before: [], ahead: [], after: [] };
  const ordered = [...schedules].sort((a, b) => Number(a.id === 'warmup') - Number(b.id === 'warmup'));
  const last = ordered[ordered.length - 1];
  const waits = last.id === 'warmup' && last.args.wait === 1 && ordered.length > 1;
  const native = ordered.map(({ id, args }) => NATIVE[id]?.(args, lr) ?? null);
  const known = native.filter((scheduler) => scheduler !== null);
  const possible =
    known.length === ordered.length &&
    (waits
      ? ordered.length === 2 && known.every(({ chains }) => chains)
      : known.length === 1 || known.every(({ chains }) => chains));
  if (!possible) {
    const norm = 'math.sqrt(sum(g * g for g in theta.grad.tolist()))';
    const { before, after } = rateFunction(ordered, lr, steps, { loss: measured, norm });
    return { before, ahead: ['optimizer.param_groups[0]["lr"] = rate_of(t)'], after };
  }
  if (waits) return sequentialLines(known, Number(last.args.steps));
  const plateau = ordered.length === 1 && ordered[0].id === 'plateau';
  const names = known.map((_, i) => (known.length === 1 ? 'scheduler' : `scheduler${i + 1}`));
  return {
    before: known.map(({ make }, i) => `${names[i]} = ${make}`),
    ahead: [],
    after: known.flatMap(({ until, why }, i) => {
      const step = `${names[i]}.step(${plateau ? measured : ''})`;
      return until === undefined ? [step] : [`if t <= ${until}:  # ${why}`, `    ${step}`];
    }),
  };
}

/** A warm-up, and after it another schedule that counts its updates from there. */
function sequentialLines([other, warmup]: readonly Scheduler[], milestone: number): ScheduleLines {
  const { until, why } = other;
  const step = 'scheduler.step()';
  return {
    before: [
      `scheduler = ${SCHEDULERS}.SequentialLR(`,
      '    optimizer,',
      `    [${warmup.make},`,
      `     ${other.make}],`,
      `    milestones=[${milestone}],`,
      ')',
    ],
    ahead: [],
    after: until === undefined ? [step] : [`if t <= ${milestone + until}:  # ${why}`, `    ${step}`],
  };
}
