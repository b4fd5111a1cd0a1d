import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=x*cos(0.15*pi*x)&start=10&run=newton,lr:1&run=newton,lr:0.5&steps=10&window=-30,30';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`If the best rate is $1/f''$, why not compute $f''$? Newton's method does,
$$x_{t+1} = x_t - \eta\,\frac{f'(x_t)}{f''(x_t)}.$$
On a parabola it arrives in one step. But it looks for a point where the slope is zero, and does not care whether that is a valley or a hill.

On $f(x) = x\cos(0.15\pi x)$ from $x = 10$ the curvature is negative at some of the points on the way: the full step, divided by a negative number, leads uphill and out to $26.83$. Half a step stays in the basin and finds the minimum at $7.27$.`,
        zh: String.raw`既然最佳学习率是 $1/f''$，为什么不直接计算 $f''$？牛顿法正是如此：
$$x_{t+1} = x_t - \eta\,\frac{f'(x_t)}{f''(x_t)}.$$
在抛物线上它一步到位。但它寻找的是斜率为零的点，并不在乎那是谷还是峰。

在 $f(x) = x\cos(0.15\pi x)$ 上从 $x = 10$ 出发，途中有些点的曲率为负：整步除以一个负数，走向上坡，最终到了 $26.83$。取半步则留在盆地内，找到 $7.27$ 处的极小值。`,
      },
    },
  ],
  look: {
    en: 'The first run jumps over hills to another valley altogether; the second takes shorter steps and settles in the nearest one.',
    zh: '第一条轨迹跳过山峰，落进完全不同的山谷；第二条步子较短，停在最近的山谷。',
  },
  question: {
    en: 'What could one divide by instead, so that the step never leads uphill?',
    zh: '改为除以什么，可以保证步子不往上坡走？',
  },
  answer: {
    en: 'By the absolute value of the curvature, or by a positive estimate of it: Gauss–Newton, and also the root mean square of gradients that adaptive methods use.',
    zh: '除以曲率的绝对值，或某个恒正的估计：例如高斯–牛顿法，以及自适应方法所用的梯度均方根。',
  },
  reading: ['Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.3 (Gradient Descent)'],
  claims: [
    {
      id: 'full',
      text: {
        en: 'The full step ends at 26.8341, as the book prints.',
        zh: '整步终止于 26.8341，与书中所印一致。',
      },
      query: opening,
      quantity: 'theta0[0]@10',
      expected: 26.8341,
      tolerance: 0.00005,
    },
    {
      id: 'half',
      text: { en: 'Half a step ends at 7.2699.', zh: '半步终止于 7.2699。' },
      query: opening,
      quantity: 'theta0[1]@10',
      expected: 7.2699,
      tolerance: 0.00005,
    },
  ],
};
