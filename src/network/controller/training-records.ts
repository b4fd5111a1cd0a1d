/**
 * What the page knows of each run that was trained in this visit, under what decides its numbers. Runs see the same batches and
 * begin with the same weights, whatever others they are trained with: so what was trained of one holds wherever it comes
 * again, and one that is changed is trained again alone.
 */

import type { Computation } from '../../experiment/index.ts';
import { lastOf } from '../history/growing.ts';
import { type ChunkLog, createChunkLog } from '../history/log.ts';
import { newPart } from '../history/overlap.ts';
import type { LayerInfo, NetworkChunk } from '../history/record.ts';
import { createRunHistory, type RunHistory } from '../history/run-history.ts';
import type { Checkpoint, TrajectorySnapshot } from '../training/checkpoint.ts';

/** What is kept of one run. */
export interface StoredRun {
  readonly layers: readonly LayerInfo[];
  readonly chunks: readonly NetworkChunk[];
  readonly checkpoint: Checkpoint;
  /** Weights at steps before the checkpoint, evenly apart; none where there was no room for them. */
  readonly snapshots: readonly TrajectorySnapshot[];
}

export interface TrainingRecord {
  readonly key: string;
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  /** Null before the networks stood for the first time. */
  readonly history: RunHistory | null;
  readonly layers: readonly LayerInfo[];
  readonly log: ChunkLog;
  /** Reports that the archive has not got yet; null: it has got none of this training. */
  unwritten: NetworkChunk[] | null;
  /** What training can go on from, of this run alone. */
  checkpoint: Checkpoint | null;
  /** The weights at some steps up to there, of this run alone. */
  snapshots: readonly TrajectorySnapshot[];
  /** The network is built: there is something to record into. */
  stand(layers: readonly LayerInfo[]): void;
  /** Takes what is new of a report of this run alone. */
  record(chunk: NetworkChunk): void;
}

/** The step that a run's training can go on from. */
export const reached = ({ checkpoint }: TrainingRecord): number => checkpoint?.step ?? 0;
export const hasDiverged = ({ checkpoint }: TrainingRecord): boolean => (checkpoint?.divergedAt[0] ?? 0) > 0;

/** @param found what an archive has of it */
export function createTrainingRecord(key: string, lasting: boolean, found?: StoredRun): TrainingRecord {
  let history: RunHistory | null = null;
  let layers: readonly LayerInfo[] = [];
  const log = createChunkLog(found?.chunks);
  const record: TrainingRecord = {
    key,
    lasting,
    get history() {
      return history;
    },
    get layers() {
      return layers;
    },
    log,
    unwritten: null,
    checkpoint: found?.checkpoint ?? null,
    snapshots: found?.snapshots ?? [],
    stand(given) {
      if (history) return;
      layers = given;
      history = createRunHistory(given);
    },
    record(given) {
      if (!history) return;
      const { last, evaluatedAt, testedAt } = history;
      const chunk = newPart(given, { last, evaluated: lastOf(evaluatedAt), tested: lastOf(testedAt) });
      if (!chunk) return;
      history.append(chunk);
      log.append(chunk);
      record.unwritten?.push(chunk);
    },
  };
  if (found) {
    record.stand(found.layers);
    for (const chunk of found.chunks) record.history?.append(chunk);
  }
  return record;
}

/** What decides the numbers of each run of an experiment: the length of the training and the other runs do not. */
export function runKeys({ surface, seed, runs, rules }: Computation, files: number): readonly string[] {
  return runs.map((run) => {
    const { optimizer } = run;
    const rule = optimizer.id === 'custom' ? rules[Number(optimizer.args.rule) - 1] : undefined;
    const { rule: _, ...args } = optimizer.args;
    const said = rule === undefined ? optimizer : { ...optimizer, args };
    return JSON.stringify({ surface, seed, files, run: { ...run, optimizer: said }, rule });
  });
}

/** The most that is remembered beside the runs of the present: in runs, and in bytes of weights. */
const MOST_RUNS = 48;
const MOST_BYTES = 192e6;

const bytesOf = ({ checkpoint, snapshots }: TrainingRecord): number => {
  const all = [...snapshots.flatMap(({ theta }) => theta), ...(checkpoint?.theta ?? [])];
  // A rule remembers about as much as two more vectors of weights.
  return 3 * (checkpoint?.theta[0].byteLength ?? 0) + all.reduce((sum, w) => sum + (w?.byteLength ?? 0), 0);
};

/** The records of a visit, the latest used last. */
export interface TrainingRecords {
  get(key: string): TrainingRecord | undefined;
  /** Takes a record in, and lets go of the oldest where there are too many. */
  put(record: TrainingRecord): void;
}

export function createTrainingRecords(): TrainingRecords {
  const records = new Map<string, TrainingRecord>();
  return {
    get: (key) => records.get(key),
    put(record) {
      records.delete(record.key);
      records.set(record.key, record);
      let bytes = [...records.values()].reduce((sum, each) => sum + bytesOf(each), 0);
      for (const [key, oldest] of records) {
        if (oldest === record || (records.size <= MOST_RUNS && bytes <= MOST_BYTES)) break;
        records.delete(key);
        bytes -= bytesOf(oldest);
      }
    },
  };
}
