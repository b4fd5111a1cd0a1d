/** The arrays of an event, each once: what changes hands when it crosses to the page. */
import { planeBuffers } from './history/plane.ts';
import { buffersOf } from './history/record.ts';
import type { NetworkEvent } from './messages.ts';
import { checkpointBuffers } from './training/checkpoint.ts';

export function buffersOfEvent(event: NetworkEvent): readonly ArrayBuffer[] {
  switch (event.type) {
    case 'trained':
      return buffersOf(event.chunk);
    case 'snapshot':
      return event.snapshot.theta.flatMap((weights) => (weights ? [weights.buffer as ArrayBuffer] : []));
    case 'plane':
      return planeBuffers(event.frame);
    case 'checkpoint':
      return checkpointBuffers(event.checkpoint);
    default:
      return [];
  }
}
