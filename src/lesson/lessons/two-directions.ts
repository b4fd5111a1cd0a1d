import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.4&run=sgd,lr:0.6&steps=20&window=-6,3,-4,3';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`With two variables there are two curvatures and still only one rate. On $f(x,y) = 0.1x^2 + 2y^2$ a step multiplies $x$ by $1 - 0.2\eta$ and $y$ by $1 - 4\eta$.

The steep direction sets the limit: $\eta < 2/4 = 0.5$. At that rate the flat direction keeps nine tenths of its error in every step. So $\eta = 0.4$ has finished with $y$ after 20 steps, and left almost a fifth of $x$; $\eta = 0.6$ is better for $x$, and catastrophic for $y$. No single number suits both. Everything else in this course is an answer to this picture.`,
        zh: String.raw`有两个变量就有两个曲率，学习率却仍只有一个。在 $f(x,y) = 0.1x^2 + 2y^2$ 上，每步把 $x$ 乘以 $1 - 0.2\eta$，把 $y$ 乘以 $1 - 4\eta$。

陡的方向决定上限：$\eta < 2/4 = 0.5$。在这样的学习率下，平缓方向每步还保留九成误差。于是 $\eta = 0.4$ 在 20 步后 $y$ 已收敛，$x$ 却还剩将近五分之一；$\eta = 0.6$ 对 $x$ 更好，对 $y$ 却是灾难。没有一个数能同时适合两者。本课程后面的一切，都是对这幅图的回答。`,
      },
    },
  ],
  look: {
    en: 'The path at 0.4: a fast zigzag into the floor of the valley, then a crawl along it.',
    zh: '看学习率 0.4 的轨迹：先迅速锯齿形落到谷底，然后沿谷底慢慢爬。',
  },
  question: {
    en: 'The ratio of the curvatures is 20. How many steps does the flat direction need, at best, to lose half of its error?',
    zh: '曲率之比为 20。平缓方向最快需要多少步才能把误差减半？',
  },
  answer: {
    en: String.raw`At the limit 0.5 it keeps 0.9 per step: $\ln 2/\ln(1/0.9) \approx 6.6$ steps. In general about $0.35\,\kappa$ steps for a ratio (condition number) $\kappa$.`,
    zh: String.raw`在上限 0.5 处每步保留 0.9：$\ln 2/\ln(1/0.9) \approx 6.6$ 步。一般地，条件数为 $\kappa$ 时约需 $0.35\,\kappa$ 步。`,
  },
  reading: ['Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.6 (Momentum)'],
  claims: [
    {
      id: 'x',
      text: { en: 'At 0.4, x ends at −0.943467 …', zh: '学习率 0.4 时，x 终止于 −0.943467……' },
      query: opening,
      quantity: 'theta0[0]@20',
      expected: -0.943467,
      tolerance: 0.0000005,
    },
    {
      id: 'y',
      text: { en: '… and y at −0.000073, as the book prints.', zh: '……y 终止于 −0.000073，与书中所印一致。' },
      query: opening,
      quantity: 'theta1[0]@20',
      expected: -0.000073,
      tolerance: 0.0000005,
    },
    {
      id: 'x-high',
      text: {
        en: 'At 0.6, x has got further, to −0.387814 …',
        zh: '学习率 0.6 时，x 走得更远，到 −0.387814……',
      },
      query: opening,
      quantity: 'theta0[1]@20',
      expected: -0.387814,
      tolerance: 0.0000005,
    },
    {
      id: 'y-high',
      text: { en: '… but y is at −1673.365.', zh: '……但 y 在 −1673.365。' },
      query: opening,
      quantity: 'theta1[1]@20',
      expected: -1673.365,
      tolerance: 0.0005,
    },
  ],
};
