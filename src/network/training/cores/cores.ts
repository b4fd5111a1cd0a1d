/**
 * Steps on several cores: each thread moves some of the runs over the same batches, which changes no bit of them.
 *
 * No time is spent on a trial. The first steps are made on this thread; then others are started, and steps are made with them
 * and without in turns. What was faster goes on. Here every run stands as it was when it was last asked for: if a thread ends,
 * its steps since then are made once more.
 */
import type { NetworkArguments } from '../../../core/network.ts';
import type { RunSpec } from '../../../core/types.ts';
import { createBatches } from '../../data/batches.ts';
import { type ImageSet, PIXELS } from '../../data/images.ts';
import { createColumns, type PartOfColumns } from '../columns.ts';
import { imagesTaken } from '../training-batches.ts';
import { Helper, type Threads } from './helper.ts';
import { buffersOfStates, type PartEvent, type Slab } from './messages.ts';
import { type Stepper, type StepperOptions, singleStepper } from './stepper.ts';

export interface CoresOptions extends StepperOptions {
  readonly runs: readonly RunSpec[];
  readonly args: NetworkArguments;
  readonly seed: number;
  readonly rules: readonly string[];
  /** The training images. */
  readonly images: ImageSet;
  /** Steps of the whole training. */
  readonly steps: number;
  readonly threads: Threads;
  /** What came of trials, by what was trained: the next training of the kind begins with it. */
  readonly tried: Pick<Map<string, boolean>, 'get'> & { set(key: string, won: boolean): unknown };
  /** Hears when another number of threads computes. */
  changed(cores: number): void;
}

/** Slices of steps that are made on this thread before others are thought of. */
const ALONE = 5;
/** Starting threads takes a while: steps for so many milliseconds have to be left. */
const WORTH = 1500;
/**
 * Milliseconds of steps in a slice that are worth a question to others. Early in a training slices are short: the weights are kept at
 * every step, then at every second.
 */
const SLICE = 10;
/** How often steps with and without others are timed. */
const ROUNDS = 5;
/** Steps with others have to take so much less time. */
const FASTER = 0.9;
/** A thread may be silent for so long, in milliseconds, or so many times what is expected of it. */
const PATIENCE = 5000;
const TIMES_EXPECTED = 20;
const PATIENCE_AT_START = 20_000;
/** Bytes of images that are sent at a time. */
const MOST_BYTES = 8e6;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * `single`: on this thread, for good or until others seem worth while. `starting`: others get ready meanwhile. `trial`: with them
 * and without. `shared`: with them.
 */
type Phase = 'single' | 'starting' | 'trial' | 'shared';

/** Which runs a thread moves, the thread that trains first: it has other things to do too and gets the fewest. */
export function sharesOf(runs: number, threads: number): readonly (readonly number[])[] {
  const shares = Array.from({ length: Math.min(runs, threads) }, (): number[] => []);
  for (let run = 0; run < runs; run++) shares[shares.length - 1 - (run % shares.length)].push(run);
  return shares;
}

export class SharedStepper implements Stepper {
  readonly #options: CoresOptions;
  readonly #single: Stepper;
  readonly #own: readonly number[];
  readonly #all: readonly number[];
  readonly #key: string;
  readonly #positions: (number: number) => Uint32Array;
  readonly #times: { readonly single: number[]; readonly shared: number[] } = { single: [], shared: [] };
  #helpers: Helper[] = [];
  #phase: Phase = 'single';
  /** Whether others may still be thought of. */
  #open = true;
  /** Slices made in the trial. */
  #slices = 0;
  /** Of the training, when the helpers were last told how their runs stand. */
  #revision = -1;

  constructor(options: CoresOptions) {
    this.#options = options;
    this.#single = singleStepper(options);
    const { runs, args, seed, images, threads } = options;
    const [own] = sharesOf(runs.length, threads.most);
    this.#own = own;
    this.#all = [...runs.keys()];
    this.#positions = createBatches(imagesTaken(images, args), args.batch, seed).at;
    const ids = runs.map(({ optimizer, stages }) => [optimizer.id, ...stages.map(({ id }) => id)]);
    this.#key = JSON.stringify([ids, args.hidden, args.batch, threads.most]);
    this.#open = options.tried.get(this.#key) !== false;
  }

  get cores(): number {
    return this.#phase === 'shared' ? 1 + this.#helpers.length : 1;
  }

