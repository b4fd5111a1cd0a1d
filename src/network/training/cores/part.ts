/** The job of a thread that makes steps of some runs for another one: it is given their batches, and asked for what came of it. */
import type { Job, JobHost, JobState } from '../../../runtime/job.ts';
import { fillRows } from '../../data/batch-buffer.ts';
import type { ImageSet } from '../../data/images.ts';
import { NoEngine } from '../../engines/engine.ts';
import { openSimd } from '../../engines/simd/engine.ts';
import { networkLayout } from '../../model/layout.ts';
import { createColumns } from '../columns.ts';
import { createTraining, type Training } from '../training.ts';
import { createBatchesOf } from '../training-batches.ts';
import { buffersOfStates, type PartCommand, type PartEvent, type Slab } from './messages.ts';

type Build = Extract<PartCommand, { type: 'build' }>;
type Advance = Extract<PartCommand, { type: 'advance' }>;

const NO_IMAGES: ImageSet = { count: 0, pixels: new Uint8Array(0), labels: new Uint8Array(0) };

interface Part {
  advance(command: Advance): PartEvent;
  readonly training: Training;
}

async function build({ runs, args, seed, rules, images }: Build): Promise<Part> {
  const engine = await openSimd(null);
  if (!engine) throw new NoEngine();
  let slab: Slab = { numbers: [], pixels: new Uint8Array(0), labels: new Uint8Array(0) };
  /** By the number of a batch, the place of its first image in the slab. */
  const places = new Map<number, number>();
  const layout = networkLayout(args.hidden, args.activation);
  const batches = createBatchesOf(images, args, seed, layout, (rows, positions, number) => {
    const from = places.get(number);
    if (from === undefined) throw new Error(`Batch ${number} has not been sent.`);
    fillRows(
      rows,
      { count: slab.labels.length, ...slab },
      positions.map((_, row) => from + row),
    );
  });
  const take = (given: Slab): void => {
    slab = given;
    places.clear();
    let from = 0;
    for (const number of given.numbers) {
      places.set(number, from);
      from += batches.positions(number).length;
    }
  };
  const dataset = { train: NO_IMAGES, test: NO_IMAGES };
  const training = createTraining({ runs, args, seed, rules, dataset, engine, batches });
  const all = [...runs.keys()];
  return {
    training,
    advance({ step, count, states, followed, slab }) {
      training.only(all, step);
      for (const [k, state] of states?.entries() ?? []) training.adopt(k, state);
      take(slab);
      const columns = createColumns();
      columns.follow(followed);
      for (let made = 0; made < count; made++) {
        training.advance();
        columns.push(training, 0);
      }
      return { type: 'advanced', columns: columns.take(), divergedAt: [...training.divergedAt] };
    },
  };
}

/** A job that waits for what it is to build. */
export function createPartJob(host: JobHost<PartEvent>): Job<PartCommand> {
  let first: Build | null = null;
  let part: Part | null = null;
  const waiting: PartCommand[] = [];

  async function answer(command: PartCommand): Promise<void> {
    if (command.type === 'build') {
      part = await build(command);
      host.emit({ type: 'built' });
    } else if (part && command.type === 'advance') {
      host.emit(part.advance(command));
    } else if (part) {
      const states = part.training.theta.map((_, k) => (part as Part).training.stateOf(k));
      host.emit({ type: 'states', states }, buffersOfStates(states));
    }
  }

  return {
    // It is asked for as much as its thread is to do at a time.
    turn: 0,
    start(command) {
      if (command.type === 'build') first = command;
    },
    async advance(): Promise<JobState> {
      const command = first ?? waiting.shift();
      first = null;
      if (command) await answer(command);
      return waiting.length > 0 ? 'more' : 'waiting';
    },
    receive: (command) => void waiting.push(command),
    dispose: () => undefined,
  };
}
