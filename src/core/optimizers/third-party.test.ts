/**
 * A second opinion: numbers printed by two public collections of PyTorch optimizers in float64, on Beale from
 * (0.8, 1.2). kozistr: kozistr/pytorch_optimizer 7a076d2f; jettify: jettify/pytorch-optimizer. Where they
 * differ from the papers the files of the rules say so, and there are no numbers here.
 */
import { expect, it } from 'vitest';
import { createRun } from '../run.ts';
import { defaults, optimizerTable, surfaceTable } from '../tables.ts';
import type { Arguments } from '../types.ts';

type Point = [x: number, y: number];

/** The points after steps 1, 10 and 80. */
const opinions: [who: string, id: string, args: Arguments, points: [Point, Point, Point]][] = [
  [
    'kozistr',
    'adabelief',
    { lr: 0.02, eps: 1e-16 },
    [
      [0.7777777777777781, 1.1777777777777778],
      [0.5848553717855627, 0.9432590231124978],
      [2.271379432660788, 0.13343394031302064],
    ],
  ],
  [
    'jettify',
    'adabelief',
    { lr: 0.02, eps: 1e-8 },
    [
      [0.7777777801703005, 1.1777777778980272],
      [0.5848554315228761, 0.943259024177276],
      [2.271379067514279, 0.13343377901094172],
    ],
  ],
  [
    'kozistr',
    'yogi',
    { lr: 0.05, as: 'optax' },
    [
      [0.7500069286038737, 1.1500014437269261],
      [0.5370303960817993, 0.7435717550750337],
      [2.3059989816744446, 0.2778634806770033],
    ],
  ],
  [
    'kozistr',
    'lion',
    { lr: 0.01 },
    [
      [0.79, 1.19],
      [0.7, 1.0999999999999999],
      [0.9200000000000002, 0.39999999999999925],
    ],
  ],
  [
    'kozistr',
    'adan',
    { lr: 0.02 },
    [
      [0.7800000000262339, 1.1800000000057442],
      [0.615398401809621, 1.0027243922908329],
      [1.400806361315512, -0.09998468294047924],
    ],
  ],
  [
    'kozistr',
    'adopt',
    { lr: 0.02 },
    [
      [0.8, 1.2],
      [0.7366318329779626, 1.1336664699064671],
      [1.1230816879133274, 0.5449453128425702],
    ],
  ],
  [
    'kozistr',
    'prodigy',
    { lr: 1.0 },
    [
      [0.7999968377224711, 1.1999968377223684],
      [0.7889189876994406, 1.1889354080655343],
      [3.004840309462439, 0.5125448612474139],
    ],
  ],
  [
    'kozistr',
    'schedule-free-sgd',
    { lr: 0.005 },
    [
      [0.7618813280000001, 1.0259138559999998],
      [0.8250203310718575, 0.6182922459669062],
      [1.8155411430384005, -0.08478834883880888],
    ],
  ],
  [
    'kozistr',
    'schedule-free-adamw',
    { lr: 0.05 },
    [
      [0.7500000000655846, 1.1500000000143606],
      [0.6336535421725088, 0.9469727925705975],
      [2.305742009966356, 0.07092370390729598],
    ],
  ],
  [
    'jettify',
    'lamb',
    { lr: 0.02, biasCorrection: 0 },
    [
      [0.7796039549840271, 1.1796038889072842],
      [0.6200929611262425, 1.0066837970554325],
      [1.887411750959717, 0.13811868551107415],
    ],
  ],
  [
    'jettify',
    'qhadam',
    { lr: 0.02, beta1: 0.9, nu1: 1, nu2: 1 },
    [
      [0.7800000000262339, 1.1800000000057442],
      [0.6195734342242039, 1.0060580181801657],
      [1.7659065337651023, 0.1952309685189683],
    ],
  ],
];

it.each(opinions)('%s agrees on %s', (_, id, args, points) => {
  const beale = surfaceTable.get('beale');
  const optimizer = { id, args: { ...defaults(optimizerTable.get(id)), ...args } };
  const objective = beale.create(defaults(beale), 1);
  const run = createRun({ optimizer, schedules: [], stages: [] }, objective, [0.8, 1.2], 1);
  [1, 10, 80].forEach((step, k) => {
    while (run.step < step) run.advance();
    points[k].forEach((expected, i) => {
      expect(Math.abs(run.theta[i] - expected)).toBeLessThan(1e-12);
    });
  });
});
