import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=rmsprop,lr:0.4,alpha:0.9,as:keras,eps:1e-6&run=adagrad,lr:0.4,as:keras,initialAccumulator:0,eps:1e-6&steps=20&window=-6,3,-4,3';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`RMSprop replaces Adagrad's sum with a moving average, $v_t = \alpha v_{t-1} + (1-\alpha) g_t^2$, and divides by its root. The rate may now rise again when the gradients become smaller.

On the same valley and at the same $\eta = 0.4$ Adagrad is stuck at $x = -2.38$ after 20 steps, while RMSprop has arrived at $-0.0106$: its rate for $x$ has grown on the way. What it pays for that, the lessons on the burst and on the edge of stability show: the rate goes on rising where there is nothing left to do.`,
        zh: String.raw`RMSprop 把 Adagrad 的累加和换成滑动平均 $v_t = \alpha v_{t-1} + (1-\alpha) g_t^2$，再除以其平方根。梯度变小时，学习率可以重新上升。

在同样的山谷、同样的 $\eta = 0.4$ 下，Adagrad 在 20 步后停在 $x = -2.38$，而 RMSprop 已到 $-0.0106$：途中它在 $x$ 方向的学习率一直增大。代价见后面关于“爆发”与稳定性边界的课：即使已无路可走，学习率仍会继续上升。`,
      },
    },
  ],
  look: {
    en: 'The effective rates of the two: one only falls, the other falls first and then climbs.',
    zh: '比较两者的有效学习率：一个只降，另一个先降后升。',
  },
  question: {
    en: "Under a constant gradient, how long is RMSprop's step in the long run?",
    zh: '在恒定梯度下，RMSprop 的步长最终是多少？',
  },
  answer: {
    en: String.raw`Just $\eta$: $v$ becomes $g^2$. There is no clock in it, so it needs a schedule to settle.`,
    zh: String.raw`恰好是 $\eta$，因为 $v$ 趋于 $g^2$。它没有内置的时钟，要安定下来就需要学习率调度。`,
  },
  reading: [
    'Tieleman, Hinton 2012, Lecture 6.5: rmsprop (Coursera)',
    'Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.8 (RMSProp)',
  ],
  claims: [
    {
      id: 'rmsprop',
      text: {
        en: 'RMSprop ends at x = −0.010599, as the book prints …',
        zh: 'RMSprop 终止于 x = −0.010599，与书中所印一致……',
      },
      query: opening,
      quantity: 'theta0[0]@20',
      expected: -0.010599,
      tolerance: 0.0000005,
    },
    {
      id: 'y',
      text: { en: '… and at y = 0.000000.', zh: '……y 终止于 0.000000。' },
      query: opening,
      quantity: 'theta1[0]@20',
      expected: 0,
      tolerance: 0.0000005,
    },
    {
      id: 'adagrad',
      text: { en: 'Adagrad at the same rate is at −2.382563.', zh: '同样学习率的 Adagrad 在 −2.382563。' },
      query: opening,
      quantity: 'theta0[1]@20',
      expected: -2.382563,
      tolerance: 0.0000005,
    },
    {
      id: 'rises',
      text: {
        en: "RMSprop's rate for x is larger at step 20 than at the first.",
        zh: 'RMSprop 在 x 方向的学习率，第 20 步比第 1 步大。',
      },
      query: opening,
      quantity: 'rate0[0]@20/rate0[0]@1 > 1',
      expected: 1,
      tolerance: 0,
    },
  ],
};
