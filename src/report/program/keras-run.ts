/** The optimizer of a run as one of Keras, with its schedule. */
import type { ExperimentRun } from '../../experiment/index.ts';
import { kerasRule, ownKerasRule } from './keras-rules.ts';
import { kerasSchedule } from './keras-schedules.ts';
import { pythonNumber as n } from './python.ts';
import { rateFunction } from './python-schedules.ts';
import type { RuleProgram } from './rules.ts';

export interface KerasRun {
  /** The function of a rule that Keras lacks. */
  readonly source: readonly string[];
  /** Before the loop: `optimizer`. */
  readonly before: readonly string[];
  /** Before each update. */
  readonly ahead: readonly string[];
  /** After an update that was finite. */
  readonly after: readonly string[];
  readonly native: boolean;
}

export function kerasRun(
  index: number,
  run: ExperimentRun,
  program: () => RuleProgram,
  steps: number,
  inPlane: boolean,
): KerasRun {
  const lr = Number(run.optimizer.args.lr);
  // Schedules of Keras compute in float32, which in the plane can be seen.
  const schedule = inPlane ? null : kerasSchedule(run.schedules, lr);
  const set = run.schedules.length > 0 && schedule === null;
  // Keras takes no whole number for a rate.
  const rate = schedule ? 'schedule' : Number.isInteger(lr) ? `float(${n(lr)})` : n(lr);
  const native = kerasRule(run.optimizer, rate, run.schedules.length === 0);
  const own = native === null ? ownKerasRule(index, program(), rate) : null;
  const rates = set
    ? rateFunction(run.schedules, lr, steps, {
        loss: 'float(value(theta))',
        norm: 'math.sqrt(float(ops.sum(g * g)))',
      })
    : null;
  return {
    source: own?.source ?? [],
    before: [
      ...(schedule ? [`schedule = ${schedule}`] : []),
      ...(rates ? rates.before : []),
      `optimizer = ${native ?? own?.make}`,
    ],
    ahead: set ? ['optimizer.learning_rate = rate_of(t)'] : [],
    after: rates?.after ?? [],
    native: native !== null,
  };
}
