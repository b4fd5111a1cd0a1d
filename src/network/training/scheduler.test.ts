import { describe, expect, it } from 'vitest';
import { Cadence, runDue, type Task } from './scheduler.ts';

describe('the scheduler', () => {
  const bench = () => {
    const done: string[] = [];
    const due = new Set<string>();
    const task = (name: string): Task => ({
      name,
      due: () => due.has(name),
      run: (budget) => void done.push(`${name} ${budget}`),
    });
    return { done, due, tasks: ['first', 'second', 'third'].map(task) };
  };

  it('runs the first task that is due, and only that', async () => {
    const { done, due, tasks } = bench();
    due.add('second').add('third');
    expect(await runDue(tasks, 30)).toBe(true);
    expect(done).toEqual(['second 30']);
    due.add('first');
    await runDue(tasks, 8);
    expect(done).toEqual(['second 30', 'first 8']);
  });

  it('says that nothing is due', async () => {
    const { done, tasks } = bench();
    expect(await runDue(tasks, 30)).toBe(false);
    expect(done).toEqual([]);
  });

  it('waits for a task that takes its time, and passes on what goes wrong in it', async () => {
    let over = false;
    const slow: Task = {
      name: 'slow',
      due: () => true,
      run: async () => {
        await Promise.resolve();
        over = true;
      },
    };
    await runDue([slow], 1);
    expect(over).toBe(true);
    const broken: Task = { ...slow, run: () => Promise.reject(new Error('lost')) };
    await expect(runDue([broken], 1)).rejects.toThrow('lost');
  });
});

describe('what is done now and then', () => {
  const bench = (least: number, times: number) => {
    let now = 1000;
    const cadence = new Cadence(least, times, () => now);
    const pass = (milliseconds: number): void => {
      now += milliseconds;
    };
    return { cadence, pass };
  };

  it('is due when the time has passed', () => {
    const { cadence, pass } = bench(250, 4);
    pass(249);
    expect(cadence.due()).toBe(false);
    pass(1);
    expect(cadence.due()).toBe(true);
    cadence.restart();
    expect(cadence.due()).toBe(false);
  });

  it('is so many times as far apart as it takes long', async () => {
    const { cadence, pass } = bench(250, 4);
    expect(await cadence.measure(() => pass(100))).toBeUndefined();
    expect(cadence.took).toBe(100);
    pass(399);
    expect(cadence.due()).toBe(false);
    pass(1);
    expect(cadence.due()).toBe(true);
  });

  it('waits longer where others ask for it', () => {
    const { cadence, pass } = bench(250, 4);
    pass(300);
    expect(cadence.due(301)).toBe(false);
    expect(cadence.due(300)).toBe(true);
  });
});
