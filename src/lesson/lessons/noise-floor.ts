import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=2*x%5E2&start=1&run=sgd,lr:0.4~noise,sigma:1&run=sgd,lr:0.1~noise,sigma:1&steps=20000&window=-2,2';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`On $f = \tfrac{\lambda}{2}x^2$ with a noisy gradient $\lambda x + \sigma\xi$, a step is $x \leftarrow (1-\eta\lambda)\,x - \eta\sigma\xi$. Taking the variance of both sides and asking that it no longer change,
$$V = (1-\eta\lambda)^2 V + \eta^2\sigma^2 \quad\Longrightarrow\quad V = \frac{\eta\,\sigma^2}{\lambda\,(2-\eta\lambda)}.$$
A constant rate therefore never converges under noise: it keeps hovering, with a variance that is nearly proportional to the rate.

Here $\lambda = 4$, $\sigma = 1$. The rate $0.4$ hovers with variance $0.25$, the rate $0.1$ with $0.0156$: a quarter of the rate gives a sixteenth, because $0.4$ is also close to its limit of stability.`,
        zh: String.raw`在 $f = \tfrac{\lambda}{2}x^2$ 上，若梯度带噪声 $\lambda x + \sigma\xi$，一步就是 $x \leftarrow (1-\eta\lambda)\,x - \eta\sigma\xi$。两边取方差并要求它不再变化，
$$V = (1-\eta\lambda)^2 V + \eta^2\sigma^2 \quad\Longrightarrow\quad V = \frac{\eta\,\sigma^2}{\lambda\,(2-\eta\lambda)}.$$
所以在噪声下，恒定学习率永远不会收敛：它一直徘徊，方差大致与学习率成正比。

这里 $\lambda = 4$、$\sigma = 1$。学习率 $0.4$ 的方差是 $0.25$，学习率 $0.1$ 的是 $0.0156$：学习率为四分之一，方差却是十六分之一，因为 $0.4$ 还接近稳定性的上限。`,
      },
    },
  ],
  look: {
    en: 'The loss falls at first, then stays a ragged band. The band of the smaller rate lies lower, and was reached later.',
    zh: '损失先下降，随后成为一条参差的带。较小学习率的带更低，但到达得更晚。',
  },
  question: {
    en: 'How could one have both: fast at first, and low in the end?',
    zh: '怎样兼得两者：开始快，最后低？',
  },
  answer: {
    en: 'By letting the rate fall: large while the distance is large compared with the noise, small afterwards. That is what schedules are for.',
    zh: '让学习率逐渐下降：距离远大于噪声时取大，之后取小。这正是学习率调度的用途。',
  },
  reading: [
    'Robbins, Monro 1951, A stochastic approximation method',
    'Bottou, Curtis, Nocedal 2018, Optimization methods for large-scale machine learning, section 4',
  ],
  claims: [
    {
      id: 'large',
      text: {
        en: 'At the rate 0.4 the variance over 20,000 steps is 0.2507; the formula says 0.25.',
        zh: '学习率 0.4 时，20000 步上的方差为 0.2507；公式给出 0.25。',
      },
      query: opening,
      quantity: 'mean(theta0^2, 50, 20000)',
      expected: 0.25,
      tolerance: 0.005,
    },
    {
      id: 'small',
      text: {
        en: 'At 0.1 it is a sixteenth of that: 0.0156.',
        zh: '学习率 0.1 时是它的十六分之一：0.0156。',
      },
      query: opening,
      quantity: 'mean(theta0[1]^2, 50, 20000)',
      expected: 0.015625,
      tolerance: 0.0006,
    },
  ],
};
