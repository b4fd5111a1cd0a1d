/** The optimizer of a run as a transformation of optax, with its schedule and clipping. */
import type { ExperimentRun } from '../../experiment/index.ts';
import { isTraceable, optaxRule, ownOptaxRule } from './optax-rules.ts';
import { optaxSchedule } from './optax-schedules.ts';
import { pythonNumber as n } from './python.ts';
import { rateFunction } from './python-schedules.ts';
import type { RuleProgram } from './rules.ts';
import { stageOf } from './stages.ts';

export interface OptaxRun {
  /** The function of a rule that optax lacks. */
  readonly source: readonly string[];
  /** Before the loop: `optimizer`, `state` and `update`. */
  readonly before: readonly string[];
  /** From the gradient `g` to the next `theta`. */
  readonly step: readonly string[];
  /** After an update that was finite. */
  readonly after: readonly string[];
  readonly native: boolean;
}

/** Clipping as a transformation; null where there is none. */
function clipping(run: ExperimentRun): string | null {
  const clip = stageOf(run, 'clip');
  const parts = [
    ...(clip?.norm != null ? [`clip_norm(${n(Number(clip.norm))})`] : []),
    ...(clip?.value != null ? [`optax.clip(${n(Number(clip.value))})`] : []),
  ];
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0] : `optax.chain(${parts.join(', ')})`;
}

export function optaxRun(
  index: number,
  run: ExperimentRun,
  program: () => RuleProgram,
  steps: number,
  inPlane: boolean,
): OptaxRun {
  const lr = Number(run.optimizer.args.lr);
  const schedule = optaxSchedule(run.schedules, lr);
  const set = run.schedules.length > 0 && schedule === null;
  const rate = schedule ? 'schedule' : set ? 'learning_rate' : n(lr);
  const native = optaxRule(run.optimizer, rate);
  const rule = native === null ? program() : null;
  const own = rule && ownOptaxRule(index, rule, rate);
  const clip = clipping(run);
  const made = native ?? own?.make ?? '';
  const whole = clip === null ? made : `optax.chain(clip, ${made})`;
  const clipped = clip === null ? 'g' : 'clip.update(g, clip.init(g))[0]';
  const rates = set
    ? rateFunction(run.schedules, lr, steps, {
        loss: 'float(value(theta))',
        norm: `float(jnp.linalg.norm(${clipped}))`,
      })
    : null;
  return {
    source: own?.source ?? [],
    before: [
      ...(schedule ? [`schedule = ${inPlane ? `in_float64(${schedule})` : schedule}`] : []),
      ...(clip ? [`clip = ${clip}`] : []),
      ...(rates ? rates.before : []),
      set
        ? `optimizer = optax.inject_hyperparams(lambda learning_rate: ${whole})(learning_rate=${n(lr)})`
        : `optimizer = ${whole}`,
      'state = optimizer.init(theta)',
      rule && !isTraceable(rule) ? 'update = optimizer.update' : 'update = jax.jit(optimizer.update)',
    ],
    step: [
      ...(set ? ['state.hyperparams["learning_rate"] = tensor(rate_of(t))'] : []),
      'change, state = update(g, state, theta)',
      'theta = optax.apply_updates(theta, change)',
    ],
    after: rates?.after ?? [],
    native: native !== null,
  };
}
