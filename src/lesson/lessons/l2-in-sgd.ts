import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.5*(x-1)%5E2&start=0&run=sgd,lr:0.1&run=sgd,lr:0.1,weightDecay:0.1&run=sgd,lr:0.1,weightDecay:1&steps=300&window=-0.5,1.5';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Weight decay adds $\tfrac{\lambda_w}{2}\theta^2$ to the loss. On $\tfrac h2 (x-1)^2$ the minimum then moves from $1$ to
$$x^* = \frac{h}{h+\lambda_w},$$
half-way to zero where $\lambda_w = h$. A direction with a large curvature hardly notices; one along which the loss does not care is pulled to zero. That is the point of it.

For gradient descent a penalty and a decay are one: $\theta - \eta(g + \lambda_w\theta) = (1-\eta\lambda_w)\,\theta - \eta g$. The next lesson shows where the two part.`,
        zh: String.raw`权重衰减给损失加上 $\tfrac{\lambda_w}{2}\theta^2$。在 $\tfrac h2 (x-1)^2$ 上，极小值从 $1$ 移到
$$x^* = \frac{h}{h+\lambda_w},$$
当 $\lambda_w = h$ 时正好是一半。曲率大的方向几乎不受影响；损失不在乎的方向则被拉向零。这正是它的目的。

对梯度下降来说，惩罚与衰减是一回事：$\theta - \eta(g + \lambda_w\theta) = (1-\eta\lambda_w)\,\theta - \eta g$。两者何时不同，见下一课。`,
      },
    },
  ],
  look: {
    en: 'The three points come to rest at different places of one and the same curve, two of them on its slope.',
    zh: '三个点停在同一条曲线的不同位置，其中两个停在坡上。',
  },
  question: {
    en: 'The point with decay 1 rests where the slope is −0.5. Why does it not move?',
    zh: '衰减系数为 1 的点停在斜率为 −0.5 处，为什么不再移动？',
  },
  answer: {
    en: String.raw`The decay pulls with $\lambda_w x = 0.5$ the other way. What is minimized is not the curve that is drawn.`,
    zh: String.raw`因为衰减以 $\lambda_w x = 0.5$ 反向拉动。被最小化的并不是所画的那条曲线。`,
  },
  reading: ['Krogh, Hertz 1991, A simple weight decay can improve generalization'],
  claims: [
    {
      id: 'none',
      text: { en: 'Without decay x comes to 1.', zh: '没有衰减时 x 到达 1。' },
      query: opening,
      quantity: 'theta0[0]',
      expected: 1,
      tolerance: 1e-9,
    },
    {
      id: 'small',
      text: { en: 'With 0.1 it comes to 1/1.1 = 0.909.', zh: '衰减 0.1 时到达 1/1.1 = 0.909。' },
      query: opening,
      quantity: 'theta0[1]',
      expected: 0.909091,
      tolerance: 0.000001,
    },
    {
      id: 'one',
      text: { en: 'With 1 it comes to 1/2.', zh: '衰减 1 时到达 1/2。' },
      query: opening,
      quantity: 'theta0[2]',
      expected: 0.5,
      tolerance: 1e-9,
    },
  ],
};
