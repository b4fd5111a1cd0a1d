import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.5*x%5E2&start=5&run=sgd,lr:0.5,label:constant~noise,sigma:1&run=sgd,lr:0.5,label:step~noise,sigma:1~step,every:100,gamma:0.1&run=sgd,lr:0.5,label:cosine~noise,sigma:1~cosine,steps:300&run=sgd,lr:0.5,label:1/t~noise,sigma:1~inverse-time,k:0.5&run=sgd,lr:0.5,label:exponential~noise,sigma:1~exponential,gamma:0.7&steps=300&window=-3,6';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`One noisy bowl, one initial rate, five ways to let it fall over 300 updates: not at all; to a tenth after every hundred; along half a cosine; as $1/(1+kt)$; by a constant factor.

Averaged over 20 seeds the square of the distance at the end is $0.39$ at the constant rate, which is what the formula of the noise floor says: $\eta/(2-\eta) = 1/3$, give or take. The step schedule ends at $0.0098$, the cosine at $0.016$, $1/t$ at $0.0037$. Exponential decay by $0.7$ ends at $0.58$, worse than no schedule at all: after ten steps its rate is nearly gone.`,
        zh: String.raw`同一个带噪声的碗、同样的初始学习率，在 300 次更新中用五种方式下降：不下降；每一百步降到十分之一；沿半个余弦；按 $1/(1+kt)$；按固定倍数。

对 20 个种子平均，最终距离的平方：恒定学习率为 $0.39$，大致符合噪声底线公式 $\eta/(2-\eta) = 1/3$；分段下降为 $0.0098$，余弦为 $0.016$，$1/t$ 为 $0.0037$。按 $0.7$ 指数衰减为 $0.58$，比不用调度还差：十步之后学习率几乎为零。`,
      },
    },
  ],
  look: {
    en: 'The learning rates first, then the losses: each loss band is as wide as its rate allows.',
    zh: '先看学习率，再看损失：每条损失带的宽度由当时的学习率决定。',
  },
  question: {
    en: '$1/t$ wins here. Would it win if the run began 1000 times further away?',
    zh: '这里 $1/t$ 获胜。如果起点远 1000 倍，它还会赢吗？',
  },
  answer: {
    en: 'Not necessarily. It lets the rate fall from the first step on; the others travel at the full rate for longer. On a bowl of curvature 1 the distance is covered in a few steps; in the flat directions of a network it is not.',
    zh: '未必。它从第一步就开始降低学习率，其他调度则以高学习率走得更久。曲率为 1 的碗几步就能走完，网络中平坦的方向则不然。',
  },
  reading: [
    'Loshchilov, Hutter 2017, SGDR: stochastic gradient descent with warm restarts',
    'Hägele et al. 2024, Scaling laws and compute-optimal training beyond fixed training durations',
  ],
  claims: [
    {
      id: 'constant',
      text: {
        en: 'At the constant rate the squared distance is 0.394 at the end.',
        zh: '恒定学习率下，最终距离的平方为 0.394。',
      },
      query: opening,
      quantity: 'seeds(20, theta0[0]^2)',
      expected: 0.394,
      tolerance: 0.0005,
    },
    {
      id: 'step',
      text: { en: 'With the step schedule it is 0.0098 …', zh: '分段下降时为 0.0098……' },
      query: opening,
      quantity: 'seeds(20, theta0[1]^2)',
      expected: 0.00984,
      tolerance: 0.00001,
    },
    {
      id: 'cosine',
      text: { en: '… with the cosine 0.016 …', zh: '……余弦调度为 0.016……' },
      query: opening,
      quantity: 'seeds(20, theta0[2]^2)',
      expected: 0.0163,
      tolerance: 0.00005,
    },
    {
      id: 'inverse',
      text: { en: '… with 1/t 0.0037 …', zh: '……按 1/t 为 0.0037……' },
      query: opening,
      quantity: 'seeds(20, theta0[3]^2)',
      expected: 0.00374,
      tolerance: 0.00001,
    },
    {
      id: 'exponential',
      text: { en: '… and with fast exponential decay 0.58.', zh: '……快速指数衰减为 0.58。' },
      query: opening,
      quantity: 'seeds(20, theta0[4]^2)',
      expected: 0.576,
      tolerance: 0.0005,
    },
  ],
};
