import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../experiment/index.ts';
import type { Experiment } from '../../experiment/types.ts';
import type { Pool } from '../../runtime/pool.ts';
import { jobsOfParts } from '../job.ts';
import type { StudyCommand } from '../messages.ts';
import { createColumns, writeOutcome } from '../outcomes.ts';
import type { Job } from '../study.ts';
import { createStudyController, type StudyController } from './controller.ts';
import { jobName, type RememberedTrials, type StudyMemory } from './memory.ts';

const open = (link: string): Experiment => parseExperiment(link).experiment;

/** A loss that depends on the job alone, as that of a training does. */
function lossOf({ at, steps, run }: Job): number {
  const settings = Object.values(at).reduce((sum, value) => sum + Math.log10(value), 0);
  return 2 + Math.sin(7 * settings + run) - steps / 1000;
}

/** A store that outlives controllers. */
function createStore(): StudyMemory {
  const kept = new Map<string, RememberedTrials>();
  return {
    read: async (key) => kept.get(key) ?? null,
    async write(key, trials) {
      kept.set(key, new Map(trials));
    },
  };
}

/** A page: a pool that makes at most so many pieces and then hangs, as pages do that are closed. */
function openPage(memory: StudyMemory, pieces = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  let left = pieces;
  const pool: Pool = {
    size: 2,
    run: ({ pieces, done, signal }) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        for (const [index, piece] of pieces.entries()) {
          if (left-- <= 0) return;
          const { experiment, parts } = piece as StudyCommand;
          const jobs = jobsOfParts(experiment, parts);
          const columns = createColumns(jobs.length);
          for (const [place, job] of jobs.entries()) {
            asked.push(jobName(job));
            const value = lossOf(job);
            writeOutcome(columns, place, {
              ...{ value, final: value, best: value, bestStep: job.steps, reached: null, minimum: null },
              status: 'finished',
            });
          }
          done({ index, events: [{ type: 'outcomes', columns }] } as never);
        }
        resolve();
      }),
  };
  const timers = { now: () => 0, later: () => () => undefined };
  const controller = createStudyController({ pool, here: pool, timers, assets: '', memory });
  return { controller, asked };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const valuesOf = ({ record }: StudyController): readonly (readonly number[])[] =>
  (record.value?.runs ?? []).map(({ outcomes }) => [...outcomes.value]);

describe('the trials of networks after a reload', () => {
  it.each([
    ['of a grid', 'study=grid&axis=lr,from:1e-4,to:1,n:40'],
    ['with two seeds', 'study=random,trials:20,seeds:2&axis=lr,from:1e-4,to:1'],
    ['of a search that learns', 'study=tpe,trials:14,startup:6&axis=lr,from:1e-4,to:1'],
    ['of successive halving', 'study=halving,trials:27&axis=lr,from:1e-4,to:1'],
  ])('are shown, and only those that are missing are made: %s', async (_, link) => {
    const experiment = open(`surface=mnist&steps=300&run=adam&run=sgd&${link}`);
    const whole = openPage(createStore());
    whole.controller.compute(experiment);
    await expect.poll(() => whole.controller.state.value).toBe('done');

    const memory = createStore();
    const first = openPage(memory, 5);
    first.controller.compute(experiment);
    await settled();
    await settled();
    expect(first.asked.length).toBeGreaterThan(0);
    expect(first.controller.state.value).toBe('computing');
    first.controller.dispose();

    const second = openPage(memory);
    expect(await second.controller.recall(experiment)).toBe(true);
    await settled();
    expect(second.controller.state.value).toBe('paused');
    expect(second.asked).toEqual([]);
    expect(second.controller.progress.value).toBeGreaterThan(0);
    second.controller.resume();
    await expect.poll(() => second.controller.state.value).toBe('done');
    expect(valuesOf(second.controller)).toEqual(valuesOf(whole.controller));
    expect([...first.asked, ...second.asked].sort()).toEqual([...whole.asked].sort());
  });

  it('are there at once when none is missing', async () => {
    const experiment = open('surface=mnist&steps=300&run=adam&study=grid&axis=lr,n:6');
    const memory = createStore();
    const first = openPage(memory);
    first.controller.compute(experiment);
    await expect.poll(() => first.controller.state.value).toBe('done');
    const second = openPage(memory, 0);
    expect(await second.controller.recall(experiment)).toBe(true);
    await expect.poll(() => second.controller.state.value).toBe('done');
    expect(valuesOf(second.controller)).toEqual(valuesOf(first.controller));
  });

  it('of another study are not taken for its own, and a store that refuses is no failure', async () => {
    const memory = createStore();
    const first = openPage(memory);
    first.controller.compute(open('surface=mnist&steps=300&run=adam&study=grid&axis=lr,n:6'));
    await expect.poll(() => first.controller.state.value).toBe('done');
    const other = open('surface=mnist&steps=301&run=adam&study=grid&axis=lr,n:6');
    expect(await openPage(memory).controller.recall(other)).toBe(false);
    const refusing = {
      read: () => Promise.reject(new Error('refused')),
      write: () => Promise.reject(new Error('full')),
    };
    const page = openPage(refusing);
    expect(await page.controller.recall(other)).toBe(false);
    page.controller.compute(other);
    await expect.poll(() => page.controller.state.value).toBe('done');
    expect(page.controller.failure.value).toBeNull();
  });
});
