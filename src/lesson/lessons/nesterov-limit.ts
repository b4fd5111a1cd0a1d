import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.07425,momentum:0.5,nesterov:1&run=sgd,lr:0.07575,momentum:0.5,nesterov:1&run=sgd,lr:0.06717,momentum:0.9,nesterov:1&run=sgd,lr:0.06854,momentum:0.9,nesterov:1&steps=2000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Nesterov's momentum looks at the gradient where the velocity is about to lead, and so brakes earlier. In PyTorch's form the step is $\eta\,(g_t + \mu m_t)$. On a bowl with curvature $\lambda$ the recurrence has the root $-1$ at
$$\eta\lambda = \frac{2+2\mu}{1+2\mu}.$$
For $\mu = 0.9$ that is $1.357$, where the heavy ball has $3.8$ and plain gradient descent $2$. Looking ahead damps the oscillations along shallow directions, and it costs room in the steepest: a rate tuned for the heavy ball diverges when somebody switches it on.`,
        zh: String.raw`Nesterov 动量在速度即将到达的地方看梯度，因此刹车更早。PyTorch 的形式中，步子是 $\eta\,(g_t + \mu m_t)$。在曲率为 $\lambda$ 的碗上，递推有根 $-1$ 的条件是
$$\eta\lambda = \frac{2+2\mu}{1+2\mu}.$$
$\mu = 0.9$ 时为 $1.357$，而重球动量为 $3.8$，普通梯度下降为 $2$。向前看能抑制平缓方向上的振荡，代价是最陡方向的余地变小：为重球调好的学习率，一旦打开 nesterov 选项就会发散。`,
      },
    },
  ],
  look: {
    en: 'Four runs a hundredth below and above their limits; in the stability plot the limits of Nesterov lie below 2.',
    zh: '四条轨迹分别在各自上限的下方与上方百分之一处；稳定性图中，Nesterov 的上限低于 2。',
  },
  question: { en: 'What does the limit become for μ close to 1?', zh: 'μ 接近 1 时，上限变成多少？' },
  answer: {
    en: '$4/3$. Still a finite room, while for the heavy ball it becomes 4.',
    zh: '$4/3$，余地仍然有限；而重球动量趋于 4。',
  },
  reading: [
    'Cohen et al. 2021, Gradient descent on neural networks typically occurs at the edge of stability, appendix B',
    'Sutskever, Martens, Dahl, Hinton 2013, On the importance of initialization and momentum in deep learning',
  ],
  claims: [
    {
      id: 'limit-half',
      text: { en: 'With momentum 0.5 the limit is 1.5 …', zh: '动量 0.5 时上限为 1.5……' },
      query: opening,
      quantity: 'limit[0]',
      expected: 1.5,
      tolerance: 1e-12,
    },
    {
      id: 'below',
      text: { en: '… a hundredth below it the run converges …', zh: '……在其下方百分之一处收敛……' },
      query: opening,
      quantity: 'loss[0] < 1e-30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'above',
      text: { en: '… a hundredth above it explodes.', zh: '……在其上方百分之一处发散。' },
      query: opening,
      quantity: 'loss[1] > 1e30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'limit',
      text: { en: 'With momentum 0.9 the limit is 1.357 …', zh: '动量 0.9 时上限为 1.357……' },
      query: opening,
      quantity: 'limit[2]',
      expected: 1.35714,
      tolerance: 0.00001,
    },
    {
      id: 'below-high',
      text: { en: '… below it the run converges …', zh: '……在其下方收敛……' },
      query: opening,
      quantity: 'loss[2] < 1e-30',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'above-high',
      text: { en: '… above it explodes.', zh: '……在其上方发散。' },
      query: opening,
      quantity: 'loss[3] > 1e30',
      expected: 1,
      tolerance: 0,
    },
  ],
};