  async advance(most: number, budget: number, seconds: () => number): Promise<number> {
    const long = this.#isLong(most);
    if (this.#phase === 'single' && this.#open && long && this.#isWorthwhile()) this.#start();
    if (this.#phase === 'trial' && long) return this.#try(most, budget, seconds);
    if (this.#phase !== 'shared') return this.#advanceAlone(most, budget, seconds);
    const perStep = median(this.#times.shared.length > 0 ? this.#times.shared : this.#times.single);
    return this.#advanceTogether(this.#countFor(most, budget, perStep), seconds);
  }

  async gather(): Promise<void> {
    const { training } = this.#options;
    const behind = this.#helpers.filter(({ current, base }) => current && base < training.step);
    const answers = await Promise.all(behind.map((helper) => this.#ask(helper, { type: 'read' }, 1)));
    behind.forEach((helper, i) => {
      const answer = answers[i];
      if (answer?.type === 'states') {
        for (const [place, state] of answer.states.entries()) training.adopt(helper.runs[place], state);
        helper.base = training.step;
      }
    });
    const lost = behind.filter(({ base }) => base < training.step);
    for (const helper of lost) this.#catchUp(helper, training.step);
    if (lost.length > 0) this.#giveUp();
  }

  dispose(): void {
    for (const helper of this.#helpers) helper.end();
    this.#helpers = [];
    this.#phase = 'single';
    this.#open = false;
  }

  /** Whether so many steps take as long as a slice that others make should. */
  #isLong(steps: number): boolean {
    const { single } = this.#times;
    return single.length > 0 && steps * median(single.slice(-ROUNDS)) >= SLICE;
  }

  /** Whether it is known how long steps take here, and enough of them are left. */
  #isWorthwhile(): boolean {
    const { single } = this.#times;
    const { steps, training } = this.#options;
    return single.length >= ALONE && (steps - training.step) * median(single.slice(-ROUNDS)) > WORTH;
  }

  /** Starts the others; steps go on without them until they are ready. */
  #start(): void {
    const { runs, args, seed, rules, images, threads } = this.#options;
    this.#open = false;
    this.#phase = 'starting';
    try {
      const [, ...shares] = sharesOf(runs.length, threads.most);
      for (const share of shares) this.#helpers.push(new Helper(share, threads));
    } catch {
      this.dispose();
      return;
    }
    const built = this.#helpers.map((helper) =>
      helper.build(
        {
          type: 'build',
          runs: helper.runs.map((run) => runs[run]),
          ...{ args, seed, rules, images: imagesTaken(images, args) },
        },
        PATIENCE_AT_START,
      ),
    );
    void Promise.all(built).then((ready) => {
      if (this.#phase !== 'starting') return;
      if (!ready.every(Boolean)) this.dispose();
      else if (this.#options.tried.get(this.#key)) this.#share();
      else this.#phase = 'trial';
    });
  }

  #share(): void {
    this.#phase = 'shared';
    this.#options.changed(this.cores);
  }

  /**
   * A slice of the trial. Of three the first is made without the others; in the second they learn how the runs stand, which
   * happens once only where they are kept; the third counts for them, with all that is asked back.
   */
  async #try(most: number, budget: number, seconds: () => number): Promise<number> {
    const { now } = this.#options;
    const { single, shared } = this.#times;
    const turn = this.#slices++ % 3;
    if (turn === 0) return this.#advanceAlone(most, budget, seconds);
    const started = now();
    const made = await this.#advanceTogether(this.#countFor(most, budget, median(single)), seconds);
    if (turn === 1) return made;
    await this.gather();
    if (this.#phase !== 'trial') return made;
    shared.push((now() - started) / made);
    if (shared.length === ROUNDS) {
      const won = median(shared) < FASTER * median(single.slice(-ROUNDS));
      this.#options.tried.set(this.#key, won);
      if (won) this.#share();
      else this.dispose();
    }
    return made;
  }

  async #advanceAlone(most: number, budget: number, seconds: () => number): Promise<number> {
    const { training, now } = this.#options;
    await this.gather();
    training.only(this.#all, training.step);
    const started = now();
    const made = await this.#single.advance(most, budget, seconds);
    this.#times.single.push((now() - started) / made);
    for (const helper of this.#helpers) {
      helper.base = training.step;
      helper.current = false;
    }
    return made;
  }

  /** Makes so many steps with the others. */
  async #advanceTogether(count: number, seconds: () => number): Promise<number> {
    const { training, columns, now } = this.#options;
    const started = now();
    const step = training.step;
    if (this.#revision !== training.revision) for (const helper of this.#helpers) helper.current = false;
    this.#revision = training.revision;
    const helpers = [...this.#helpers];
    const slab = this.#slabOf(step, count, helpers);
    const asked = helpers.map((helper) => {
      const states = helper.current ? null : helper.runs.map((run) => training.stateOf(run));
      if (states) helper.base = step;
      helper.current = true;
      return this.#ask(
        helper,
        { type: 'advance', ...{ step, count, states, slab }, followed: columns.weights },
        count,
        states ? buffersOfStates(states) : [],
      );
    });
    const parts = [this.#record(this.#own, step, count, seconds)];
    const answers = await Promise.all(asked);
    for (const [i, helper] of helpers.entries()) {
      const answer = answers[i];
      if (answer?.type === 'advanced') {
        const { runs } = helper;
        parts.push({ columns: answer.columns, runs: runs.map((run, place) => ({ run, place })) });
      } else {
        this.#catchUp(helper, step);
        parts.push(this.#record(helper.runs, step, count, seconds));
        helper.base = training.step;
      }
    }
    columns.append(parts);
    if (this.#phase === 'shared') this.#times.shared.push((now() - started) / count);
    if (helpers.some(({ dead }) => dead)) {
      await this.gather();
      this.#giveUp();
    } else if (answers.some((answer, i) => hasEnded(answer, helpers[i], training.divergedAt))) {
      await this.gather();
    }
    return count;
  }

  /** Makes steps of some runs here, and what is recorded of them. */
  #record(runs: readonly number[], step: number, count: number, seconds: () => number): PartOfColumns {
    const { training, columns } = this.#options;
    const recorded = createColumns();
    recorded.follow(columns.weights);
    training.only(runs, step);
    for (let made = 0; made < count; made++) {
      training.advance();
      recorded.push(training, seconds());
    }
    return { columns: recorded.take(), runs: runs.map((run) => ({ run, place: run })) };
  }

  /** Makes once more what a thread that has ended had made since its runs were last asked for. */
  #catchUp(helper: Helper, step: number): void {
    const { training } = this.#options;
    training.only(helper.runs, helper.base);
    while (training.step < step) training.advance();
    helper.base = step;
  }

  /** Goes on without the others. */
  #giveUp(): void {
    const { training } = this.#options;
    training.only(this.#all, training.step);
    const before = this.cores;
    this.dispose();
    if (before > 1) this.#options.changed(1);
  }

  #ask(
    helper: Helper,
    command: Parameters<Helper['ask']>[0],
    steps: number,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<PartEvent | null> {
    const expected = steps * Math.max(0, ...this.#times.single.slice(-ROUNDS));
    return helper.ask(command, Math.max(PATIENCE, TIMES_EXPECTED * expected), transfer);
  }

  /** How many steps there is time for. */
  #countFor(most: number, budget: number, perStep: number): number {
    const { args } = this.#options;
    const bytes = PIXELS * args.batch * this.#batchesOf(this.#helpers).reduce((sum, each) => sum + each, 0);
    return Math.max(1, Math.min(most, Math.floor(budget / perStep), Math.floor(MOST_BYTES / bytes)));
  }

  /** The numbers of batches that make an update, of the runs that others move. */
  #batchesOf(helpers: readonly Helper[]): readonly number[] {
    const { updaters } = this.#options.training;
    return [...new Set(helpers.flatMap(({ runs }) => runs.map((run) => updaters[run].batches)))];
  }

  /** The images that the others need for so many steps. */
  #slabOf(step: number, count: number, helpers: readonly Helper[]): Slab {
    const { images } = this.#options;
    const numbers = new Set<number>();
    for (const batches of this.#batchesOf(helpers)) {
      for (let number = step * batches; number < (step + count) * batches; number++) numbers.add(number);
    }
    const sorted = [...numbers].sort((a, b) => a - b);
    const batches = sorted.map((number) => this.#positions(number).slice());
    const total = batches.reduce((sum, { length }) => sum + length, 0);
    const pixels = new Uint8Array(total * PIXELS);
    const labels = new Uint8Array(total);
    let at = 0;
    for (const positions of batches) {
      for (const position of positions) {
        pixels.set(images.pixels.subarray(position * PIXELS, (position + 1) * PIXELS), at * PIXELS);
        labels[at++] = images.labels[position];
      }
    }
    return { numbers: sorted, pixels, labels };
  }
}

/** Whether a run of a helper has stopped being finite in the latest steps. */
const hasEnded = (answer: PartEvent | null, { runs }: Helper, divergedAt: readonly number[]): boolean =>
  answer?.type === 'advanced' && answer.divergedAt.some((at, place) => at !== divergedAt[runs[place]]);
