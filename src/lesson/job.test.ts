/** The jobs of lessons: what they emit equals what is computed at once, and they never work for long. */
import { describe, expect, it } from 'vitest';
import { createObjective } from '../core/objective.ts';
import { createRun } from '../core/run.ts';
import { parseExperiment } from '../experiment/index.ts';
import type { JobHost } from '../runtime/job.ts';
import { contents } from './contents.ts';
import { createEvaluator, isAboutNetworks } from './evaluate.ts';
import { createLessonJob } from './job.ts';
import { lessons } from './lessons/index.ts';
import type { LessonCommand, LessonEvent } from './messages.ts';
import type { Picture } from './picture.ts';

/** Advances a job to its end; every look at the clock is a millisecond later. */
function work(command: LessonCommand): { readonly events: readonly LessonEvent[]; readonly turns: number } {
  const events: LessonEvent[] = [];
  let time = 0;
  const host: JobHost<LessonEvent> = {
    emit: (event) => void events.push(event),
    now: () => time++,
    yieldToEventLoop: () => Promise.resolve(),
    wake: () => undefined,
  };
  const job = createLessonJob(host);
  job.start(command);
  let turns = 1;
  while (job.advance(8) !== 'done') turns++;
  return { events, turns };
}

const pictureOf = (query: string): Picture => {
  const [event] = work({ type: 'picture', query }).events;
  if (event.type !== 'picture') throw new Error('A picture was expected.');
  return event.picture;
};

describe('claims that are evaluated in turns', () => {
  it.each(['rotation', 'gd-one-variable', 'schedules', 'tuned-rates'])('come out as at once: %s', (id) => {
    const claims = lessons.find((lesson) => lesson.id === id)?.claims.slice(0, 3) ?? [];
    expect(claims.some(isAboutNetworks)).toBe(false);
    const evaluator = createEvaluator();
    for (const claim of claims) {
      const { events, turns } = work({ type: 'claims', claims: [claim] });
      expect(events).toEqual([{ type: 'evaluated', id: claim.id, ...evaluator.evaluateNow(claim) }]);
      if (id === 'schedules') expect(turns).toBeGreaterThan(50);
    }
  });

  it('says what differs: a claim that is wrong does not hold', () => {
    const [claim] = lessons[0].claims;
    const { events } = work({ type: 'claims', claims: [{ ...claim, expected: 1e9 }] });
    expect(events).toMatchObject([{ type: 'evaluated', holds: false }]);
  });
});

describe('the picture of a lesson', () => {
  it('has the paths of the runs over the losses of the plane', () => {
    const query = 'surface=quadratic,condition:4,angle:0&start=2,1&window=-4,4,-2,2&run=adam,lr:0.1&steps=50';
    const picture = pictureOf(query);
    if (picture.kind !== 'plane') throw new Error('A plane was expected.');
    const { surface, formula, seed, start, runs } = parseExperiment(query).experiment;
    const run = createRun(runs[0], createObjective(surface, formula, seed), start, seed);
    const { points } = picture.lines[0];
    expect(points).toHaveLength(2 * 51);
    for (let i = 0; i < points.length; i += 2) {
      expect(points[i]).toBeCloseTo((run.theta[0] + 4) / 8, 6);
      expect(points[i + 1]).toBeCloseTo((run.theta[1] + 2) / 4, 6);
      run.advance();
    }
    // The loss is lowest in the middle of the picture, and highest in its corners.
    const { columns, rows, ranks } = picture;
    const lowest = ranks.indexOf(Math.min(...ranks));
    expect(Math.abs((lowest % columns) - columns / 2)).toBeLessThan(2);
    expect(Math.abs(Math.floor(lowest / columns) - rows / 2)).toBeLessThan(2);
    expect(ranks[0]).toBeGreaterThan(0.95);
  });

  it('of a run that is lost ends where it leaves the picture', () => {
    const picture = pictureOf('surface=custom&f=x%5E2&start=1&window=-3,3&run=sgd,lr:1.1&steps=200');
    if (picture.kind !== 'graph') throw new Error('A graph was expected.');
    const [{ points }] = picture.lines;
    const outside = (place: number): boolean => place < 0 || place > 1;
    // |x| grows by 1.2 a step: beyond 3 after 7.
    expect(points.length / 2).toBe(8);
    expect(outside(points[points.length - 2])).toBe(true);
    expect([...points.slice(0, -2)].some(outside)).toBe(false);
  });

  it('is made for every lesson, of finite numbers within the picture', () => {
    for (const { id, query } of contents) {
      const picture = pictureOf(query);
      if (picture.kind === 'network') {
        expect([id, picture.layers]).toEqual([id, [784, 32, 10]]);
        continue;
      }
      const seen = picture.lines.filter(({ points }) => points[0] >= 0 && points[0] <= 1);
      expect([id, seen.length > 0]).toEqual([id, true]);
      if (picture.kind === 'plane') expect(picture.ranks.every((rank) => rank >= 0 && rank <= 1)).toBe(true);
    }
  });
});
