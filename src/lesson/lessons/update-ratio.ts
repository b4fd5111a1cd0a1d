import type { LessonContent } from '../types.ts';

const opening = 'surface=beale&run=adam,lr:0.001&run=adam,lr:0.1&run=sgd,lr:0.01&steps=50';
const second = 'surface=mnist,hidden:32&run=adam,lr:0.0001&run=adam,lr:0.001&run=adam,lr:0.1&steps=200';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`A rule of thumb from CS231n: look at the ratio of the size of an update to the size of the weights. Around $10^{-3}$ is healthy, far less is too slow, far more too fast.

For Adam it can be read off directly. A step is about $\eta$ in every coordinate, so from a weight of size $1$ the ratio is $\eta$ itself: $0.001$ at its default. For gradient descent it depends on the gradient: the first step at $0.01$ here moves the point by more than half of its distance from the origin.`,
        zh: String.raw`CS231n 的经验法则：看更新量与权重大小之比。约 $10^{-3}$ 为正常，小得多就太慢，大得多就太快。

对 Adam 可以直接读出：每个坐标一步约为 $\eta$，权重大小为 $1$ 时比值就是 $\eta$，默认值正是 $0.001$。对梯度下降则取决于梯度：这里学习率 $0.01$ 的第一步，移动量超过该点到原点距离的一半。`,
      },
    },
    {
      query: second,
      text: {
        en: 'In a network 784-32-10 the initial weights of the first layer are uniform up to $1/28$, of size $0.02$. A rate of $10^{-3}$ changes them by a twentieth in a step, at first; $10^{-4}$ by a two-hundredth, which is healthier to look at and slower: after 200 steps it reads fewer digits. At $0.1$ a single step drowns the initial weights, and the network stays worse than at the default.',
        zh: String.raw`在 784-32-10 的网络中，第一层初始权重在 $\pm 1/28$ 内均匀分布，大小约 $0.02$。学习率 $10^{-3}$ 起初每步改变约二十分之一；$10^{-4}$ 改变二百分之一，看上去更“健康”，却更慢：200 步后读对的数字更少。学习率 $0.1$ 一步就淹没了初始权重，结果比默认值差。`,
      },
    },
  ],
  look: {
    en: 'In the second experiment: the three curves of accuracy, and the histograms of effective rates.',
    zh: '第二个实验中：三条准确率曲线，以及有效学习率的直方图。',
  },
  question: {
    en: 'Why does the rule hold for weights, but not for biases?',
    zh: '这条法则为什么适用于权重，却不适用于偏置？',
  },
  answer: {
    en: 'Biases often start at zero or near it: any update is large compared with that. The size to compare with is that of what is added to, here the sum of inputs times weights.',
    zh: '偏置常从零或接近零开始，任何更新与之相比都很大。该比较的是它加到的量，即输入与权重之积的总和。',
  },
  reading: ['Karpathy et al., CS231n: Neural networks 3, ratio of weights to updates'],
  claims: [
    {
      id: 'default',
      text: {
        en: 'From a weight of 1 the first step of Adam at 0.001 has the ratio 0.001 …',
        zh: '从大小为 1 的权重出发，学习率 0.001 的 Adam 第一步的比值为 0.001……',
      },
      query: opening,
      quantity: 'abs(theta0[0]@1 - theta0[0]@0)/abs(theta0[0]@0)',
      expected: 0.001,
      tolerance: 1e-8,
    },
    {
      id: 'high',
      text: { en: '… at 0.1 the ratio 0.1.', zh: '……学习率 0.1 时为 0.1。' },
      query: opening,
      quantity: 'abs(theta0[1]@1 - theta0[1]@0)/abs(theta0[1]@0)',
      expected: 0.1,
      tolerance: 1e-6,
    },
    {
      id: 'sgd',
      text: {
        en: 'Gradient descent at 0.01 moves by 0.55 of the distance from the origin.',
        zh: '学习率 0.01 的梯度下降移动了到原点距离的 0.55。',
      },
      query: opening,
      quantity: 'sqrt((theta0[2]@1 - 1)^2 + (theta1[2]@1 - 1.5)^2)/sqrt(1 + 2.25)',
      expected: 0.548,
      tolerance: 0.001,
    },
    {
      id: 'net-low',
      text: {
        en: 'After 200 steps Adam at 0.0001 reads 64 % of the test digits …',
        zh: '200 步后，学习率 0.0001 的 Adam 读对 64 % 的测试数字……',
      },
      query: second,
      quantity: 'accuracy[0]@200',
      expected: 0.6395,
      tolerance: 1e-9,
    },
    {
      id: 'net-default',
      text: { en: '… at 0.001 90 % …', zh: '……学习率 0.001 读对 90 %……' },
      query: second,
      quantity: 'accuracy[1]@200',
      expected: 0.901,
      tolerance: 1e-9,
    },
    {
      id: 'net-high',
      text: { en: '… at 0.1 83 %.', zh: '……学习率 0.1 读对 83 %。' },
      query: second,
      quantity: 'accuracy[2]@200',
      expected: 0.833,
      tolerance: 1e-9,
    },
  ],
};
