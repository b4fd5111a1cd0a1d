/** Having claims and pictures computed: on workers, or in turns on this thread where there are none. */
import { useEffect, useMemo, useState } from 'react';
import type { Pool } from '../../runtime/pool.ts';
import { type Evaluated, isAboutNetworks } from '../evaluate.ts';
import type { LessonCommand, LessonEvent } from '../messages.ts';
import type { Picture } from '../picture.ts';
import type { Claim } from '../types.ts';

/** Where it is computed. */
export interface LessonPools {
  readonly pool: Pool;
  /** Where it is done when the pool has no workers. */
  readonly here: Pool;
}

/** What is known of a claim: what came out, that it could not be computed, or nothing yet. */
export type Outcome = Evaluated | 'failed' | 'computing' | 'waiting';

async function run(
  { pool, here }: LessonPools,
  job: string,
  command: LessonCommand,
  heard: (event: LessonEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const request = {
    job,
    pieces: [command],
    signal,
    event: (_piece: number, event: unknown) => heard(event as LessonEvent),
    done: () => undefined,
  };
  try {
    await pool.run(request);
  } catch (error) {
    signal.throwIfAborted();
    // A page without workers does it in turns, but for networks, which only workers train.
    if (job !== 'lesson') throw error;
    await here.run(request);
  }
}

/** Claims by their query, in order: those of one share what is computed. */
function groupsOf(claims: readonly Claim[]): readonly (readonly Claim[])[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) groups.set(claim.query, [...(groups.get(claim.query) ?? []), claim]);
  return [...groups.values()];
}

export interface Evaluation {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** How much of a training is done, 0 … 1; null while none is under way. */
  readonly training: number | null;
  /** Trains the networks of claims that wait for it. */
  train(): void;
  stop(): void;
}

type Outcomes = ReadonlyMap<string, Outcome>;

/** Evaluates the claims of a lesson as soon as it is shown, and those about networks when asked. The same array: the same claims. */
export function useEvaluation(pools: LessonPools, claims: readonly Claim[], active: boolean): Evaluation {
  const [known, setKnown] = useState<{ readonly claims: readonly Claim[]; readonly outcomes: Outcomes }>(
    () => ({
      claims,
      outcomes: new Map(),
    }),
  );
  const [training, setTraining] = useState<number | null>(null);
  const [wanted, setWanted] = useState<readonly Claim[] | null>(null);
  const outcomes = known.claims === claims ? known.outcomes : new Map<string, Outcome>();
  const note = useMemo(
    () =>
      (id: string, outcome: Outcome): void =>
        setKnown((before) => ({
          claims,
          outcomes: new Map([...(before.claims === claims ? before.outcomes : []), [id, outcome]]),
        })),
    [claims],
  );

  const evaluate = useMemo(
    () =>
      (group: readonly Claim[], job: string, signal: AbortSignal, progress: (fraction: number) => void) => {
        const left = new Set(group.map(({ id }) => id));
        for (const id of left) note(id, 'computing');
        const heard = (event: LessonEvent): void => {
          if (signal.aborted) return;
          if (event.type === 'progress') progress(event.fraction);
          if (event.type !== 'evaluated') return;
          left.delete(event.id);
          note(event.id, { computed: event.computed, holds: event.holds });
        };
        const over = (outcome: Outcome): void => {
          for (const id of left) note(id, outcome);
        };
        return run(pools, job, { type: 'claims', claims: group }, heard, signal).catch(() =>
          over(signal.aborted ? 'waiting' : 'failed'),
        );
      },
    [pools, note],
  );

  useEffect(() => {
    if (!active) return;
    const abort = new AbortController();
    const now = claims.filter((claim) => !isAboutNetworks(claim));
    for (const group of groupsOf(now)) void evaluate(group, 'lesson', abort.signal, () => undefined);
    return () => abort.abort(new Error('Another lesson is shown.'));
  }, [claims, evaluate, active]);

  useEffect(() => {
    if (wanted !== claims) return;
    const abort = new AbortController();
    const groups = groupsOf(claims.filter(isAboutNetworks));
    setTraining(0);
    const all = async (): Promise<void> => {
      for (const [i, group] of groups.entries()) {
        if (abort.signal.aborted) return;
        await evaluate(group, 'network-lesson', abort.signal, (fraction) =>
          setTraining((i + fraction) / groups.length),
        );
      }
      if (!abort.signal.aborted) setTraining(null);
    };
    void all();
    return () => {
      abort.abort(new Error('No longer wanted.'));
      setTraining(null);
    };
  }, [claims, wanted, evaluate]);

  return {
    outcomes,
    training,
    train: () => setWanted(claims),
    stop: () => setWanted(null),
  };
}

const pictures = new Map<string, Promise<Picture | null>>();

/** The picture of an experiment, made once; null where it cannot be made. */
export function pictureOf(pools: LessonPools, query: string): Promise<Picture | null> {
  const known = pictures.get(query);
  if (known) return known;
  let found: Picture | null = null;
  const made = run(
    pools,
    'lesson',
    { type: 'picture', query },
    (event) => {
      if (event.type === 'picture') found = event.picture;
    },
    new AbortController().signal,
  ).then(
    () => found,
    () => null,
  );
  pictures.set(query, made);
  return made;
}
