import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { networkArguments } from '../../core/network.ts';
import { computation, parseExperiment } from '../../experiment/index.ts';
import { traceNetwork } from '../trace.ts';
import { type CurvatureEvent, createCurvatureJob } from './job.ts';

const given = computation(
  parseExperiment('surface=mnist,hidden:4,batch:8&run=sgd,lr:0.1&run=adam~plateau&steps=30').experiment,
);

/** What the job says; `tick`: the milliseconds that each look at the clock takes. */
async function measured(run: number, { after = 0, until = 30, budget = 1e9, tick = 0 } = {}) {
  const events: CurvatureEvent[] = [];
  let now = 0;
  const job = createCurvatureJob({
    emit: (event) => events.push(event),
    now() {
      now += tick;
      return now;
    },
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  });
  job.start({ computation: given, run, after, until, budget });
  await job.advance(0);
  return events;
}

describe('the stability of a training beside it', () => {
  it('is that of trace --stability at the evaluated steps, whatever drives the schedule', async () => {
    const { runs, surface, steps, seed } = given;
    for (const run of [0, 1]) {
      const expected = new Map<number, unknown>();
      const options = {
        ...{ runs: [runs[run]], args: networkArguments(surface.args), steps, seed, stability: true },
      };
      for await (const record of traceNetwork({
        ...options,
        listFiles: (directory) => readdir(directory),
        readFile: (path) => readFile(path),
      })) {
        const { sharpness, sharpnessError, preconditioned, preconditionedError, limit } = record;
        if (sharpness !== null)
          expected.set(record.step, {
            sharpness,
            sharpnessError,
            preconditioned,
            preconditionedError,
            limit,
          });
      }
      const found = await measured(run);
      expect([...expected.keys()]).toEqual([10, 25, 30]);
      expect(new Map(found.map((event) => [event.step, event.found]))).toEqual(expected);
    }
  });

  it('goes on after what is known, and no further than the training is', async () => {
    expect((await measured(0, { after: 10, until: 27 })).map(({ step }) => step)).toEqual([25]);
    expect(await measured(0, { after: 10, until: 24 })).toEqual([]);
  });

  it('leaves steps out where the time does not suffice, never the last', async () => {
    const steps = (await measured(0, { budget: 1, tick: 10 })).map(({ step }) => step);
    expect(steps.at(-1)).toBe(30);
    expect(steps.length).toBeLessThan(3);
  });
});
