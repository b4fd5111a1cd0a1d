/** A thread's work on the networks of a study: trained side by side, as many as share their batches. */
import { networkArguments } from '../../core/network.ts';
import { computation } from '../../experiment/computation.ts';
import type { Experiment } from '../../experiment/types.ts';
import { loadDataset } from '../../network/data/source.ts';
import { openEngine } from '../../network/engines/open.ts';
import { type TrainingCourse, trainTogether } from '../../network/trace.ts';
import type { JobHost, JobState, Job as ThreadJob } from '../../runtime/job.ts';
import { experimentOf, type Job } from '../study.ts';
import { groupsOf, MOST_TOGETHER } from './groups.ts';

/** How long it trains before messages are let in and it says how far it is, in milliseconds. */
const TURN_MS = 50;

/** What is to be trained, and what is made of it. */
export interface Trainings {
  readonly experiment: Experiment;
  /** The address of the page's folder, where images may be. */
  readonly assets: string;
  readonly jobs: readonly Job[];
  /** Whether effective rates are measured where networks are evaluated. */
  readonly rates?: boolean;
  /** Is told what came of each job. */
  take(place: number, course: TrainingCourse): void;
  /** All have been trained. */
  end?(): void;
}

/** What a thread says of trainings that it makes. */
interface Progress {
  readonly type: 'progress';
  /** 0 … 1 */
  readonly fraction: number;
}

/** A job that waits for a command, and trains what `plan` reads in it. */
export function createTrainingJob<Command>(
  host: JobHost<Progress>,
  plan: (command: Command) => Trainings,
): ThreadJob<Command> {
  const ended = new AbortController();
  let command: Command | null = null;

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

  async function train({ experiment, assets, jobs, rates = false, take, end }: Trainings): Promise<void> {
    const { data } = networkArguments(computation(experiment).surface.args);
    const dataset = await loadDataset({
      ...{ data, files: [], assetBase: assets, signal: ended.signal },
      yieldToEventLoop: host.yieldToEventLoop,
      progress: () => undefined,
    });
    const engine = await openEngine('simd');
    const pause = turns();
    let done = 0;
    for (const places of groupsOf(experiment, jobs, engine.name === 'simd' ? MOST_TOGETHER : 1)) {
      const computations = places.map((place) => computation(experimentOf(experiment, jobs[place])));
      const [{ surface, steps, seed, rules }] = computations;
      const courses = await trainTogether({
        ...{ runs: computations.map(({ runs: [run] }) => run), args: networkArguments(surface.args) },
        ...{ steps, seed, rules, dataset, engine, rates },
        async pause(step) {
          host.emit({ type: 'progress', fraction: (done + (places.length * step) / steps) / jobs.length });
          await pause();
        },
      });
      for (const [i, course] of courses.entries()) take(places[i], course);
      done += places.length;
    }
    end?.();
  }

  return {
    turn: TURN_MS,
    start(given) {
      command = given;
    },
    async advance(): Promise<JobState> {
      if (command === null) return 'waiting';
      const given = command;
      command = null;
      await train(plan(given));
      return 'done';
    },
    receive: () => undefined,
    dispose: () => ended.abort(new Error('No longer wanted.')),
  };
}
