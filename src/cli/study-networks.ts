/** Computing the trials of a study of networks: as many at once as an engine trains side by side. */
import { readFile } from 'node:fs/promises';
import { networkArguments } from '../core/network.ts';
import { computation, type Experiment } from '../experiment/index.ts';
import type { EngineName } from '../network/engines/engine.ts';
import { openTraining, trainTogether } from '../network/trace.ts';
import { groupsOf, MOST_TOGETHER } from '../study/network/groups.ts';
import { outcomeOfTraining } from '../study/network-trial.ts';
import { experimentOf, type Job, protocolOf } from '../study/study.ts';
import type { Outcome } from '../study/trial.ts';
import { listFiles } from './files.ts';
import type { Computing } from './study-processes.ts';

/** With `simd` a run has the same numbers beside others as alone; TensorFlow.js sums in another order when networks are stacked. */
const TOGETHER: Readonly<Record<EngineName, number>> = { simd: MOST_TOGETHER, wasm: 1, cpu: 1, webgl: 1 };

/** @param data The folder with the images; null where they are drawn. */
export async function openNetworks(
  experiment: Experiment,
  data: string | null,
  engine: EngineName,
): Promise<Computing> {
  const args = networkArguments(computation(experiment).surface.args);
  const files = { dataDirectory: data ?? undefined, listFiles, readFile: (path: string) => readFile(path) };
  const opened = await openTraining({ args, engine, ...files });
  const { measure, to } = protocolOf(experiment);

  /** Jobs of one group differ in nothing but their run. */
  async function train(group: readonly Job[]): Promise<readonly Outcome[]> {
    const computations = group.map((job) => computation(experimentOf(experiment, job)));
    const [{ surface, steps, seed, rules }] = computations;
    const runs = computations.map(({ runs: [run] }) => run);
    const courses = await trainTogether({
      ...opened,
      runs,
      args: networkArguments(surface.args),
      steps,
      seed,
      rules,
    });
    return courses.map((course) => outcomeOfTraining(course, measure, to, experiment.steps));
  }

  return {
    async compute(jobs) {
      const outcomes: Outcome[] = new Array(jobs.length);
      for (const places of groupsOf(experiment, jobs, TOGETHER[engine])) {
        const found = await train(places.map((place) => jobs[place]));
        for (const [i, place] of places.entries()) outcomes[place] = found[i];
      }
      return outcomes;
    },
    close() {},
  };
}
