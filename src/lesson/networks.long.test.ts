import { expect, it } from 'vitest';
import { createEvaluator, isAboutNetworks } from './evaluate.ts';
import { lessons } from './lessons/index.ts';
import { trainedSeries } from './network-series.ts';

const claims = lessons.flatMap((lesson) =>
  lesson.claims.filter(isAboutNetworks).map((claim) => [`${lesson.id}: ${claim.id}`, claim] as const),
);
const evaluator = createEvaluator(trainedSeries);

it.each(claims)(
  '%s comes out',
  async (_name, claim) => {
    expect({ ...claim, ...(await evaluator.evaluate(claim)) }).toMatchObject({ ...claim, holds: true });
  },
  600_000,
);
