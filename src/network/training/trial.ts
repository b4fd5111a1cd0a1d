/** A short trial of an engine: how long it takes for a step of the networks that are to be trained. */
import type { NetworkEngine } from '../engines/engine.ts';
import type { Trial } from '../engines/open.ts';
import { memoryOf } from './memory.ts';
import { createTraining, type TrainingOptions } from './training.ts';

/** Steps before the clock runs: in the first a graphics driver compiles, and WebAssembly is made faster. */
const COLD = 3;
/** Steps that are measured, or as many as there is time for, in milliseconds. */
const MEASURED = 7;
const TIME = 300;
/** Networks that take more memory are not made twice, in bytes: a graphics card is the faster by far. */
const LARGE = 0.6e9;

/** The trial for a training; undefined for networks that are too large for one. */
export function trialOf(options: Omit<TrainingOptions, 'engine'>, now: () => number): Trial | undefined {
  const { runs, args } = options;
  if (memoryOf(options) > LARGE) return undefined;
  return {
    key: JSON.stringify([runs.map(({ optimizer }) => optimizer.id), args.hidden, args.batch]),
    measure: async (engine) => millisecondsOf(options, engine, now),
  };
}

/** The median of some steps. */
function millisecondsOf(
  options: Omit<TrainingOptions, 'engine'>,
  engine: NetworkEngine,
  now: () => number,
): number {
  const training = createTraining({ ...options, engine });
  for (let step = 0; step < COLD; step++) training.advance();
  const times: number[] = [];
  const started = now();
  let before = started;
  do {
    training.advance();
    const after = now();
    times.push(after - before);
    before = after;
  } while (times.length < MEASURED && before - started < TIME);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
