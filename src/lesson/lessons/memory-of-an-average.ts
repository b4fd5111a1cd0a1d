import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=x&start=0&rule=m%20=%200.9*m%20%2B%200.1*g;%20x%20=%20x%20-%20lr*m&rule=m%20=%200.99*m%20%2B%200.01*g;%20x%20=%20x%20-%20lr*m&run=custom,lr:1,rule:1,label:0.9&run=custom,lr:1,rule:2,label:0.99&steps=300&window=-300,5';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Adam's momentum is an *average*, $m_t = \beta m_{t-1} + (1-\beta)\,g_t$: the past fades by $\beta$ in each step, and the weights $(1-\beta)\beta^k$ add up to one. Since $\sum_k k\,(1-\beta)\beta^k = \beta/(1-\beta)$, the average is about $1/(1-\beta)$ steps old. That is what $\beta$ means: $0.9$ remembers ten gradients, $0.99$ a hundred, $0.999$ a thousand.

Started from zero it first has to fill. Under a constant gradient $m_t = (1-\beta^t)\,g$: after $1/(1-\beta)$ steps it has reached $1 - 1/e$, two thirds. Both runs here are rules typed into the link.`,
        zh: String.raw`Adam 的动量是一个*平均*，$m_t = \beta m_{t-1} + (1-\beta)\,g_t$：过去每步按 $\beta$ 衰减，各权重 $(1-\beta)\beta^k$ 之和为一。由于 $\sum_k k\,(1-\beta)\beta^k = \beta/(1-\beta)$，这个平均的“年龄”约为 $1/(1-\beta)$ 步。这就是 $\beta$ 的含义：$0.9$ 记住十个梯度，$0.99$ 记住一百个，$0.999$ 记住一千个。

从零开始的平均需要先填满。在恒定梯度下 $m_t = (1-\beta^t)\,g$：经过 $1/(1-\beta)$ 步达到 $1 - 1/e$，约三分之二。这里的两条轨迹都是写在链接里的规则。`,
      },
    },
  ],
  look: {
    en: 'The realized rate rises to the learning rate, ten times as slowly in the second run.',
    zh: '实际学习率逐渐升到所设的学习率，第二条慢十倍。',
  },
  question: {
    en: 'What happens to a moving average when the gradient suddenly turns round?',
    zh: '如果梯度突然反向，滑动平均会怎样？',
  },
  answer: {
    en: String.raw`It goes on in the old direction for about $0.7/(1-\beta)$ steps, until the new gradients outweigh the old. Inertia damps noise and delays turns.`,
    zh: String.raw`它还会沿原方向继续约 $0.7/(1-\beta)$ 步，直到新梯度的权重超过旧梯度。惯性抑制噪声，也推迟转向。`,
  },
  reading: ['Kingma, Ba 2015, Adam: a method for stochastic optimization'],
  claims: [
    {
      id: 'ten',
      text: {
        en: 'With β = 0.9 the average has reached 65 % after 10 steps.',
        zh: 'β = 0.9 时，10 步后平均达到 65 %。',
      },
      query: opening,
      quantity: 'realized0[0]@10',
      expected: 0.6513,
      tolerance: 0.00005,
    },
    {
      id: 'hundred',
      text: { en: 'With 0.99 it has reached 63 % after 100.', zh: 'β = 0.99 时，100 步后达到 63 %。' },
      query: opening,
      quantity: 'realized0[1]@100',
      expected: 0.634,
      tolerance: 0.00005,
    },
    {
      id: 'full',
      text: { en: 'It takes 29 steps to be 95 % full.', zh: '填到 95 % 需要 29 步。' },
      query: opening,
      quantity: 'first(realized0[0] > 0.95)',
      expected: 29,
      tolerance: 0,
    },
  ],
};
