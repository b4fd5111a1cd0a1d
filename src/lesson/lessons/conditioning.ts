import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:100,angle:0&run=sgd,lr:0.0198019801980198&run=sgd,lr:0.0330578512396694,momentum:0.669421487603306&steps=800';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`The *condition number* $\kappa$ is the largest curvature divided by the smallest, here $100$. The best that gradient descent can do is $\eta = 2/(\lambda_{\max}+\lambda_{\min})$, at which both directions shrink by
$$\frac{\kappa-1}{\kappa+1} = 0.980$$
per step. With the best momentum, $\mu = \bigl(\tfrac{\sqrt\kappa-1}{\sqrt\kappa+1}\bigr)^2$ and $\eta = \bigl(\tfrac{2}{\sqrt{\lambda_{\max}}+\sqrt{\lambda_{\min}}}\bigr)^2$, the factor becomes
$$\frac{\sqrt\kappa-1}{\sqrt\kappa+1} = 0.818.$$
The square root is the whole gain: momentum turns a condition number of $100$ into one of $10$.`,
        zh: String.raw`*条件数* $\kappa$ 是最大曲率与最小曲率之比，这里是 $100$。梯度下降的最佳学习率是 $\eta = 2/(\lambda_{\max}+\lambda_{\min})$，此时两个方向每步都缩小为
$$\frac{\kappa-1}{\kappa+1} = 0.980$$
倍。取最佳动量 $\mu = \bigl(\tfrac{\sqrt\kappa-1}{\sqrt\kappa+1}\bigr)^2$ 与 $\eta = \bigl(\tfrac{2}{\sqrt{\lambda_{\max}}+\sqrt{\lambda_{\min}}}\bigr)^2$，因子变为
$$\frac{\sqrt\kappa-1}{\sqrt\kappa+1} = 0.818.$$
全部收益就在这个平方根：动量把病态条件数 $100$ 变成了 $10$。`,
      },
    },
  ],
  look: {
    en: 'Two straight lines on the logarithmic loss plot, one eight times as steep as the other; the run with momentum wobbles about its line.',
    zh: '对数损失图上的两条直线，一条比另一条陡八倍；带动量的那条围绕直线起伏。',
  },
  question: {
    en: 'How many steps would each need, roughly, for a condition number of 10,000?',
    zh: '如果条件数是 10000，两者大约各需多少步？',
  },
  answer: {
    en: 'A hundred times as many for gradient descent, ten times as many with momentum: some 74,000 against 950.',
    zh: '梯度下降需要一百倍，带动量需要十倍：约 74000 步对 950 步。',
  },
  reading: [
    'Goh 2017, Why momentum really works, Distill',
    'Polyak 1964, Some methods of speeding up the convergence of iteration methods',
  ],
  claims: [
    {
      id: 'gd',
      text: {
        en: 'Gradient descent is within 1e-6 of the minimum after 741 steps …',
        zh: '梯度下降 741 步后距极小值不到 1e-6……',
      },
      query: opening,
      quantity: 'first(sqrt(theta0^2 + theta1^2) < 1e-6)',
      expected: 741,
      tolerance: 0,
    },
    {
      id: 'momentum',
      text: { en: '… with momentum after 95.', zh: '……带动量只需 95 步。' },
      query: opening,
      quantity: 'first(sqrt(theta0[1]^2 + theta1[1]^2) < 1e-6)',
      expected: 95,
      tolerance: 0,
    },
    {
      id: 'factor',
      text: {
        en: 'Gradient descent shrinks its error to 0.980 of it in each step.',
        zh: '梯度下降每步把误差缩小为 0.980 倍。',
      },
      query: opening,
      quantity: 'theta0@101/theta0@100',
      expected: 0.980198,
      tolerance: 0.000001,
    },
  ],
};
