import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { PlaygroundState } from '../../document/state.ts';
import { parseExperiment } from '../../experiment/index.ts';
import type { PoolRequest } from '../../runtime/pool.ts';
import { createSignal } from '../../signal.ts';
import type { CurvatureCommand, CurvatureEvent } from '../curvature/job.ts';
import type { NetworkHistory } from '../history/history.ts';
import { createNetworkStability } from './stability.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const at = (step: number): CurvatureEvent => ({
  type: 'curvature',
  step,
  found: { sharpness: step, sharpnessError: 0, preconditioned: 1, preconditionedError: 0, limit: 2 },
});

/** A training that comes as far as the test says, and a pool that measures when it is told to. */
function bench(query: string) {
  const { experiment } = parseExperiment(query);
  const store = createStore(() => ({ experiment, playing: true }) as PlaygroundState);
  const grown = createSignal(0);
  const record = {
    get last() {
      return grown.value;
    },
    subscribe: grown.subscribe,
  } as unknown as NetworkHistory;
  const history = createSignal<NetworkHistory | null>(record);
  const asked: { request: PoolRequest; resolve(): void; reject(error: Error): void }[] = [];
  const controller = createNetworkStability({
    playground: { store },
    training: { history },
    pool: {
      size: 1,
      run: (request) =>
        new Promise<void>((resolve, reject) => {
          request.signal?.addEventListener('abort', () => reject(new Error('aborted')));
          asked.push({ request, resolve, reject });
        }),
    },
    assets: '',
  });
  const commands = (): readonly CurvatureCommand[] =>
    asked.flatMap(({ request }) => request.pieces as CurvatureCommand[]);
  return { controller, store, grown, asked, commands };
}

describe('the stability of trainings', () => {
  const LINK = 'surface=mnist&run=sgd&run=adam&steps=100';

  it('is measured while somebody looks, as far as the training has come, and then what has come since', async () => {
    const { controller, grown, asked, commands } = bench(LINK);
    grown.set(60);
    expect(commands()).toEqual([]);
    controller.watch();
    expect(commands().map(({ run, after, until }) => [run, after, until])).toEqual([
      [0, 0, 60],
      [1, 0, 60],
    ]);
    const [{ request, resolve }] = asked;
    request.event?.(0, at(10));
    request.event?.(0, at(25));
    expect(controller.measured.value.map((events) => events.map(({ step }) => step))).toEqual([[10, 25], []]);
    request.done({ index: 0, events: [] });
    request.done({ index: 1, events: [] });
    resolve();
    await tick();
    grown.set(80);
    expect(asked).toHaveLength(1);
    grown.set(100);
    expect(
      commands()
        .slice(2)
        .map(({ after, until }) => [after, until]),
    ).toEqual([
      [60, 100],
      [60, 100],
    ]);
  });

  it('that is given up half-way is measured again from where it was whole', async () => {
    const { controller, grown, asked, commands } = bench(LINK);
    grown.set(100);
    const stop = controller.watch();
    asked[0].request.event?.(0, at(10));
    stop();
    await tick();
    controller.watch();
    expect(commands().at(-1)?.after).toBe(0);
    expect(controller.measured.value[0]).toEqual([]);
    expect(controller.failure.value).toBeNull();
  });

  it('says why it cannot be had, and does not ask again', async () => {
    const { controller, grown, asked } = bench(LINK);
    grown.set(100);
    controller.watch();
    asked[0].reject(new Error('no images'));
    await tick();
    expect(controller.failure.value).toBe('no images');
    grown.set(100.5);
    expect(asked).toHaveLength(1);
  });
});
