import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.099&run=sgd,lr:0.101&run=sgd,lr:0.1881,momentum:0.9&run=sgd,lr:0.1919,momentum:0.9&run=sgd,lr:0.1485,momentum:0.5&run=sgd,lr:0.1515,momentum:0.5&steps=2000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Along an eigenvector of the Hessian with curvature $\lambda$, gradient descent multiplies the distance by $1-\eta\lambda$. It shrinks as long as $|1-\eta\lambda| < 1$, that is
$$\eta\lambda < 2.$$
The largest curvature, the *sharpness*, decides: here $\lambda = 20$, so $\eta < 0.1$. At $0.99$ of the limit the run converges, at $1.01$ of it every step overshoots a little more than the one before.

With heavy-ball momentum the recurrence $x_{t+1} = (1+\mu-\eta\lambda)x_t - \mu x_{t-1}$ has the root $-1$ at $\eta\lambda = 2+2\mu$. With $\mu = 0.5$ that is $3$, with $\mu = 0.9$ it is $3.8$: nearly twice the rate.`,
        zh: String.raw`沿着黑塞矩阵某个曲率为 $\lambda$ 的特征方向，梯度下降每步把距离乘以 $1-\eta\lambda$。只要 $|1-\eta\lambda| < 1$ 就会缩小，即
$$\eta\lambda < 2.$$
起决定作用的是最大曲率，即*锐度*：这里 $\lambda = 20$，所以 $\eta < 0.1$。取上限的 $0.99$ 倍收敛；取 $1.01$ 倍，每一步都比前一步冲过头更多。

加上重球动量，递推 $x_{t+1} = (1+\mu-\eta\lambda)x_t - \mu x_{t-1}$ 在 $\eta\lambda = 2+2\mu$ 处有根 $-1$。$\mu = 0.5$ 时为 $3$，$\mu = 0.9$ 时为 $3.8$：学习率可以接近翻倍。`,
      },
    },
  ],
  look: {
    en: 'The stability plot has the limit as a line: three runs lie one hundredth below theirs, three one hundredth above. Their losses could not be more different.',
    zh: '稳定性图中画有上限：三条轨迹在其下方百分之一处，三条在其上方百分之一处。它们的损失天差地别。',
  },
  question: {
    en: 'Momentum 0.9 allows not quite twice the rate. Why is it then said to be worth so much more?',
    zh: '动量 0.9 允许的学习率还不到两倍，为什么说它的价值远不止于此？',
  },
  answer: {
    en: String.raw`Because along flat directions it multiplies the step by up to $1/(1-\mu) = 10$. The limit concerns the steepest direction, the gain is in the flattest.`,
    zh: String.raw`因为在平坦方向上，它最多把步子放大 $1/(1-\mu) = 10$ 倍。上限由最陡的方向决定，收益在最平坦的方向。`,
  },
  reading: [
    'Goh 2017, Why momentum really works, Distill',
    'Cohen, Kaur, Li, Kolter, Talwalkar 2021, Gradient descent on neural networks typically occurs at the edge of stability',
  ],
  claims: [
    {
      id: 'below',
      text: {
        en: 'At 0.99 of the limit gradient descent converges: after 2000 steps the loss is below 1e-30.',
        zh: '取上限的 0.99 倍时梯度下降收敛：2000 步后损失低于 1e-30。',
      },
      query: opening,
      quantity: 'loss[0] < 1e-30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'above',
      text: {
        en: 'At 1.01 of it the loss has grown beyond 1e30.',
        zh: '取上限的 1.01 倍时，损失超过 1e30。',
      },
      query: opening,
      quantity: 'loss[1] > 1e30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'momentum-limit',
      text: { en: 'With momentum 0.9 the limit is 3.8.', zh: '动量 0.9 时上限为 3.8。' },
      query: opening,
      quantity: 'limit[2]',
      expected: 3.8,
      tolerance: 1e-12,
    },
    {
      id: 'momentum-below',
      text: {
        en: 'A hundredth below it the run with momentum converges …',
        zh: '在其下方百分之一处，带动量的轨迹收敛……',
      },
      query: opening,
      quantity: 'loss[2] < 1e-30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'momentum-above',
      text: { en: '… a hundredth above it explodes.', zh: '……在其上方百分之一处则发散。' },
      query: opening,
      quantity: 'loss[3] > 1e30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'half-below',
      text: {
        en: 'With momentum 0.5 the limit is 3; a hundredth below it the run converges …',
        zh: '动量 0.5 时上限为 3；在其下方百分之一处收敛……',
      },
      query: opening,
      quantity: '(loss[4] < 1e-30)*limit[4]',
      expected: 3,
      tolerance: 1e-12,
    },
    {
      id: 'half-above',
      text: { en: '… a hundredth above it explodes.', zh: '……在其上方百分之一处发散。' },
      query: opening,
      quantity: 'loss[5] > 1e30',
      expected: 1,
      tolerance: 0,
    },
  ],
};
