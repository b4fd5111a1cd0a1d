import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.6&run=sgd,lr:0.6,momentum:0.25&run=sgd,lr:0.6,momentum:0.5&steps=20&window=-6,3,-4,3';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`In the valley $f(x,y) = 0.1x^2 + 2y^2$ the curvature is 20 times larger across than along. A rate of $0.6$ suits $x$ and is beyond the limit $2/4 = 0.5$ of $y$: plain gradient descent multiplies $y$ by $1 - 0.6\cdot 4 = -1.4$ and explodes.

Momentum keeps a velocity, a sum of past gradients that fades,
$$v_t = \mu v_{t-1} + g_t,\qquad \theta_t = \theta_{t-1} - \eta\, v_t.$$
Across the valley consecutive gradients have opposite signs and cancel; along it they agree and add up. With $\mu = 0.5$ the same rate $0.6$ now converges in both directions, with $\mu = 0.25$ it just holds.`,
        zh: String.raw`在山谷 $f(x,y) = 0.1x^2 + 2y^2$ 中，横向的曲率是纵向的 20 倍。学习率 $0.6$ 适合 $x$，却超过了 $y$ 方向的上限 $2/4 = 0.5$：普通梯度下降每步把 $y$ 乘以 $1 - 0.6\cdot 4 = -1.4$，于是发散。

动量保存一个速度，即逐渐衰减的历史梯度之和：
$$v_t = \mu v_{t-1} + g_t,\qquad \theta_t = \theta_{t-1} - \eta\, v_t.$$
横穿山谷时相邻梯度符号相反，互相抵消；沿着山谷时方向一致，不断累加。取 $\mu = 0.5$，同样的学习率 $0.6$ 在两个方向上都收敛；取 $\mu = 0.25$ 则勉强稳住。`,
      },
    },
  ],
  look: {
    en: 'The zigzag across the valley shrinks from run to run, while the way along it becomes longer with each step.',
    zh: '从一条轨迹到另一条，横向的锯齿逐渐缩小，而沿谷底每一步走得更远。',
  },
  question: {
    en: String.raw`Heavy-ball momentum moves the limit of $\eta\lambda$ from 2 to $2+2\mu$. Which is the smallest $\mu$ for which $\eta = 0.6$, $\lambda = 4$ does not diverge?`,
    zh: String.raw`重球动量把 $\eta\lambda$ 的上限从 2 提高到 $2+2\mu$。$\eta = 0.6$、$\lambda = 4$ 时，$\mu$ 至少要多大才不发散？`,
  },
  answer: {
    en: String.raw`$2 + 2\mu \ge 2.4$, so $\mu \ge 0.2$. That is why 0.25 only just holds: its oscillation dies out slowly.`,
    zh: String.raw`由 $2 + 2\mu \ge 2.4$ 得 $\mu \ge 0.2$。所以 0.25 只是勉强：振荡衰减得很慢。`,
  },
  reading: [
    'Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.6 (Momentum)',
    'Polyak 1964, Some methods of speeding up the convergence of iteration methods',
  ],
  claims: [
    {
      id: 'without',
      text: {
        en: 'Without momentum the rate 0.6 throws y to −1673 in 20 steps.',
        zh: '没有动量时，学习率 0.6 在 20 步内把 y 抛到 −1673。',
      },
      query: opening,
      quantity: 'theta1[0]@20',
      expected: -1673.365,
      tolerance: 5e-4,
    },
    {
      id: 'half-x',
      text: { en: 'With momentum 0.5 x ends at 0.007188 …', zh: '动量 0.5 时，x 终止于 0.007188……' },
      query: opening,
      quantity: 'theta0[2]@20',
      expected: 0.007188,
      tolerance: 5e-7,
    },
    {
      id: 'half-y',
      text: { en: '… and y at 0.002553, as the book prints.', zh: '……y 终止于 0.002553，与书中所印一致。' },
      query: opening,
      quantity: 'theta1[2]@20',
      expected: 0.002553,
      tolerance: 5e-7,
    },
    {
      id: 'quarter',
      text: {
        en: 'With momentum 0.25 y still swings: it ends at −0.1866.',
        zh: '动量 0.25 时 y 仍在摆动，终止于 −0.1866。',
      },
      query: opening,
      quantity: 'theta1[1]@20',
      expected: -0.186632,
      tolerance: 5e-7,
    },
  ],
};
