import { describe, expect, it } from 'vitest';
import { computation, parseExperiment } from '../../experiment/index.ts';
import type { Request, RequestChannel } from '../../runtime/request.ts';
import { createSurfaceJob } from '../job.ts';
import type { SurfaceCommand } from '../messages.ts';
import { createSurfaceRequests } from './surface-requests.ts';

describe('a long computation', () => {
  it('says which part of it is done, growing to all of it, and the last runs come with that', () => {
    const said: number[] = [];
    let ended = Number.NaN;
    const begun: Request[] = [];
    const nothing = (): void => undefined;
    const channel: RequestChannel = {
      begin: (request) => begun.push(request),
      ...{ send: nothing, idle: nothing, expect: nothing, dispose: nothing },
    };
    const requests = createSurfaceRequests({
      channel,
      framed: false,
      computed: (_, complete) => {
        if (complete) ended = said.at(-1) ?? Number.NaN;
      },
      progressed: (fraction) => said.push(fraction),
      inspected: () => undefined,
      replayed: () => undefined,
      failed: () => undefined,
    });
    requests.compute(computation(parseExperiment('run=adam&run=sgd&steps=3000').experiment), false);
    let time = 0;
    const job = createSurfaceJob({
      emit: (event) => void begun[0].receive(event, 0),
      // A clock that goes on with every look at it.
      now: () => time++,
      yieldToEventLoop: () => Promise.resolve(),
      wake: () => undefined,
    });
    job.start(begun[0].begin()?.command as SurfaceCommand);
    while (job.advance(8) === 'more');
    expect(said.length).toBeGreaterThan(3);
    expect(said).toEqual([...said].sort((a, b) => a - b));
    expect(said[0]).toBeLessThan(0.5);
    expect(ended).toBe(1);
  });
});
