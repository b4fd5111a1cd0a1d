/** Which part of the program computes an experiment. Its surface decides that, here and nowhere else. */
import { mnist } from '../core/network.ts';
import { MAX_NETWORK_STEPS, MAX_STEPS } from './defaults/v1.ts';

/** The slices: runs in two dimensions, and networks that are trained. */
type SliceName = 'surface' | 'network';

/** The slice of a surface, by its id. */
export const sliceOf = (surface: string): SliceName => (surface === mnist.id ? 'network' : 'surface');

/** The most steps of an experiment on a surface, by its id. */
export const mostSteps = (surface: string): number =>
  sliceOf(surface) === 'network' ? MAX_NETWORK_STEPS : MAX_STEPS;

/** Whether networks are trained. */
export const isNetwork = ({ surface }: { readonly surface: { readonly id: string } }): boolean =>
  sliceOf(surface.id) === 'network';
