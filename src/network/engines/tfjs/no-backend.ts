/** Stands for tfjs in a file that holds the whole page, which would be three times as large with it. */
import type { NetworkEngine } from '../engine.ts';
import type { Problem } from './backend.ts';

/** There is no backend. */
export const openBackend = (): Promise<NetworkEngine | Problem> => Promise.resolve('no-tfjs');

export const closeBackend = (): void => undefined;
