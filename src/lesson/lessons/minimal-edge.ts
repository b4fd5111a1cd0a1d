import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=(1-x%5E2*y%5E2)%5E2/2&start=3,0.5&run=sgd,lr:0.08&run=sgd,lr:0.1&steps=3000&window=0,4,-1.5,1.5';
const second =
  'surface=custom&f=(1-x%5E2*y%5E2)%5E2/2&start=3,0.5&run=sgd,lr:0.04&run=sgd,lr:0.01&steps=3000&window=0,4,-1.5,1.5';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Trained by gradient descent, networks become sharper until the sharpness reaches $2/\eta$, and then stay just there: the *edge of stability*. Four weights with a product, $f = \tfrac12(1-x^2y^2)^2$, already do it.

All points with $x^2y^2 = 1$ are minima; the further out, the sharper. The start is beyond the edge for $\eta = 0.08$. The run does not diverge: it oscillates across the valley and is driven along it, towards flatter minima, until it can come to rest, at a sharpness of $24.87$ where $2/\eta = 25$. At $\eta = 0.1$ it does not find the way.`,
        zh: String.raw`用梯度下降训练时，网络越来越尖锐，直到锐度达到 $2/\eta$，然后就停在那里：这就是*稳定性边界*。四个权重相乘的 $f = \tfrac12(1-x^2y^2)^2$ 已经能表现出来。

凡 $x^2y^2 = 1$ 的点都是极小值，越往外越尖锐。对 $\eta = 0.08$ 来说，起点已在边界之外。轨迹并不发散：它横穿山谷振荡，同时被推着沿山谷走向更平坦的极小值，直到可以停下，此时锐度为 $24.87$，而 $2/\eta = 25$。$\eta = 0.1$ 时则找不到路。`,
      },
    },
  ],
  look: {
    en: 'The stability plot: it begins far above 2, and ends just below.',
    zh: '看稳定性图：从远高于 2 开始，最后停在略低于 2 处。',
  },
  question: {
    en: 'At η = 0.04 the run ends at a sharpness of 35.1, at 0.01 at 35.9. Why not at 50 and 200?',
    zh: 'η = 0.04 时轨迹停在锐度 35.1 处，0.01 时停在 35.9 处。为什么不是 50 和 200？',
  },
  answer: {
    en: 'Because both are stable there from the first steps on: they slide to the nearest point of the valley, whose sharpness is about 36. The edge is an upper bound on where a run can stay, not a place that it must reach.',
    zh: '因为它们在那里从最初几步起就稳定，只是滑到山谷最近的点，其锐度约为 36。边界只是能停留的上限，而不是必须到达的位置。',
  },
  reading: [
    'Zhu, Wang, Wang, Zhou, Ge 2022, Understanding edge-of-stability training dynamics with a minimalist example',
  ],
  claims: [
    {
      id: 'rests',
      text: { en: 'At 0.08 the run rests at a sharpness of 24.87.', zh: '学习率 0.08 时停在锐度 24.87 处。' },
      query: opening,
      quantity: 'sharpness[0]',
      expected: 24.87,
      tolerance: 0.005,
    },
    {
      id: 'edge',
      text: {
        en: 'That is just below the edge: rate times sharpness is less than 2 …',
        zh: '略低于边界：学习率乘以锐度小于 2……',
      },
      query: opening,
      quantity: 'preconditioned[0] < 2',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'near',
      text: { en: '… namely 1.9896.', zh: '……为 1.9896。' },
      query: opening,
      quantity: 'preconditioned[0]',
      expected: 1.9896,
      tolerance: 0.0001,
    },
    {
      id: 'start',
      text: { en: 'At the start it was more than 8.', zh: '开始时大于 8。' },
      query: opening,
      quantity: 'preconditioned[0]@1 > 8',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'lost',
      text: { en: 'At 0.1 the run diverges.', zh: '学习率 0.1 时发散。' },
      query: opening,
      quantity: 'diverged[1]',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'small-rate',
      text: { en: 'At 0.04 the run ends at a sharpness of 35.1.', zh: '学习率 0.04 时停在锐度 35.1 处。' },
      query: second,
      quantity: 'sharpness',
      expected: 35.06,
      tolerance: 0.005,
    },
    {
      id: 'smallest-rate',
      text: { en: 'At 0.01 it ends at 35.9.', zh: '学习率 0.01 时停在 35.9 处。' },
      query: second,
      quantity: 'sharpness[1]',
      expected: 35.85,
      tolerance: 0.005,
    },
  ],
};
