import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../../experiment/index.ts';
import { createRunTrials, type StudyRecord } from '../../controller/record.ts';
import { writeOutcome } from '../../outcomes.ts';
import { type Summary, study } from '../../study.ts';
import { raceOf } from './source.ts';
import { raceOfLink } from './study.ts';

const { experiment } = parseExperiment(
  'surface=quadratic,condition:50&start=1,1&run=sgd,momentum:0.9&run=adam&steps=60&study=race,trials:3,starts:2,surfaces:booth/quadratic/easom',
);
const displays = [0, 1].map((slot) => ({ key: slot, slot, hidden: false }));

/** The race of the page as it stands when the first so many trials of each run are known. */
function raced(trials: number) {
  const raced = raceOfLink(experiment);
  const runs = raced.runs.map((_, run) => createRunTrials(raced, run, []));
  for (const record of study(raced)) {
    if (!('summary' in record) && record.trial < trials)
      writeOutcome(runs[record.run].outcomes, record.trial, record);
  }
  const record: StudyRecord = { experiment: raced, runs, done: 0, total: 0, complete: false };
  return raceOf(record, displays, null);
}

describe('a race in the page', () => {
  it('has the records of the command', () => {
    const summaries = [...study(experiment)].filter((record): record is Summary => 'summary' in record);
    const { racers, problems } = raced(18);
    expect(problems).toHaveLength(6);
    for (const [run, { summary }] of summaries.entries()) {
      expect([...racers[run].least].map((cost) => (Number.isFinite(cost) ? cost : null))).toEqual(
        summary.costs,
      );
      expect(racers[run].expected).toEqual(summary.expectedBest);
      expect(racers[run].solved).toBe(summary.solved);
    }
  });

  it('draws profiles from the share of wins to the share of solved problems, and never down', () => {
    const { racers, profile } = raced(18);
    for (const [i, { ys }] of profile.curves.entries()) {
      const shares = Array.from(ys);
      expect(shares[0]).toBe(racers[i].wins / 6);
      expect(shares.at(-1)).toBe(racers[i].solved / 6);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    }
  });

  it('shows what is known before all trials are', () => {
    const { racers } = raced(4);
    expect(Number.isNaN(racers[0].least[1])).toBe(false);
    expect(Number.isNaN(racers[0].least[2])).toBe(true);
    expect(racers[0].solvedAfter.every((share) => share >= 0 && share <= 1)).toBe(true);
  });
});
