import type { LessonContent } from '../types.ts';

const opening = 'surface=sparse,rate:0.01&run=sgd,lr:0.1&run=adagrad,lr:1&run=sgd,lr:0.5&steps=1000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: `Adagrad was made for features that occur seldom: a word that stands in one text out of a hundred. Its weight gets a gradient in one step of a hundred, and under one common rate it has learned almost nothing when all others are done.

Here $y$ is such a feature. Gradient descent at $0.1$ has finished $x$ after 1000 steps and brought $y$ to $0.12$ of its way. Adagrad's sum for $y$ has hardly grown, so its rate has stayed high: $y$ is at $0.93$.`,
        zh: `Adagrad 正是为很少出现的特征设计的：例如一百篇文本中只有一篇出现的词。它的权重一百步才得到一次梯度，在统一的学习率下，其他权重都学完了，它还几乎什么也没学到。

这里的 $y$ 就是这样的特征。学习率 $0.1$ 的梯度下降在 1000 步后 $x$ 已收敛，而 $y$ 只走了 $0.12$ 的路程。Adagrad 对 $y$ 的累加和几乎没有增长，学习率一直较高：$y$ 已到 $0.93$。`,
      },
    },
    {
      query: opening,
      text: {
        en: 'Now the other half, which is told less often. Gradient descent at the rate $0.5$ is there as well: *this* problem was one of a rate that was too low for a feature that happened not to be steep. Where the frequent features are the steep ones, gradient descent cannot raise its rate, and Adagrad keeps its advantage.',
        zh: '再看不常被提起的另一半。学习率 $0.5$ 的梯度下降也到了：*这个*问题其实只是学习率太低，而该特征恰好并不陡。若常见特征同时也是陡的特征，梯度下降无法提高学习率，Adagrad 的优势才真正体现。',
      },
    },
  ],
  look: {
    en: 'The two effective rates of Adagrad drift apart: that of x falls with every step, that of y only where it had a gradient.',
    zh: 'Adagrad 的两个有效学习率逐渐分开：x 的每步都降，y 的只在有梯度时才降。',
  },
  question: {
    en: 'Why does Adam, with its moving average, not simply do the same?',
    zh: '带滑动平均的 Adam 为什么不能简单地做到同样的事？',
  },
  answer: {
    en: String.raw`Its $v$ forgets a rare gradient within $1/(1-\beta_2)$ steps, so the next rare gradient meets a small $v$ and makes a step that does not know how rare it is; and $m$ spreads it over the steps that follow.`,
    zh: String.raw`它的 $v$ 在 $1/(1-\beta_2)$ 步内就忘掉稀有的梯度，下一次遇到的是很小的 $v$，步子并不反映它有多稀有；而 $m$ 又把它摊到随后的步子里。`,
  },
  reading: [
    'Duchi, Hazan, Singer 2011, Adaptive subgradient methods for online learning and stochastic optimization',
  ],
  claims: [
    {
      id: 'sgd',
      text: {
        en: 'Gradient descent at 0.1 has brought y to 0.124.',
        zh: '学习率 0.1 的梯度下降把 y 带到 0.124。',
      },
      query: opening,
      quantity: 'theta1[0]',
      expected: 0.1239,
      tolerance: 0.0001,
    },
    {
      id: 'adagrad',
      text: { en: 'Adagrad has brought it to 0.929.', zh: 'Adagrad 把它带到 0.929。' },
      query: opening,
      quantity: 'theta1[1]',
      expected: 0.929,
      tolerance: 0.0001,
    },
    {
      id: 'sgd-loss',
      text: { en: 'Its loss is lower by a factor of 1.8.', zh: 'Adagrad 的损失低 1.8 倍。' },
      query: opening,
      quantity: 'loss[0]/loss[1]',
      expected: 1.81,
      tolerance: 0.01,
    },
    {
      id: 'sgd-high',
      text: {
        en: 'Gradient descent at 0.5 has the same loss to 0.2 %.',
        zh: '学习率 0.5 的梯度下降与它的损失相差不到 0.2 %。',
      },
      query: opening,
      quantity: 'loss[2]/loss[1]',
      expected: 1.001,
      tolerance: 0.001,
    },
  ],
};
