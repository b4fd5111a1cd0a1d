import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGraph } from '../formula/graph.ts';
import { createProgram } from '../formula/program.ts';
import { buildSurface } from '../formula/surface-text.ts';
import { defaults } from '../tables.ts';
import type { Surface } from '../types.ts';
import { surfaceFormulas } from './formulas.ts';
import { surfaces } from './index.ts';

const textOf = ({ id }: Surface): string | undefined => surfaceFormulas[id as keyof typeof surfaceFormulas];
const withText = surfaces.filter((surface) => textOf(surface) !== undefined);

/** Points of the window, and points anywhere, the largest and smallest numbers included. */
const points = (surface: Surface) => {
  const { x, y } = surface.domain;
  const within = ([min, max]: readonly [number, number]) => fc.double({ min, max, noNaN: true });
  const edge = fc.constantFrom(0, -0, 1e-320, 1e-160, -1e-160, 1e160, -1e200, 1.7e308);
  const anywhere = fc.oneof(fc.double(), fc.double({ min: -1e6, max: 1e6 }), edge);
  return fc.oneof(fc.tuple(within(x), within(y)), fc.tuple(anywhere, anywhere));
};

/** Any arguments that the surface takes. */
const argumentsOf = (surface: Surface) =>
  fc
    .tuple(
      ...surface.parameters.map(({ default: value, min = -50, max = 50, above }) =>
        fc.oneof(
          fc.constant(value as number),
          fc.double({ min: above ?? min, max, noNaN: true, minExcluded: above !== undefined }),
        ),
      ),
    )
    .map((values) => ({
      ...defaults(surface),
      ...Object.fromEntries(surface.parameters.map(({ key }, i) => [key, values[i]])),
    }));

describe('the text of a surface', () => {
  it('is there for every one whose gradient is neither sampled nor typed', () => {
    const without = surfaces.filter((surface) => textOf(surface) === undefined).map(({ id }) => id);
    expect(without).toEqual(['regression', 'sparse', 'reddi', 'custom']);
  });

  it.each(withText.map((surface) => [surface.id, surface] as const))(
    'gives the numbers of its code to the last bit: %s',
    (_id, surface) => {
      const graph = createGraph();
      const point = { x: graph.input('x', false), y: graph.input('y', false) };
      const keys = surface.parameters.map(({ key }) => key);
      const nodes = buildSurface(graph, textOf(surface) as string, point, (key) =>
        keys.includes(key) ? graph.input(key, true) : undefined,
      );
      const outputs = [nodes.loss, nodes.gx, nodes.gy];
      const program = createProgram(graph, outputs, 1);
      const { registers, inputs } = program;
      const out = new Float64Array(2);
      fc.assert(
        fc.property(argumentsOf(surface), points(surface), (args, [x, y]) => {
          for (const [name, at] of inputs)
            registers[at] = name === 'x' ? x : name === 'y' ? y : (args as Record<string, number>)[name];
          program.uniform();
          program.perCoordinate(1);
          const objective = surface.create(args, 1);
          const theta = Float64Array.of(x, y);
          objective.gradient(theta, out);
          const text = outputs.map((node) => registers[program.offset(node)] + 0);
          expect(text).toEqual([objective.loss(theta), out[0], out[1]].map((value) => value + 0));
        }),
        { numRuns: 3000 },
      );
    },
  );
});
