import { expect, it } from 'vitest';
import { openNetworks } from '../../cli/study-networks.ts';
import { parseExperiment } from '../../experiment/index.ts';
import type { StudyEvent } from '../messages.ts';
import { outcomeAt } from '../outcomes.ts';
import { trialsByNumber } from '../study.ts';
import { createNetworkStudyJob } from './job.ts';

const { experiment } = parseExperiment(
  'surface=mnist,hidden:8&steps=30&run=sgd,lr:0.1&run=adam,lr:0.01&axis=lr,at:0.001/0.1',
);
const parts = [0, 1].map((run) => ({ run, places: Int32Array.of(0, 1) }));

/** A job on its own, and what it emits. */
function bench(yielded: () => void = () => undefined) {
  const events: StudyEvent[] = [];
  let now = 0;
  const job = createNetworkStudyJob({
    emit: (event) => events.push(event),
    // Every look at the clock is a turn later.
    now: () => (now += 100),
    async yieldToEventLoop() {
      yielded();
    },
    wake: () => undefined,
  });
  job.start({ type: 'try', experiment, parts, assets: '' });
  return { job, events };
}

it('a job in a worker trains what the command trains, to the last bit, and says how far it is', async () => {
  const { job, events } = bench();
  expect(await job.advance(50)).toBe('done');
  const computing = await openNetworks(experiment, null, 'simd');
  const jobs = [0, 1].flatMap((run) => [0, 1].map((place) => trialsByNumber(experiment, run)?.job(place)));
  const expected = await computing.compute(jobs as never);
  const last = events.at(-1);
  if (last?.type !== 'outcomes') throw new Error('It has not ended.');
  expect([0, 1, 2, 3].map((place) => outcomeAt(last.columns, place))).toEqual(expected);
  const fractions = events.flatMap((event) => (event.type === 'progress' ? event.fraction : []));
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
});

it('a job that is no longer wanted ends between two steps', async () => {
  let turns = 0;
  const { job, events } = bench(() => {
    if (++turns === 40) job.dispose(false);
  });
  await expect(job.advance(50)).rejects.toThrow('No longer wanted');
  expect(events.some(({ type }) => type === 'outcomes')).toBe(false);
});
