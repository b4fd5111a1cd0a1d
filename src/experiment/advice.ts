/** What an experiment leaves open or asks in vain, though each of its settings is allowed: told before anybody wonders. */
import { createObjective } from '../core/objective.ts';
import { guessesMinimum } from '../core/optimizers/polyak.ts';
import { definedStart, type Undefined, undefinedAt } from '../core/start.ts';
import { surfaceTable } from '../core/tables.ts';
import type { Objective } from '../core/types.ts';
import type { Experiment } from './types.ts';

export type Advice =
  /** `part` is not finite at the start, so that no run can go on from it; it is at `offered`, null if nothing is near. */
  | {
      readonly kind: 'start';
      readonly part: NonNullable<Undefined>;
      readonly start: readonly [number, number];
      readonly offered: readonly [number, number] | null;
    }
  /** The run, counted from 0, aims at a minimum that is neither given nor known: 0 is taken for it. */
  | { readonly kind: 'minimum'; readonly run: number };

/** @param objective That of the experiment, if there is one already. */
export function adviceOn(
  { surface, formula, seed, start, runs }: Experiment,
  objective: Objective = createObjective(surface, formula, seed),
): readonly Advice[] {
  const part = undefinedAt(objective, Float64Array.from(start));
  const { domain } = surfaceTable.get(surface.id);
  const offered = part && definedStart(objective, domain, start);
  return [
    ...(part ? [{ kind: 'start', part, start, offered } as const] : []),
    ...[...runs.keys()]
      .filter(
        (run) => runs[run].optimizer.id === 'polyak' && guessesMinimum(runs[run].optimizer.args, objective),
      )
      .map((run) => ({ kind: 'minimum', run }) as const),
  ];
}

/** One piece of advice in English, a line. */
export function adviceInWords(advice: Advice): string {
  if (advice.kind === 'minimum') {
    return (
      `run[${advice.run}].fMin: the minimum of this function is not known, and 0 is taken for it; ` +
      'the run stops where the loss is below that. Give fMin:VALUE.'
    );
  }
  const { part, start, offered } = advice;
  const instead = offered ? ` It is at ${offered.join(',')}.` : '';
  return `start: the ${part} is not defined at the start ${start.join(',')}.${instead}`;
}
