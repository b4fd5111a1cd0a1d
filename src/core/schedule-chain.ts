/**
 * The schedules of one run, one after the other: each transforms the rate that the one before it gives, and warm-up comes last.
 *
 * With `wait` of `warmup` they take turns instead, as with PyTorch's SequentialLR: the warm-up alone is in force for its `steps`
 * updates, then the others, which count the update after it as their first.
 */
import { scheduleTable } from './tables.ts';
import type { Schedule, StageSpec, Vector } from './types.ts';

type Scalars = Record<string, number>;
interface Link {
  readonly row: Schedule;
  readonly args: StageSpec['args'];
  readonly scalars: Scalars;
}

export interface ScheduleChain {
  /** The rate of update `t`, counted from 1, of a run with the rate `lr`. */
  rate(t: number, lr: number): number;
  /** Feeds what came of update `t` to the schedules that are driven by the run. */
  observe(t: number, loss: number, gradient: Vector, lr: number): void;
  /** What each schedule remembers, in the order of application. */
  readonly scalars: readonly Scalars[];
}

/** @throws RangeError for ids that are in no table. */
export function createScheduleChain(specs: readonly StageSpec[]): ScheduleChain {
  const links: readonly Link[] = [...specs]
    .sort((a, b) => Number(a.id === 'warmup') - Number(b.id === 'warmup'))
    .map(({ id, args }) => {
      const row = scheduleTable.get(id);
      return { row, args, scalars: { ...row.driven?.scalars } };
    });
  const last = links.at(-1);
  const waits = last?.row.id === 'warmup' && last.args.wait === 1;
  /** How many updates the schedules before the warm-up wait. */
  const wait = waits ? (last.args.steps as number) : 0;
  return new Chain(links, wait);
}

/** A class, since engines look up properties of an object literal with accessors many times more slowly. */
class Chain implements ScheduleChain {
  readonly scalars: readonly Scalars[];
  private readonly links: readonly Link[];
  private readonly wait: number;

  constructor(links: readonly Link[], wait: number) {
    this.links = links;
    this.wait = wait;
    this.scalars = links.map(({ scalars }) => scalars);
  }

  rate(t: number, lr: number): number {
    const { links, wait } = this;
    // Of those that take turns either the last is in force, or all before it.
    const first = wait > 0 && t <= wait ? links.length - 1 : 0;
    const end = wait > 0 && t > wait ? links.length - 1 : links.length;
    let rate = lr;
    for (let k = first; k < end; k++) {
      const { row, args, scalars } = links[k];
      const own = row.id === 'warmup' ? t : t - wait;
      rate = row.driven ? row.driven.rate(args, scalars, rate) : (row.rate?.(args, own, rate) ?? rate);
    }
    return rate;
  }

  observe(t: number, loss: number, gradient: Vector, lr: number): void {
    if (t <= this.wait) return;
    for (let k = 0; k < this.links.length; k++) {
      const { row, args, scalars } = this.links[k];
      if (row.driven) row.driven.observe(args, scalars, { loss, gradient, lr });
    }
  }
}
