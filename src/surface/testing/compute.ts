/** The runs of an experiment, computed on this thread by the job that computes them for the page. */
import type { Computation } from '../../experiment/types.ts';
import { isDivisible } from '../controller/surface-requests.ts';
import { createSurfaceJob } from '../job.ts';
import type { RunResult, SurfaceCommand, SurfaceEvent } from '../messages.ts';
import { loadingFor } from '../recordings.ts';

// What long runs need is there from the start, so that they too are computed at once.
await loadingFor(Number.POSITIVE_INFINITY);

/** Does a job's work, for so many milliseconds by the clock `now`, and hears what it says. */
export function work(
  command: SurfaceCommand,
  within: number,
  now: () => number,
  emit: (event: SurfaceEvent) => void,
): void {
  const job = createSurfaceJob({
    emit,
    now,
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  job.start(command);
  const until = now() + within;
  while (job.advance(until - now()) === 'more' && now() < until);
}

/** The runs that are finished in the time that a picture may wait, each whole. */
export function computeWithin(computation: Computation, within: number, now: () => number): RunResult[] {
  const runs: RunResult[] = [];
  if (Number.isFinite(within) && !isDivisible(computation)) return runs;
  work({ type: 'compute', computation, together: 0 }, within, now, (event) => {
    if (event.type === 'computed') runs.push(...event.runs);
  });
  return runs.filter(({ record }) => record.status !== 'computing');
}

/** All runs. */
export const computeAll = (computation: Computation): RunResult[] =>
  computeWithin(computation, Number.POSITIVE_INFINITY, () => 0);
