/** The job that evaluates claims about networks, in a worker: it trains them. */
import type { Job, JobHost, JobState } from '../runtime/job.ts';
import { evaluateOn, takesStability } from './evaluate.ts';
import type { LessonCommand, LessonEvent } from './messages.ts';
import { trainedSeries } from './network-series.ts';

/** Has no meaning here: the job waits for its own records. */
const TURN_MS = 50;

export function createNetworkLessonJob(host: JobHost<LessonEvent>): Job<LessonCommand> {
  let command: LessonCommand | null = null;
  let over = false;

  async function report(fraction: number): Promise<void> {
    host.emit({ type: 'progress', fraction });
    await host.yieldToEventLoop();
    if (over) throw new Error('No longer wanted.');
  }

  return {
    turn: TURN_MS,
    start(given) {
      command = given;
    },
    async advance(): Promise<JobState> {
      const given = command;
      command = null;
      if (given?.type !== 'claims' || given.claims.length === 0) return 'done';
      const [{ query }] = given.claims;
      const series = await trainedSeries(query, given.claims.some(takesStability), report);
      for (const claim of given.claims)
        host.emit({ type: 'evaluated', id: claim.id, ...evaluateOn(claim, series) });
      return 'done';
    },
    receive: () => undefined,
    dispose() {
      over = true;
    },
  };
}
