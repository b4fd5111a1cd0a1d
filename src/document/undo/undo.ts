/**
 * Undo and redo of all changes of the experiment, whoever makes them: it listens to the store, so nothing that changes the
 * experiment knows of it, and it can come when the page stands.
 *
 * An entry is what a person did in one go: a drag from press to release, one turn of a wheel, typing without a pause.
 */
import { createSignal, type Readable } from '../../signal.ts';
import type { Playground } from '../playground.ts';
import { type Change, changeBetween, isGradual, type Moment, nameOf, withKept } from './change.ts';

/** The most that is remembered. */
export const MOST_ENTRIES = 200;
/** Milliseconds without a change, nothing being held, after which the next one is another. */
const PAUSE = 1000;

interface Entry {
  readonly change: Change;
  readonly before: Moment;
  after: Moment;
  /** The step that was shown before, and after it. */
  readonly steps: readonly [before: number, after: number];
}

/** What would be undone and redone; null: nothing. */
export interface UndoState {
  readonly undo: Change | null;
  readonly redo: Change | null;
  /** What was undone or redone last, to be said. */
  readonly done: { readonly how: 'undo' | 'redo'; readonly change: Change } | null;
}

export interface Undo {
  readonly state: Readable<UndoState>;
  undo(): void;
  redo(): void;
  /** Something is pressed: until it is released, all changes of one setting are one. */
  hold(): void;
  release(): void;
}

/** @param now Milliseconds. */
export function createUndo(playground: Playground, now: () => number): Undo {
  const { store, playhead } = playground;
  const state = createSignal<UndoState>({ undo: null, redo: null, done: null });
  let entries: Entry[] = [];
  /** How many of them are done; those after are undone. */
  let done = 0;
  /** When the latest entry was last added to; null: it is finished. */
  let open: number | null = null;
  let held = false;
  let restoring = false;
  const moment = ({ experiment, displays }: Moment): Moment => ({ experiment, displays });
  let present = moment(store.getInitialState());

  function tell(last: UndoState['done']): void {
    state.set({
      undo: entries[done - 1]?.change ?? null,
      redo: entries[done]?.change ?? null,
      done: last,
    });
  }

  function record(next: Moment): void {
    const before = present;
    present = moment(next);
    const change = changeBetween(before, present);
    if (!change) return;
    const last = entries[done - 1];
    const same = open !== null && last && nameOf(last.change) === nameOf(change) && isGradual(change);
    if (same && done === entries.length && (held || now() - (open ?? 0) < PAUSE)) {
      last.after = present;
      // Dragged back to where it was: nothing has been done.
      if (changeBetween(last.before, present) === null) {
        entries.pop();
        done--;
        open = null;
      } else open = now();
    } else {
      const steps = [playhead.value, next.experiment.t] as const;
      entries = [...entries.slice(0, done), { change, before, after: present, steps }].slice(-MOST_ENTRIES);
      done = entries.length;
      open = now();
    }
    tell(null);
  }

  function go(how: 'undo' | 'redo'): void {
    const entry = entries[how === 'undo' ? done - 1 : done];
    if (!entry) return;
    const back = how === 'undo';
    const { experiment, displays } = back ? entry.before : entry.after;
    const elsewhere = entry.change.kind === 'surface' || entry.change.kind === 'experiment';
    restoring = true;
    playground.restore(withKept(experiment, present.experiment), displays, elsewhere ? 'go' : 'adjust');
    restoring = false;
    present = moment(store.getState());
    done += back ? -1 : 1;
    open = null;
    // Another experiment was opened at a step of its own.
    if (elsewhere) playground.seek(entry.steps[back ? 0 : 1]);
    tell({ how, change: entry.change });
  }

  const listen = (next: Moment): void => {
    if (!restoring && next.experiment !== present.experiment) record(next);
  };
  listen(store.getState());
  store.subscribe(listen);

  return {
    state,
    undo: () => go('undo'),
    redo: () => go('redo'),
    hold() {
      held = true;
      open = null;
    },
    release() {
      held = false;
    },
  };
}
