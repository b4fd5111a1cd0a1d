/** Python reads the programs of every library, whether or not it has the library. */
import { describe, expect, it } from 'vitest';
import { schedules } from '../../core/schedules/index.ts';
import { programOf, programs, trainingOf } from './index.ts';
import { everyConvention, everyRule, everySchedule, everySurface, oneVariable } from './testing/all.ts';
import { experimentOf } from './testing/compare.ts';
import { hasModule, mistakesIn } from './testing/python.ts';

const python = hasModule('dis');
if (!python) console.warn('Not read: the programs in Python, since there is no Python.');

const RULES = [
  'sgd,momentum:0.9',
  'adagrad',
  'adam',
  'nadam',
  'lion',
  'prodigy',
  'schedule-free-adamw',
  'sophia',
];

describe.runIf(python).each(programs.filter((id) => id !== 'tfjs'))(
  'Python reads what is written for %s',
  (id) => {
    it('of every rule, convention, schedule, stage and surface', () => {
      const all = [
        ...everyRule(['himmelblau', 'sparse']),
        ...everyConvention(),
        ...everySchedule(),
        ...everySurface(),
        ...oneVariable(),
      ];
      const wrong = mistakesIn(all.map((experiment) => programOf(experiment, id))).filter(
        (one) => one !== '',
      );
      expect(wrong).toEqual([]);
    });

    it('of trainings', () => {
      const stages = ['~noise', '~clip,norm:1,value:0.1', '~accumulate,every:3'];
      const chains = schedules.filter(({ driven }) => !driven).map((row) => `~${row.id}`);
      const all = RULES.flatMap((rule) =>
        [...stages, ...chains].map((more) =>
          experimentOf(`surface=mnist,dropout:0.1&run=${rule}${more}&steps=50`),
        ),
      );
      const wrong = mistakesIn(all.map((experiment) => trainingOf(experiment, id).text)).filter(
        (one) => one !== '',
      );
      expect(wrong).toEqual([]);
    });
  },
);
