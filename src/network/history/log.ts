/**
 * The reports of a training, kept so that its history can be recorded again: by the page after a reload.
 *
 * Reports of steps alone are joined with the one that follows, and of pictures and readings, which are large, every
 * second one goes when there are too many. The curves lose nothing.
 */
import type { FollowedColumns, NetworkChunk } from './record.ts';

export interface ChunkLog {
  append(chunk: NetworkChunk): void;
  /** In order. Appended to a new history they leave what the reports left. */
  readonly chunks: readonly NetworkChunk[];
}

/** The most reports with pictures that are kept: with twelve runs some 10 MB. */
const MOST = 120;

export function createChunkLog(given: readonly NetworkChunk[] = []): ChunkLog {
  let chunks: NetworkChunk[] = [];
  const push = (chunk: NetworkChunk): void => {
    const before = chunks[chunks.length - 1];
    const joined = before && isPlain(before) ? join(before, chunk) : null;
    if (joined) chunks[chunks.length - 1] = joined;
    else chunks.push(chunk);
  };
  const log: ChunkLog = {
    append(chunk) {
      push(chunk);
      if (chunks.filter(hasPictures).length <= MOST) return;
      const all = chunks;
      chunks = [];
      let seen = 0;
      all.forEach((each, i) => {
        const goes = hasPictures(each) && seen++ % 2 === 1 && i < all.length - 1;
        push(goes ? { ...each, rates: null, sample: null } : each);
      });
    },
    get chunks() {
      return chunks;
    },
  };
  for (const chunk of given) log.append(chunk);
  return log;
}

const hasPictures = ({ rates, sample }: NetworkChunk): boolean => rates !== null || sample !== null;

/** Whether it says nothing but what its columns say. */
const isPlain = (chunk: NetworkChunk): boolean => !hasPictures(chunk) && chunk.evaluation === null;

/** Two reports as one, of which the first is plain; null where they follow different weights. */
function join(a: NetworkChunk, b: NetworkChunk): NetworkChunk | null {
  const followed = joinFollowed(a, b);
  if (followed === undefined) return null;
  return {
    ...b,
    from: a.from,
    count: a.count + b.count,
    trainLoss: concat(a.trainLoss, b.trainLoss),
    trainAccuracy: concat(a.trainAccuracy, b.trainAccuracy),
    lr: concat(a.lr, b.lr),
    time: concat(a.time, b.time),
    followed,
  };
}

function joinFollowed(a: NetworkChunk, b: NetworkChunk): FollowedColumns | null | undefined {
  if (b.count === 0) return a.followed;
  if (!a.followed && !b.followed) return null;
  if (!a.followed || !b.followed) return undefined;
  if (JSON.stringify(a.followed.weights) !== JSON.stringify(b.followed.weights)) return undefined;
  return {
    weights: b.followed.weights,
    rate: concat(a.followed.rate, b.followed.rate),
    realized: concat(a.followed.realized, b.followed.realized),
    value: concat(a.followed.value, b.followed.value),
  };
}

function concat(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
