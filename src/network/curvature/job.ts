/**
 * The job that measures how near one training is to its limit of stability, beside the training itself: makes its steps once more,
 * which takes a small part of the time of the measuring, and looks at the curvature at steps at which networks are evaluated.
 */
import { networkArguments } from '../../core/network.ts';
import { scheduleTable } from '../../core/tables.ts';
import type { Computation } from '../../experiment/types.ts';
import type { Job, JobHost, JobState } from '../../runtime/job.ts';
import { loadDataset } from '../data/source.ts';
import { taught } from '../data/taught.ts';
import { openEngine } from '../engines/open.ts';
import { evaluate, testOrder } from '../training/evaluate.ts';
import { evaluationAt } from '../training/evaluation-schedule.ts';
import { createTraining } from '../training/training.ts';
import { createStabilityMeter, type NetworkStability } from './stability.ts';

export interface CurvatureCommand {
  readonly computation: Computation;
  /** Which of its runs. */
  readonly run: number;
  /** The evaluated steps that are wanted: later than `after`, up to `until`. */
  readonly after: number;
  readonly until: number;
  /** About how long may be measured, in milliseconds: where it does not suffice for all steps, some are left out evenly. */
  readonly budget: number;
  /** The address of the folder that images may be in. */
  readonly assets?: string;
}

export interface CurvatureEvent {
  readonly type: 'curvature';
  readonly step: number;
  readonly found: NetworkStability;
}

/** How long it works before messages are let in, in milliseconds. */
const TURN_MS = 50;

export function createCurvatureJob(host: JobHost<CurvatureEvent>): Job<CurvatureCommand> {
  const ended = new AbortController();
  let command: CurvatureCommand | null = null;

  async function measure({
    computation,
    run,
    after,
    until,
    budget,
    assets,
  }: CurvatureCommand): Promise<void> {
    const { surface, runs, seed, rules, steps } = computation;
    const args = networkArguments(surface.args);
    let turn = host.now() + TURN_MS;
    const pause = async (): Promise<void> => {
      if (host.now() < turn) return;
      await host.yieldToEventLoop();
      ended.signal.throwIfAborted();
      turn = host.now() + TURN_MS;
    };
    const loaded = await loadDataset({
      ...{ data: args.data, files: [], assetBase: assets, signal: ended.signal },
      yieldToEventLoop: host.yieldToEventLoop,
      progress: () => undefined,
    });
    const dataset = taught(loaded, args, seed);
    const spec = runs[run];
    const training = createTraining({
      runs: [spec],
      args,
      seed,
      rules,
      dataset,
      engine: await openEngine('simd'),
    });
    const meter = createStabilityMeter(spec, dataset.train, args, training.layout);
    const before = new Float32Array(training.layout.length);
    const driven = spec.schedules.some(({ id }) => scheduleTable.get(id).driven !== undefined);
    const order = testOrder(dataset.test);
    const planned = (step: number): boolean => evaluationAt(step, training.perEpoch, steps) !== 'none';
    let last = until;
    while (last > after && !planned(last)) last--;
    let spent = 0;

    while (training.step < last && training.divergedAt[0] === 0) {
      const step = training.step + 1;
      if (planned(step)) before.set(training.theta[0]);
      training.advance();
      await pause();
      if (!planned(step)) continue;
      if (driven) training.observe((await evaluate(training, dataset.test, order, 'sample', pause)).loss);
      // Evenly over the steps, as far as the time goes; the last in any case.
      const due = spent * (last - after) <= budget * (step - after) || step === last;
      if (step <= after || !due) continue;
      const begun = host.now();
      const found = meter.measure(before, training.updaters[0].rate, training.touched[0]);
      spent += host.now() - begun;
      host.emit({ type: 'curvature', step, found });
      await pause();
    }
  }

  return {
    turn: TURN_MS,
    start(given) {
      command = given;
    },
    async advance(): Promise<JobState> {
      if (!command) return 'waiting';
      const given = command;
      command = null;
      await measure(given);
      return 'done';
    },
    receive: () => undefined,
    dispose: () => ended.abort(new Error('No longer wanted.')),
  };
}
