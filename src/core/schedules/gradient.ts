import type { Schedule } from '../types.ts';
import { updates } from './parameters.ts';

/**
 * Multiplies the rate by `factor` whenever the gradient has stopped changing: when for `window` updates in a
 * row the relative change of its norm, |‖g_t‖ − ‖g_{t−1}‖|/‖g_{t−1}‖, was below `threshold`. Then the
 * counting begins anew.
 *
 * g_t is the gradient that update t used, after the gradient stages. A gradient that grows from 0, or is not
 * a number, has changed.
 */
export const gradient: Schedule = {
  id: 'gradient',
  parameters: [
    {
      key: 'threshold',
      kind: 'number',
      default: 0.01,
      above: 0,
      slider: { min: 1e-5, max: 1, scale: 'log' },
      symbol: '\\delta',
    },
    {
      key: 'factor',
      kind: 'number',
      default: 0.5,
      above: 0,
      below: 1,
      slider: { min: 0.01, max: 0.99, scale: 'linear' },
      symbol: '\\gamma',
    },
    updates('window', 10, 'W'),
  ],
  driven: {
    scalars: { scale: 1, norm: Number.NaN, steady: 0 },
    rate: (_args, scalars, lr) => lr * scalars.scale,
    observe(args, scalars, { gradient }) {
      const { threshold, factor, window } = args as Record<string, number>;
      let squares = 0;
      for (let i = 0; i < gradient.length; i++) squares += gradient[i] * gradient[i];
      const norm = Math.sqrt(squares);
      const change = norm === scalars.norm ? 0 : Math.abs(norm - scalars.norm) / scalars.norm;
      scalars.norm = norm;
      scalars.steady = change < threshold ? scalars.steady + 1 : 0;
      if (scalars.steady >= window) {
        scalars.scale *= factor;
        scalars.steady = 0;
      }
    },
  },
  tex:
    '\\eta \\leftarrow \\gamma\\,\\eta \\text{ when } ' +
    '\\bigl|\\lVert g_t\\rVert-\\lVert g_{t-1}\\rVert\\bigr| < \\delta\\,\\lVert g_{t-1}\\rVert ' +
    '\\text{ for } W \\text{ updates}',
  source: 'Adascope; compare the diagnostics of stationarity of Pflug 1990 and Chee and Toulis 2018',
};
