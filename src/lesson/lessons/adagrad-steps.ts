import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.1*x%5E2%2B2*y%5E2&start=-5,-2&run=adagrad,lr:0.4,as:keras,initialAccumulator:0,eps:1e-6&run=adagrad,lr:2,as:keras,initialAccumulator:0,eps:1e-6&steps=20&window=-6,3,-4,3';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Adagrad divides each coordinate's rate by the root of all its squared gradients so far:
$$\theta_{t,i} = \theta_{t-1,i} - \frac{\eta}{\sqrt{\sum_{s\le t} g_{s,i}^2} + \varepsilon}\; g_{t,i}.$$
The first step has length $\eta$ in every coordinate, whatever the slope. In the valley $0.1x^2+2y^2$ the steep and the flat direction therefore start alike, where gradient descent had to choose one rate for both.

The sum only grows, so the rate only falls. With $\eta = 0.4$ it has fallen before $x$ is half-way. With $\eta = 2$, a rate at which gradient descent would explode at once, it is done.`,
        zh: String.raw`Adagrad 把每个坐标的学习率除以它至今所有梯度平方和的平方根：
$$\theta_{t,i} = \theta_{t-1,i} - \frac{\eta}{\sqrt{\sum_{s\le t} g_{s,i}^2} + \varepsilon}\; g_{t,i}.$$
无论坡度大小，第一步在每个坐标上的长度都是 $\eta$。因此在山谷 $0.1x^2+2y^2$ 中，陡的方向与缓的方向起步相同；而梯度下降必须让两者共用一个学习率。

累加和只增不减，学习率于是只降不升。$\eta = 0.4$ 时，$x$ 还没走到一半学习率就已太小；$\eta = 2$（梯度下降在此会立即发散）则恰好走完。`,
      },
    },
  ],
  look: {
    en: 'Look at the effective rates: both curves fall, fast at first; that of the steep coordinate starts lower down and has the smaller rate throughout.',
    zh: '看有效学习率：两条曲线都下降，起初最快；陡坐标的那条从更低处开始，始终较小。',
  },
  question: {
    en: String.raw`Why can Adagrad take $\eta = 2$ here, when gradient descent may not exceed $0.5$?`,
    zh: String.raw`为什么 Adagrad 在这里可以取 $\eta = 2$，而梯度下降不能超过 $0.5$？`,
  },
  answer: {
    en: String.raw`Its $\eta$ is a length, not a factor of the gradient: the first step is 2 long in each coordinate. What has to stay below 2 is the effective rate times the curvature, and at the start the effective rate of $y$ is only $2/8 = 0.25$, times 4 is 1.`,
    zh: String.raw`它的 $\eta$ 是步长，而不是梯度的倍数：第一步在每个坐标上长 2。需要低于 2 的是有效学习率乘以曲率；开始时 $y$ 的有效学习率只有 $2/8 = 0.25$，乘以 4 等于 1。`,
  },
  reading: [
    'Duchi, Hazan, Singer 2011, Adaptive subgradient methods for online learning and stochastic optimization',
    'Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.7 (Adagrad)',
  ],
  claims: [
    {
      id: 'slow',
      text: {
        en: 'At the rate 0.4 Adagrad has brought x from −5 only to −2.3826 after 20 steps, as the book prints.',
        zh: '学习率 0.4 时，Adagrad 走 20 步只把 x 从 −5 带到 −2.3826，与书中所印一致。',
      },
      query: opening,
      quantity: 'theta0[0]@20',
      expected: -2.382563,
      tolerance: 5e-7,
    },
    {
      id: 'fast',
      text: { en: 'At the rate 2 it is at −0.002295.', zh: '学习率 2 时已到 −0.002295。' },
      query: opening,
      quantity: 'theta0[1]@20',
      expected: -0.002295,
      tolerance: 5e-7,
    },
    {
      id: 'first-step',
      text: {
        en: 'The first step is as long as the rate in both coordinates: their ratio is 1.',
        zh: '第一步在两个坐标上都等于学习率：两者之比为 1。',
      },
      query: opening,
      quantity: '(theta0[0]@1 - theta0[0]@0)/(theta1[0]@1 - theta1[0]@0)',
      expected: 1,
      tolerance: 1e-5,
    },
  ],
};
