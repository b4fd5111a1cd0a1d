import { describe, expect, it } from 'vitest';
import { createNetworkHistory } from '../history/history.ts';
import type { NetworkChunk } from '../history/record.ts';
import { asCsv, asMarkdown, LAST_BATCHES, resultsAt } from './results.ts';

const fill = (length: number, value: (i: number) => number) =>
  Float64Array.from({ length }, (_, i) => value(i));

/** Two runs, 100 steps: the loss of step s is s (run 0) and 2s (run 1), which diverges at step 60. */
function recorded() {
  const history = createNetworkHistory(2, [{ inputs: 784, units: 10 }]);
  const chunk = (from: number, count: number, more: Partial<NetworkChunk>): NetworkChunk => ({
    from,
    count,
    trainLoss: fill(count * 2, (i) => (from + Math.floor(i / 2)) * (1 + (i % 2))),
    trainAccuracy: fill(count * 2, () => 0),
    lr: fill(count * 2, (i) => 0.1 / (from + Math.floor(i / 2))),
    time: fill(count, (i) => (from + i) / 10),
    followed: null,
    sample: null,
    rates: null,
    evaluation: null,
    seconds: (from + count) / 10,
    divergedAt: [0, 0],
    ...more,
  });
  const both = (a: number) => Float64Array.from([a, a / 2]);
  history.append(chunk(1, 50, { evaluation: { loss: both(3), accuracy: both(0.5), test: null } }));
  const test = { loss: both(2.5), accuracy: both(0.7) };
  history.append(
    chunk(51, 50, { evaluation: { loss: both(2), accuracy: both(0.6), test }, divergedAt: [0, 60] }),
  );
  return history;
}
const names = ['SGD, plain', 'A|B'];

describe('the results of a training', () => {
  it('are those at the playhead', () => {
    const [first] = resultsAt(recorded(), names, 70);
    expect(first).toMatchObject({
      loss: 3,
      accuracy: 0.5,
      evaluatedAt: 50,
      testedAt: Number.NaN,
      steps: 70,
      seconds: 7,
    });
    expect(first.testAccuracy).toBeNaN();
    expect(first.lr).toBeCloseTo(0.1 / 70, 12);
    const mean = (from: number, to: number) => (from + to) / 2;
    expect(first.trainLoss).toBe(mean(70 - LAST_BATCHES + 1, 70));
    expect(resultsAt(recorded(), names, 100)[0]).toMatchObject({
      loss: 2,
      testAccuracy: 0.7,
      testedAt: 100,
      seconds: 10,
    });
  });

  it('of a run that diverged end where it did', () => {
    const [, gone] = resultsAt(recorded(), names, 100);
    expect(gone).toMatchObject({ steps: 60, seconds: 6 });
    expect(gone.lr).toBeNaN();
  });

  it('before the first step are empty, not wrong', () => {
    const history = createNetworkHistory(2, [{ inputs: 784, units: 10 }]);
    const [first] = resultsAt(history, names, 0);
    expect(first).toMatchObject({ steps: 0, seconds: 0 });
    for (const key of ['trainLoss', 'loss', 'accuracy', 'testAccuracy', 'lr'] as const)
      expect(first[key]).toBeNaN();
  });

  it('are copied as values that other programs read', () => {
    const lines = asCsv(resultsAt(recorded(), names, 100)).split('\r\n');
    expect(lines[0]).toBe('run,trainLoss,loss,accuracy,evaluatedAt,testAccuracy,testedAt,steps,seconds,lr');
    expect(lines[1].startsWith('"SGD, plain",75.5,2,0.6,100,0.7,100,100,10,')).toBe(true);
    // What is not a number is an empty cell.
    expect(lines[2].endsWith(',60,6,')).toBe(true);
    expect(lines[3]).toBe('');
  });

  it('are copied as a table in Markdown', () => {
    const headings = {
      run: 'Run',
      trainLoss: 'Training',
      loss: 'Loss',
      accuracy: 'Accuracy',
      evaluatedAt: 'Validated at',
      testAccuracy: 'Test',
      testedAt: 'Tested at',
      steps: 'Steps',
      seconds: 'Seconds',
      lr: 'Rate',
    };
    const text = asMarkdown(resultsAt(recorded(), names, 100), headings, (result, key) =>
      String(result[key]),
    );
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      '| Run | Training | Loss | Accuracy | Validated at | Test | Tested at | Steps | Seconds | Rate |',
    );
    expect(lines[1].match(/---/g)).toHaveLength(10);
    expect(lines[3].startsWith('| A\\|B |')).toBe(true);
  });
});
