import type { LessonContent } from '../types.ts';

const opening = 'surface=mnist,hidden:32&run=sgd,lr:0.01&run=adagrad,lr:0.01&run=sgd,lr:0.3&steps=400';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: `A small network 784-32-10 learns to read digits, three times with the same initial weights and the same batches. At the rate $0.01$ Adagrad seems to leave gradient descent far behind, and that is how it is often shown: same rate, same steps, better curve.

But $0.01$ means different things to the two. For Adagrad it is the length of a first step in every weight; gradient descent multiplies it with gradients that are small here. Given a rate of its own, $0.3$, gradient descent is ahead of Adagrad. A comparison at equal rates says more about the units than about the methods.`,
        zh: `一个 784-32-10 的小网络学习识别数字，三次训练使用相同的初始权重和相同的批次。同样取学习率 $0.01$，Adagrad 似乎远远领先梯度下降，人们也常这样展示：学习率相同，步数相同，曲线更好。

但 $0.01$ 对两者含义不同。对 Adagrad，它是每个权重第一步的长度；梯度下降则把它乘以梯度，而这里的梯度很小。让梯度下降用适合它的 $0.3$，它就领先于 Adagrad。用相同学习率比较，说明的更多是单位，而不是方法。`,
      },
    },
  ],
  look: {
    en: 'The effective rates of Adagrad: weights of rarely inked pixels keep a rate many times that of the others.',
    zh: '看 Adagrad 的有效学习率：很少着墨的像素，其权重的学习率是其他权重的许多倍。',
  },
  question: {
    en: 'An article reports 98.6 % for Adagrad at 0.1 on MNIST with such a network after ten epochs. What would you ask first?',
    zh: '有文章称，用这样的网络和学习率 0.1 的 Adagrad，在 MNIST 上训练十轮达到 98.6 %。你首先会问什么？',
  },
  answer: {
    en: 'How the test images were used and how often it was repeated: trained here on the real MNIST, 256 hidden units come to 97.7 %. A number without its seed, its split and its choice of rate cannot be checked.',
    zh: '问测试集如何使用、重复了几次：在真正的 MNIST 上，本程序用 256 个隐藏单元训练得到 97.7 %。没有给出随机种子、数据划分和学习率选择方式的数字，无从核对。',
  },
  reading: [
    'Duchi, Hazan, Singer 2011, Adaptive subgradient methods for online learning and stochastic optimization',
    'Choi et al. 2019, On empirical comparisons of optimizers for deep learning',
  ],
  claims: [
    {
      id: 'gd-small',
      text: {
        en: 'At the rate 0.01 gradient descent reads 77.5 % of the test digits after 400 steps …',
        zh: '学习率 0.01 时，梯度下降 400 步后能读对 77.5 % 的测试数字……',
      },
      query: opening,
      quantity: 'accuracy[0]@400',
      expected: 0.775,
      tolerance: 1e-9,
    },
    {
      id: 'adagrad-small',
      text: { en: '… Adagrad 93.5 %.', zh: '……Adagrad 能读对 93.5 %。' },
      query: opening,
      quantity: 'accuracy[1]@400',
      expected: 0.935,
      tolerance: 1e-9,
    },
    {
      id: 'gd-own',
      text: {
        en: 'At a rate of its own, 0.3, gradient descent reads 95.7 %.',
        zh: '换成适合自己的学习率 0.3，梯度下降能读对 95.7 %。',
      },
      query: opening,
      quantity: 'accuracy[2]@400',
      expected: 0.957,
      tolerance: 1e-9,
    },
    {
      id: 'spread',
      text: {
        en: 'In the first layer Adagrad gives a twentieth of the weights a rate of more than 65, a twentieth one of less than 0.083.',
        zh: '在第一层，Adagrad 让 5 % 的权重的学习率大于 65，另有 5 % 小于 0.083。',
      },
      query: opening,
      quantity: 'rate0_95[1]@400/rate0_5[1]@400',
      expected: 793,
      tolerance: 1,
    },
  ],
};
