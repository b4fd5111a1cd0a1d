import type { LessonContent } from '../types.ts';

const opening = 'surface=quadratic,condition:20,angle:0&run=rmsprop,lr:0.01,alpha:0.9,eps:0&steps=1000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Near a minimum gradients shrink, so RMSprop's rate grows. How far? Until rate times curvature reaches $2$: there the coordinate overshoots, the gradient grows, the rate falls. Two forces that meet at the edge of stability.

On the bowl it can be computed. At the edge $\theta$ flips its sign in each step, $\theta_{t+1} = -\theta_t$. Then $v = h^2\theta^2$, the rate is $\eta/(h|\theta|)$, and rate times curvature is $\eta/|\theta| = 2$:
$$|\theta| = \eta/2,$$
in both coordinates, whatever their curvature. RMSprop never arrives; it comes to rest on a cycle.`,
        zh: String.raw`接近极小值时梯度变小，RMSprop 的学习率于是增大。增到多大？直到学习率乘以曲率等于 $2$：这时坐标冲过头，梯度变大，学习率回落。两种作用在稳定性边界处平衡。

在碗上可以算出结果。处于边界时 $\theta$ 每步变号，$\theta_{t+1} = -\theta_t$。于是 $v = h^2\theta^2$，学习率为 $\eta/(h|\theta|)$，学习率乘以曲率为 $\eta/|\theta| = 2$，即
$$|\theta| = \eta/2,$$
两个坐标都如此，与曲率无关。RMSprop 永远不会到达，而是停在一个循环上。`,
      },
    },
  ],
  look: {
    en: 'The stability of both coordinates: two curves that climb to 2 at different times, and stay there to four digits.',
    zh: '看两个坐标的稳定性曲线：先后升到 2，然后保持在 2，精确到四位小数。',
  },
  question: {
    en: 'What does this say about a decaying learning rate for RMSprop?',
    zh: '这对 RMSprop 的学习率调度意味着什么？',
  },
  answer: {
    en: 'The distance from the minimum is proportional to η, so halving η halves it, without a change of stability: the rule always returns to its edge.',
    zh: '与极小值的距离正比于 η，η 减半距离就减半，而稳定性不变：它总会回到自己的边界。',
  },
  reading: [
    'Cohen et al. 2022, Adaptive gradient methods at the edge of stability',
    'Cohen et al. 2024, Understanding optimization in deep learning with central flows',
  ],
  claims: [
    {
      id: 'flat',
      text: {
        en: 'Rate times curvature settles at 2.0000 in the flat coordinate …',
        zh: '平缓坐标的“学习率×曲率”稳定在 2.0000……',
      },
      query: opening,
      quantity: 'mean(rate0*1, 800, 1000)',
      expected: 2,
      tolerance: 0.0001,
    },
    {
      id: 'steep',
      text: { en: '… and at 2.0000 in the steep one.', zh: '……陡坐标也稳定在 2.0000。' },
      query: opening,
      quantity: 'mean(rate1*20, 800, 1000)',
      expected: 2,
      tolerance: 0.0001,
    },
    {
      id: 'x',
      text: { en: 'x hovers at half of the rate, 0.005 …', zh: 'x 停在学习率的一半 0.005……' },
      query: opening,
      quantity: 'mean(abs(theta0), 800, 1000)',
      expected: 0.005,
      tolerance: 1e-6,
    },
    {
      id: 'y',
      text: { en: '… and so does y.', zh: '……y 也是。' },
      query: opening,
      quantity: 'mean(abs(theta1), 800, 1000)',
      expected: 0.005,
      tolerance: 1e-6,
    },
  ],
};
