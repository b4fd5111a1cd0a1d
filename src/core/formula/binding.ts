/** Executing a rule's program on the vectors of an optimizer's step. */
import type { Step, Vector } from '../types.ts';
import type { Program } from './program.ts';

/** The parts of an optimizer's `Step` that a rule reads and writes. */
export type RuleStep = Pick<
  Step,
  'theta' | 'gradient' | 'rate' | 'direction' | 'memory' | 'scalars' | 'args' | 'lr' | 't'
>;

/** A vector beside the place in the registers that it is loaded into or stored from. */
interface Link {
  readonly vector: Vector;
  readonly at: number;
}

/**
 * A function that makes one update: it executes `program`, whose registers hold `block` coordinates, over all of them.
 *
 * `state` are the names that live in the memory; `offset` is where the result of a name lies in the registers. Inputs that are
 * neither these nor `x` and `g` are the same for all coordinates. Looking up by name happens here, once; the function itself
 * allocates nothing.
 */
export function bind(
  step: RuleStep,
  program: Program,
  block: number,
  state: readonly string[],
  offset: (name: string) => number,
): () => void {
  const { theta, gradient, rate, direction, memory, scalars, args } = step;
  const { registers, inputs } = program;
  const perCoordinate = new Map<string, Vector>([
    ['x', theta],
    ['g', gradient],
    ...state.map((name): [string, Vector] => [name, memory[name]]),
  ]);
  const loads: Link[] = [];
  const changing: { readonly name: string; readonly at: number }[] = [];
  for (const [name, at] of inputs) {
    const vector = perCoordinate.get(name);
    if (vector) loads.push({ vector, at });
    else if (Object.hasOwn(args, name)) registers[at] = args[name];
    else if (name !== 'lr' && name !== 't') changing.push({ name, at });
  }
  const lrAt = inputs.get('lr') ?? -1;
  const tAt = inputs.get('t') ?? -1;
  const stores: Link[] = [
    { vector: theta, at: offset('x') },
    { vector: rate, at: offset('rate') },
    { vector: direction, at: offset('direction') },
    ...state.map((name) => ({ vector: memory[name], at: offset(name) })),
  ];

  return () => {
    if (lrAt >= 0) registers[lrAt] = step.lr;
    if (tAt >= 0) registers[tAt] = step.t;
    for (let k = 0; k < changing.length; k++) registers[changing[k].at] = scalars[changing[k].name];
    program.uniform();
    for (let start = 0; start < theta.length; start += block) {
      const n = Math.min(block, theta.length - start);
      for (let k = 0; k < loads.length; k++) {
        const { vector, at } = loads[k];
        for (let i = 0; i < n; i++) registers[at + i] = vector[start + i];
      }
      program.perCoordinate(n);
      for (let k = 0; k < stores.length; k++) {
        const { vector, at } = stores[k];
        for (let i = 0; i < n; i++) vector[start + i] = registers[at + i];
      }
    }
  };
}
