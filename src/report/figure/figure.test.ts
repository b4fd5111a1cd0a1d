/** Figures: where lines lie, read back from the text of the SVG. */
import { describe, expect, it } from 'vitest';
import { createObjective } from '../../core/objective.ts';
import { createRun } from '../../core/run.ts';
import { parseExperiment } from '../../experiment/index.ts';
import { figureOf } from './index.ts';

const figure = (query: string): string => figureOf(parseExperiment(query).experiment);

/** The points of each part of a path, from pixels of the plane's panel to coordinates. */
function partsOf(
  path: string,
  [x0, x1, y0, y1]: readonly number[],
): readonly (readonly [number, number])[][] {
  return path
    .split('M')
    .slice(1)
    .map((part) =>
      [...part.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(
        ([, x, y]) =>
          [x0 + ((Number(x) - 70) / 400) * (x1 - x0), y0 + ((420 - Number(y)) / 400) * (y1 - y0)] as const,
      ),
    );
}

const contoursOf = (svg: string): string =>
  /<path d="([^"]*)" fill="none" stroke="[^"]*" stroke-width="0.75"/.exec(svg)?.[1] ?? '';
const pathsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<path d="([^"]*)" fill="none" stroke="[^"]*" stroke-width="2"/g)].map(([, d]) => d);

describe('a figure', () => {
  it('has circles for the contours of x² + y²', () => {
    const svg = figure('surface=custom&f=x%5E2%2By%5E2&start=1,1&window=-2,2,-2,2&run=sgd,lr:0.1&steps=5');
    const inside = (value: number): boolean => Math.abs(value) < 1.98;
    const rings = partsOf(contoursOf(svg), [-2, 2, -2, 2]).filter((ring) =>
      ring.every(([x, y]) => inside(x) && inside(y)),
    );
    expect(rings.length).toBeGreaterThan(8);
    for (const ring of rings) {
      const radii = ring.map(([x, y]) => Math.hypot(x, y));
      // A grid of 140 is 0.03 wide here.
      expect(Math.max(...radii) - Math.min(...radii)).toBeLessThan(0.015);
    }
  });

  it('draws each path through the points of its run', () => {
    const query = 'surface=beale&run=sgd,lr:0.01&run=adam,lr:0.1&steps=40';
    const { surface, formula, seed, start, runs } = parseExperiment(query).experiment;
    const paths = pathsOf(figure(query));
    expect(paths).toHaveLength(2);
    for (const [index, spec] of runs.entries()) {
      const [points] = partsOf(paths[index], [-4.5, 4.5, -4.5, 4.5]);
      expect(points).toHaveLength(41);
      const run = createRun(spec, createObjective(surface, formula, seed), start, seed);
      for (const [x, y] of points) {
        expect(Math.hypot(x - run.theta[0], y - run.theta[1])).toBeLessThan(0.0005);
        run.advance();
      }
    }
  });

  it('leaves hidden runs out, escapes names, and is dark where the link is', () => {
    const svg = figure('run=sgd,label:a%253Cb&run=adam,hidden:1&steps=5&theme=dark');
    expect(pathsOf(svg)).toHaveLength(1);
    expect(svg).toContain('>a&lt;b</text>');
    expect(svg).toContain('fill="#14171b"');
  });

  it('of one variable has no landscape, of mnist there is none', () => {
    const svg = figure('surface=custom&f=x%5E4-3*x%5E2&start=2&run=adam,lr:0.1&steps=50&lang=zh');
    expect(contoursOf(svg)).toBe('');
    expect(svg).toContain('损失');
    expect(() => figure('surface=mnist')).toThrow(/not of mnist/);
  });
});
