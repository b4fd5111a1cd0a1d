import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=1e-10*x%5E2&start=1&run=adam,lr:0.01,eps:1e-16,label:1e-16&run=adam,lr:0.01,eps:1e-8,label:1e-8&run=adam,lr:0.01,eps:1e-4,label:1e-4&steps=100&window=-0.2,1.2';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`The $\varepsilon$ in $\eta/(\sqrt{\hat v}+\varepsilon)$ is introduced as a guard against dividing by zero. It is more than that: it says which gradients count as zero.

Here the gradient is $2\cdot10^{-10}$, smaller than Adam's default $\varepsilon = 10^{-8}$. With $\varepsilon = 10^{-16}$ Adam takes its usual steps of $\eta$. With $10^{-8}$ a step is $2\cdot10^{-10}/10^{-8} = 2\,\%$ as long, with $10^{-4}$ there is none to be seen. As long as $\varepsilon \gg \sqrt{\hat v}$, Adam is gradient descent with momentum at the rate $\eta/\varepsilon$; $\varepsilon$ sets where between the two it stands.`,
        zh: String.raw`$\eta/(\sqrt{\hat v}+\varepsilon)$ 中的 $\varepsilon$ 常被说成是防止除以零。其实不止如此：它规定多小的梯度算作零。

这里的梯度是 $2\cdot10^{-10}$，比 Adam 默认的 $\varepsilon = 10^{-8}$ 还小。取 $\varepsilon = 10^{-16}$，Adam 照常每步走 $\eta$；取 $10^{-8}$，步长只有 $2\cdot10^{-10}/10^{-8} = 2\,\%$；取 $10^{-4}$，几乎不动。当 $\varepsilon \gg \sqrt{\hat v}$ 时，Adam 就是学习率为 $\eta/\varepsilon$ 的带动量梯度下降；$\varepsilon$ 决定它处在两者之间的什么位置。`,
      },
    },
  ],
  look: {
    en: 'Three effective rates under the same gradient: only the first still grows as gradients shrink.',
    zh: '同样的梯度，三种有效学习率：只有第一种还随梯度变小而增大。',
  },
  question: {
    en: 'Some papers train with ε = 0.1 or 1. What are they doing?',
    zh: '有些论文用 ε = 0.1 甚至 1 训练，这是在做什么？',
  },
  answer: {
    en: String.raw`Something close to momentum, with a bound $\eta/\varepsilon$ on every weight's rate. ε is a hyper-parameter like any other, and has to be tuned together with η.`,
    zh: String.raw`接近于动量方法，只是每个权重的学习率不超过 $\eta/\varepsilon$。ε 与其他超参数一样，需要与 η 一起调。`,
  },
  reading: ['Choi et al. 2019, On empirical comparisons of optimizers for deep learning'],
  claims: [
    {
      id: 'small',
      text: {
        en: 'With ε = 1e-16 the first step is as long as the rate.',
        zh: 'ε = 1e-16 时，第一步等于学习率。',
      },
      query: opening,
      quantity: 'theta0[0]@1',
      expected: 0.99,
      tolerance: 1e-6,
    },
    {
      id: 'usual',
      text: { en: 'With 1e-8 it is 2 % as long.', zh: 'ε = 1e-8 时只有 2 %。' },
      query: opening,
      quantity: '(1 - theta0[1]@1)/0.01',
      expected: 0.0196,
      tolerance: 0.0001,
    },
    {
      id: 'after',
      text: { en: 'After 100 steps that run has moved by 0.02 …', zh: '100 步后这条轨迹只移动了 0.02……' },
      query: opening,
      quantity: 'theta0[1]@100',
      expected: 0.9806,
      tolerance: 0.0001,
    },
    {
      id: 'after-small',
      text: { en: '… the first by 0.78.', zh: '……第一条移动了 0.78。' },
      query: opening,
      quantity: 'theta0[0]@100',
      expected: 0.2244,
      tolerance: 0.0001,
    },
  ],
};
