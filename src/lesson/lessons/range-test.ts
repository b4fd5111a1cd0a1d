import type { LessonContent } from '../types.ts';

const opening = 'surface=quadratic,condition:20,angle:0&run=sgd,lr:1e-4~exponential,gamma:1.03&steps=340';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`The *range test* raises the rate a little with each step and looks where the loss is lowest: train just below that, it is said. Here the rate starts at $10^{-4}$ and grows by $3\,\%$ a step.

We know the truth on this bowl: the largest curvature is 20, so gradient descent is stable below $\eta = 0.1$. The range test passes $0.1$ at step 235, and the loss goes on falling for fifty more steps: its minimum comes at $\eta = 0.47$, nearly five times the limit. The steep direction had already been brought so near to zero that its growth takes that long to show.`,
        zh: String.raw`*学习率范围测试*每步把学习率提高一点，看损失在哪里最低，据说就该取略低于它的值。这里学习率从 $10^{-4}$ 开始，每步增长 $3\,\%$。

在这个碗上真相是已知的：最大曲率为 20，所以梯度下降在 $\eta < 0.1$ 时稳定。测试在第 235 步越过 $0.1$，而损失还继续下降了五十多步：最低点在 $\eta = 0.47$，几乎是上限的五倍。陡方向的误差此前已小到接近零，它的增长要很久才显现。`,
      },
    },
  ],
  look: {
    en: 'In the loss curve: nothing happens at 0.1. In the path: the zigzag that begins there, invisibly small at first.',
    zh: '看损失曲线：在 0.1 处什么也没发生。看轨迹：锯齿从那里开始，起初小得看不见。',
  },
  question: {
    en: 'Would a range test with larger factors per step be more, or less, misleading?',
    zh: '如果每步的增长倍数更大，测试会更误导人还是更少误导人？',
  },
  answer: {
    en: 'More: instability needs steps to grow. The faster the rate rises, the higher it is when the growth shows. Noise, by contrast, helps: it keeps the steep direction away from zero.',
    zh: '更误导：不稳定需要若干步才能显现，学习率升得越快，显现时它就越高。相反，噪声有帮助：它使陡方向不至于接近零。',
  },
  reading: ['Smith 2017, Cyclical learning rates for training neural networks'],
  claims: [
    {
      id: 'limit',
      text: { en: 'The rate passes the limit 0.1 at step 235.', zh: '学习率在第 235 步越过上限 0.1。' },
      query: opening,
      quantity: 'first(lr > 0.1)',
      expected: 235,
      tolerance: 0,
    },
    {
      id: 'least',
      text: { en: 'The loss falls on to 2.2e-16 …', zh: '损失继续下降到 2.2e-16……' },
      query: opening,
      quantity: 'least(loss)',
      expected: 2.247e-16,
      tolerance: 1e-19,
    },
    {
      id: 'where',
      text: { en: '… where the rate is 0.47.', zh: '……此时学习率是 0.47。' },
      query: opening,
      quantity: 'sum(lr*(loss < 2.25e-16))',
      expected: 0.4693,
      tolerance: 0.0001,
    },
  ],
};
