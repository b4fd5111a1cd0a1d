import type { LessonContent } from '../types.ts';

const opening = 'surface=regression,batch:8&run=sgd,lr:0.05&steps=20000';
const second = 'surface=regression,batch:32&run=sgd,lr:0.2&steps=20000';
const third = 'surface=regression,batch:32&run=sgd,lr:0.05&steps=20000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`A batch of $B$ samples has a gradient whose variance is proportional to $1/B$. The variance at which a run hovers is proportional to $\eta$ times that: to $\eta/B$. So if the batch grows, the rate may grow with it, and the run hovers where it did, but moves $B$ times faster per step. That is the linear scaling rule.

Here a line is fitted with batches of $8$ at the rate $0.05$. The excess over the least possible loss is $1.7\cdot10^{-4}$.`,
        zh: String.raw`$B$ 个样本的批次，梯度方差正比于 $1/B$。轨迹徘徊的方差正比于 $\eta$ 乘以它，即 $\eta/B$。所以批次变大时学习率可以同比例变大，徘徊的水平不变，而每步走得快 $B$ 倍。这就是线性缩放规则。

这里用大小为 $8$ 的批次、学习率 $0.05$ 拟合一条直线。损失超出最小可能值的部分约为 $1.7\cdot10^{-4}$。`,
      },
    },
    {
      query: second,
      text: {
        en: 'Batches of $32$ at $0.2$: four times both. The excess is the same, within the accuracy of the average.',
        zh: '批次 $32$、学习率 $0.2$，两者都乘四。超出部分相同（在平均的误差之内）。',
      },
    },
    {
      query: third,
      text: {
        en: 'Batches of $32$ at the old rate $0.05$: nearly twenty times less. One can have a large batch for speed or for accuracy, not for both.',
        zh: '批次 $32$ 而学习率仍为 $0.05$：超出部分小近二十倍。大批次可以换速度，也可以换精度，但不能两者兼得。',
      },
    },
  ],
  look: {
    en: 'The widths of the bands in the three loss curves, once the first steps are over.',
    zh: '最初几步之后，三条损失曲线的带宽。',
  },
  question: { en: 'Why does the rule fail for very large batches?', zh: '为什么批次极大时这条规则会失效？' },
  answer: {
    en: String.raw`The rate meets the limit of stability $2/\lambda_{\max}$, which the batch does not move. From there on larger batches only save noise.`,
    zh: String.raw`学习率会碰到稳定性上限 $2/\lambda_{\max}$，批次大小改变不了它。此后更大的批次只能降低噪声。`,
  },
  reading: ['Goyal et al. 2017, Accurate, large minibatch SGD: training ImageNet in 1 hour'],
  claims: [
    {
      id: 'eight',
      text: {
        en: 'With batches of 8 at 0.05 the excess loss is about 1.7e-4.',
        zh: '批次 8、学习率 0.05 时，超出的损失约 1.7e-4。',
      },
      query: opening,
      quantity: 'mean(loss, 2000, 20000) - 0.0995563',
      expected: 1.75e-4,
      tolerance: 1.2e-5,
    },
    {
      id: 'four-times',
      text: {
        en: 'With batches of 32 at 0.2 it is about the same, 1.8e-4.',
        zh: '批次 32、学习率 0.2 时差不多，约 1.8e-4。',
      },
      query: second,
      quantity: 'mean(loss, 2000, 20000) - 0.0995563',
      expected: 1.8e-4,
      tolerance: 1.2e-5,
    },
    {
      id: 'same-rate',
      text: { en: 'With batches of 32 at 0.05 it is about 1e-5.', zh: '批次 32、学习率 0.05 时约 1e-5。' },
      query: third,
      quantity: 'mean(loss, 2000, 20000) - 0.0995563',
      expected: 1e-5,
      tolerance: 2e-6,
    },
  ],
};
