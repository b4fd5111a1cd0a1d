/** The job that computes trials of networks: trained side by side, as many as share their batches. */
import { networkArguments } from '../../core/network.ts';
import { computation } from '../../experiment/computation.ts';
import { loadDataset } from '../../network/data/source.ts';
import { openEngine } from '../../network/engines/open.ts';
import { trainTogether } from '../../network/trace.ts';
import type { Job, JobHost, JobState } from '../../runtime/job.ts';
import { jobsOfParts } from '../job.ts';
import type { StudyCommand, StudyEvent } from '../messages.ts';
import { outcomeOfTraining } from '../network-trial.ts';
import { buffersOf, createColumns, writeOutcome } from '../outcomes.ts';
import { experimentOf, protocolOf } from '../study.ts';
import { groupsOf, MOST_TOGETHER } from './groups.ts';

/** How long it trains before messages are let in and it says how far it is, in milliseconds. */
const TURN_MS = 50;

/** A job that waits for what it is to try. */
export function createNetworkStudyJob(host: JobHost<StudyEvent>): Job<StudyCommand> {
  const ended = new AbortController();
  let command: StudyCommand | null = null;

  /** Lets others in when a turn is over; throws when nobody waits for the trials any more. */
  function turns(): () => Promise<void> {
    let until = host.now() + TURN_MS;
    return async () => {
      if (host.now() < until) return;
      await host.yieldToEventLoop();
      ended.signal.throwIfAborted();
      until = host.now() + TURN_MS;
    };
  }

  async function compute({ experiment, parts, assets }: StudyCommand): Promise<void> {
    const jobs = jobsOfParts(experiment, parts);
    const columns = createColumns(jobs.length);
    const { measure, to } = protocolOf(experiment);
    const pause = turns();
    const { data } = networkArguments(computation(experiment).surface.args);
    const dataset = await loadDataset({
      ...{ data, files: [], assetBase: assets, signal: ended.signal },
      yieldToEventLoop: host.yieldToEventLoop,
      progress: () => undefined,
    });
    const engine = await openEngine('simd');
    const most = engine.name === 'simd' ? MOST_TOGETHER : 1;
    let done = 0;
    for (const places of groupsOf(experiment, jobs, most)) {
      const computations = places.map((place) => computation(experimentOf(experiment, jobs[place])));
      const [{ surface, steps, seed, rules }] = computations;
      const courses = await trainTogether({
        ...{ runs: computations.map(({ runs: [run] }) => run), args: networkArguments(surface.args) },
        ...{ steps, seed, rules, dataset, engine },
        async pause(step) {
          host.emit({ type: 'progress', fraction: (done + (places.length * step) / steps) / jobs.length });
          await pause();
        },
      });
      for (const [i, course] of courses.entries()) {
        writeOutcome(columns, places[i], outcomeOfTraining(course, measure, to, experiment.steps));
      }
      done += places.length;
    }
    host.emit({ type: 'outcomes', columns }, buffersOf(columns));
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
