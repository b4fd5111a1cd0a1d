/** The job that follows networks over several seeds: all runs of a seed are trained side by side, as many as an engine stacks. */
import { networkArguments } from '../../core/network.ts';
import { computation } from '../../experiment/computation.ts';
import { loadDataset } from '../../network/data/source.ts';
import { openEngine } from '../../network/engines/open.ts';
import { trainTogether } from '../../network/trace.ts';
import type { Job, JobHost, JobState } from '../../runtime/job.ts';
import { groupsOf, MOST_TOGETHER } from '../network/groups.ts';
import { outcomeOfTraining } from '../network-trial.ts';
import { experimentOf, protocolOf } from '../study.ts';
import { numberedTrials } from './job.ts';
import type { Course, FollowCommand, FollowEvent } from './messages.ts';

/** How long it trains before messages are let in and it says how far it is, in milliseconds. */
const TURN_MS = 50;

/** A job that waits for what it is to follow. */
export function createNetworkFollowJob(host: JobHost<FollowEvent>): Job<FollowCommand> {
  const ended = new AbortController();
  let command: FollowCommand | null = null;

  /** Lets others in when a turn is over; throws when nobody waits for the networks any more. */
  function turns(): () => Promise<void> {
    let until = host.now() + TURN_MS;
    return async () => {
      if (host.now() < until) return;
      await host.yieldToEventLoop();
      ended.signal.throwIfAborted();
      until = host.now() + TURN_MS;
    };
  }

  async function compute({ experiment, runs, places, assets }: FollowCommand): Promise<void> {
    const wanted = places.flatMap((place) => runs.map((run) => ({ run, place })));
    const jobs = wanted.map(({ run, place }) => numberedTrials(experiment, run).job(place));
    const { measure, to } = protocolOf(experiment);
    const { data } = networkArguments(computation(experiment).surface.args);
    const dataset = await loadDataset({
      ...{ data, files: [], assetBase: assets, signal: ended.signal },
      yieldToEventLoop: host.yieldToEventLoop,
      progress: () => undefined,
    });
    const engine = await openEngine('simd');
    const pause = turns();
    let done = 0;
    for (const group of groupsOf(experiment, jobs, engine.name === 'simd' ? MOST_TOGETHER : 1)) {
      const computations = group.map((i) => computation(experimentOf(experiment, jobs[i])));
      const [{ surface, steps, seed, rules }] = computations;
      const courses = await trainTogether({
        ...{ runs: computations.map(({ runs: [run] }) => run), args: networkArguments(surface.args) },
        ...{ steps, seed, rules, dataset, engine, rates: true },
        async pause(step) {
          host.emit({ type: 'progress', fraction: (done + (group.length * step) / steps) / jobs.length });
          await pause();
        },
      });
      for (const [k, { evaluated, diverged }] of courses.entries()) {
        const layers = evaluated.find(({ rates }) => rates)?.rates?.length ?? 0;
        const course: Course = {
          ...wanted[group[k]],
          outcome: outcomeOfTraining({ evaluated, diverged }, measure, to, experiment.steps),
          least: null,
          steps: Int32Array.from(evaluated, ({ step }) => step),
          loss: Float64Array.from(evaluated, ({ loss }) => loss),
          rates: Array.from({ length: layers }, (_, layer) =>
            Float64Array.from(evaluated, ({ rates }) => rates?.[layer] ?? Number.NaN),
          ),
        };
        host.emit({ type: 'course', course });
      }
      done += group.length;
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
      await compute(given);
      return 'done';
    },
    receive: () => undefined,
    dispose: () => ended.abort(new Error('No longer wanted.')),
  };
}
