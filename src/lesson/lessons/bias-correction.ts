import type { LessonContent } from '../types.ts';

const opening = 'surface=beale&run=adam,lr:0.05&run=adam,lr:0.05,biasCorrection:0&steps=100';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Adam keeps two moving averages that start at zero: $m$ of the gradient, $v$ of its square. After one step $m_1 = (1-\beta_1) g_1$ and $v_1 = (1-\beta_2) g_1^2$: both are far too small. Dividing them by $1-\beta^t$ undoes exactly that, for a gradient that does not change.

Without the correction the first step is
$$\frac{m_1}{\sqrt{v_1}} = \frac{1-\beta_1}{\sqrt{1-\beta_2}} = \frac{0.1}{\sqrt{0.001}} = 3.16$$
times $\eta$ long: $\sqrt{v}$ is even more too small than $m$ is. The correction is not a detail of the theory; it is what keeps the first steps of Adam as short as the others.`,
        zh: String.raw`Adam 保存两个从零开始的滑动平均：梯度的 $m$ 与梯度平方的 $v$。一步之后 $m_1 = (1-\beta_1) g_1$，$v_1 = (1-\beta_2) g_1^2$，两者都远远偏小。除以 $1-\beta^t$ 恰好抵消这一偏差（在梯度不变时完全准确）。

不做修正时，第一步的长度是 $\eta$ 的
$$\frac{m_1}{\sqrt{v_1}} = \frac{1-\beta_1}{\sqrt{1-\beta_2}} = \frac{0.1}{\sqrt{0.001}} = 3.16$$
倍：$\sqrt{v}$ 比 $m$ 偏小得更多。偏差修正并不是理论上的细枝末节，它使 Adam 最初的步子不比后来的更长。`,
      },
    },
  ],
  look: {
    en: 'Compare the first few steps of the two paths, and their effective rates, which meet only after hundreds of steps.',
    zh: '比较两条轨迹最初的几步，以及它们的有效学习率：要几百步之后才逐渐接近。',
  },
  question: {
    en: String.raw`For which $\beta_1$ and $\beta_2$ would the uncorrected first step have just the length $\eta$?`,
    zh: String.raw`$\beta_1$、$\beta_2$ 满足什么关系时，不修正的第一步长度恰好是 $\eta$？`,
  },
  answer: {
    en: String.raw`Where $1-\beta_1 = \sqrt{1-\beta_2}$, for example $\beta_1 = 0.9$ and $\beta_2 = 0.99$. With that choice the later steps still differ, because the two averages forget at different speeds.`,
    zh: String.raw`当 $1-\beta_1 = \sqrt{1-\beta_2}$ 时，例如 $\beta_1 = 0.9$、$\beta_2 = 0.99$。即便如此，之后的步子仍有差别，因为两个平均遗忘的快慢不同。`,
  },
  reading: ['Kingma, Ba 2015, Adam: a method for stochastic optimization, section 3'],
  claims: [
    {
      id: 'first-step',
      text: {
        en: 'Without correction the first step is 3.1623 times as long.',
        zh: '不做修正时，第一步长 3.1623 倍。',
      },
      query: opening,
      quantity: '(theta0[1]@1 - theta0[1]@0)/(theta0[0]@1 - theta0[0]@0)',
      expected: 3.1623,
      tolerance: 5e-5,
    },
    {
      id: 'first-rate',
      text: {
        en: 'Its effective rate, which does not know of m, is even 31.6 times as large.',
        zh: '只看 v 的有效学习率更是大 31.6 倍。',
      },
      query: opening,
      quantity: 'rate0[1]@1/rate0[0]@1',
      expected: 31.62,
      tolerance: 0.01,
    },
  ],
};
