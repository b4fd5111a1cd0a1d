import type { LessonContent } from '../types.ts';

const opening = 'surface=saddle&start=1,0.01&run=sgd,lr:0.01&run=rmsprop,lr:0.01&run=adam,lr:0.01&steps=1000';
const second = 'surface=saddle&start=1,1e-8&run=sgd,lr:0.01&run=rmsprop,lr:0.01&run=adam,lr:0.01&steps=1000';
const third = 'surface=saddle&start=1,1e-4&run=sgd,lr:0.01&run=rmsprop,lr:0.01&run=adam,lr:0.01&steps=1000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`At a saddle the gradient vanishes, and yet there is a way down. On $x^2 - y^2$ gradient descent multiplies $y$ by $1+2\eta$: it does leave, exponentially, and the time it takes is the logarithm of how near it started,
$$t = \frac{\ln(1/y_0)}{\ln(1+2\eta)}.$$
From $y_0 = 10^{-2}$ it is 233 steps, from $10^{-8}$ it will be 931. RMSprop and Adam divide by the size of the gradient in $y$ alone. For them $10^{-8}$ is a slope like any other: they walk off at $\eta$ per step or faster, wherever they start.`,
        zh: String.raw`在鞍点梯度为零，但仍有下坡的路。在 $x^2 - y^2$ 上，梯度下降每步把 $y$ 乘以 $1+2\eta$：它会以指数方式离开，所需时间是起点接近程度的对数，
$$t = \frac{\ln(1/y_0)}{\ln(1+2\eta)}.$$
从 $y_0 = 10^{-2}$ 出发需 233 步，从 $10^{-8}$ 出发则需 931 步。RMSprop 与 Adam 单独除以 $y$ 方向梯度的大小，对它们来说 $10^{-8}$ 与别的坡度无异：无论从哪里出发，都以每步 $\eta$ 或更快的速度走开。`,
      },
    },
    {
      query: second,
      text: {
        en: 'Start a million times nearer, and only gradient descent notices.',
        zh: '起点靠近一百万倍，只有梯度下降受影响。',
      },
    },
  ],
  look: {
    en: 'The effective rate of y for RMSprop at the first step: enormous, as it has to be.',
    zh: '看 RMSprop 第一步在 y 方向的有效学习率：极大，也必须如此。',
  },
  question: {
    en: 'Is the saddle a good argument for adaptive methods in training with noise?',
    zh: '在带噪声的训练中，鞍点是支持自适应方法的好理由吗？',
  },
  answer: {
    en: 'A weaker one: noise kicks gradient descent off the ridge too, and the logarithm makes the wait short. The famous animation of a stuck run starts it with $y = 0$ nearly exactly.',
    zh: '理由弱得多：噪声也会把梯度下降推离鞍脊，而对数使等待时间不长。那幅著名动画里“卡住”的轨迹，起点几乎恰好在 $y = 0$。',
  },
  reading: [
    'Dauphin et al. 2014, Identifying and attacking the saddle point problem',
    'In the manner of Radford 2014 and Ruder 2016, An overview of gradient descent optimization algorithms',
  ],
  claims: [
    {
      id: 'sgd',
      text: {
        en: 'From y = 1e-2 gradient descent takes 233 steps to y = 1 …',
        zh: '从 y = 1e-2 到 y = 1，梯度下降需 233 步……',
      },
      query: opening,
      quantity: 'first(abs(theta1[0]) > 1)',
      expected: 233,
      tolerance: 0,
    },
    {
      id: 'formula',
      text: { en: '… and the formula says 232.6.', zh: '……公式给出 232.6。' },
      query: opening,
      quantity: 'log(1/0.01)/log(1.02)',
      expected: 232.55,
      tolerance: 0.005,
    },
    {
      id: 'rmsprop',
      text: { en: 'RMSprop takes 17 …', zh: 'RMSprop 需 17 步……' },
      query: opening,
      quantity: 'first(abs(theta1[1]) > 1)',
      expected: 17,
      tolerance: 0,
    },
    {
      id: 'adam',
      text: { en: '… Adam 76.', zh: '……Adam 需 76 步。' },
      query: opening,
      quantity: 'first(abs(theta1[2]) > 1)',
      expected: 76,
      tolerance: 0,
    },
    {
      id: 'sgd-near',
      text: { en: 'From y = 1e-8 gradient descent takes 931 …', zh: '从 y = 1e-8 出发，梯度下降需 931 步……' },
      query: second,
      quantity: 'first(abs(theta1[0]) > 1)',
      expected: 931,
      tolerance: 0,
    },
    {
      id: 'rmsprop-near',
      text: { en: '… RMSprop 18 …', zh: '……RMSprop 需 18 步……' },
      query: second,
      quantity: 'first(abs(theta1[1]) > 1)',
      expected: 18,
      tolerance: 0,
    },
    {
      id: 'adam-near',
      text: { en: '… Adam 77.', zh: '……Adam 需 77 步。' },
      query: second,
      quantity: 'first(abs(theta1[2]) > 1)',
      expected: 77,
      tolerance: 0,
    },
    {
      id: 'sgd-middle',
      text: {
        en: 'From y = 1e-4 gradient descent takes 466, just between the two.',
        zh: '从 y = 1e-4 出发，梯度下降需 466 步，正好居中。',
      },
      query: third,
      quantity: 'first(abs(theta1[0]) > 1)',
      expected: 466,
      tolerance: 0,
    },
  ],
};
