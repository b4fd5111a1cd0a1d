import { expect, it } from 'vitest';
import { openNetworks } from '../../cli/study-networks.ts';
import { networkArguments } from '../../core/network.ts';
import { computation } from '../../experiment/computation.ts';
import { parseExperiment } from '../../experiment/index.ts';
import { traceNetwork } from '../../network/trace.ts';
import { numberedTrials } from './job.ts';
import type { FollowEvent } from './messages.ts';
import { createNetworkFollowJob } from './network-job.ts';
import { placesOf } from './seeds.ts';

const { experiment } = parseExperiment(
  'surface=mnist,hidden:8,images:500&steps=30&run=sgd,lr:0.1&run=adam,lr:0.01&axis=seed,from:3,to:4,n:2',
);

it('networks that are followed over seeds are those that the command trains and traces', async () => {
  const events: FollowEvent[] = [];
  let now = 0;
  const job = createNetworkFollowJob({
    emit: (event) => events.push(event),
    now: () => (now += 100),
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  const places = placesOf(experiment);
  job.start({ type: 'follow', experiment, runs: [0, 1], places, steps: new Int32Array(0), assets: '' });
  expect(await job.advance(50)).toBe('done');
  const courses = events.flatMap((event) => (event.type === 'course' ? [event.course] : []));
  const computing = await openNetworks(experiment, null, 'simd');
  for (const run of [0, 1]) {
    const expected = await computing.compute(
      places.map((place) => numberedTrials(experiment, run).job(place)),
    );
    const own = courses.filter((course) => course.run === run).sort((a, b) => a.place - b.place);
    expect(own.map(({ outcome }) => outcome)).toEqual(expected);
  }
  // The second seed of Adam, step by step: losses, and the medians of the rates of both layers.
  const { surface, steps, runs } = computation({ ...experiment, runs: [experiment.runs[1]] });
  const files = { listFiles: () => Promise.reject(new Error()), readFile: () => Promise.reject(new Error()) };
  const args = networkArguments(surface.args);
  const [course] = courses.filter(({ run, place }) => run === 1 && place === places[1]);
  const found: { step: number; loss: number; rates: (number | null)[] | undefined }[] = [];
  for await (const record of traceNetwork({ runs, args, steps, seed: 4, ...files })) {
    const { step, loss, rate } = record;
    const rates = rate ? [rate.layer0[2], rate.layer1[2]] : undefined;
    if (loss !== null) found.push({ step, loss, rates });
  }
  expect([...course.steps]).toEqual(found.map(({ step }) => step));
  expect([...course.loss]).toEqual(found.map(({ loss }) => loss));
  for (const layer of [0, 1])
    expect([...course.rates[layer]].slice(1)).toEqual(found.slice(1).map(({ rates }) => rates?.[layer]));
});
