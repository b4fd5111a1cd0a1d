import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=3*x%2B0.5*y&start=0,0&run=lion,lr:0.01&run=adam,lr:0.01&run=sgd,lr:0.01&steps=100&window=-4,0.5,-4,0.5';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Take the idea of Adagrad and RMSprop to its end: if the size of the gradient is divided away, only its sign is left. Lion does so at once,
$$\theta \leftarrow \theta - \eta\,\operatorname{sign}\bigl(\beta_1 m + (1-\beta_1) g\bigr),$$
and every coordinate moves by exactly $\eta$ in every step. Adam does it by division: under a steady gradient $\hat m/\sqrt{\hat v} = \pm 1$ too. On a tilted plane the two are one.

They differ where gradients are noisy. There $|\hat m| < \sqrt{\hat v}$ and Adam's steps become shorter, the more so the noisier the gradient; Lion's stay as long as they are, which is why its $\eta$ is chosen some three to ten times smaller.`,
        zh: String.raw`把 Adagrad 与 RMSprop 的思想推到极致：既然梯度的大小被除掉，剩下的只有符号。Lion 直接这样做：
$$\theta \leftarrow \theta - \eta\,\operatorname{sign}\bigl(\beta_1 m + (1-\beta_1) g\bigr),$$
每个坐标每步恰好移动 $\eta$。Adam 则通过除法：在稳定的梯度下也有 $\hat m/\sqrt{\hat v} = \pm 1$。在倾斜的平面上，两者完全一样。

差别出现在梯度带噪声时：此时 $|\hat m| < \sqrt{\hat v}$，噪声越大，Adam 的步子越短；Lion 的步长不变，所以它的 $\eta$ 通常要小三到十倍。`,
      },
    },
  ],
  look: {
    en: 'The paths of Lion and Adam, one over the other along the diagonal; gradient descent goes where it is steep.',
    zh: 'Lion 与 Adam 的轨迹沿对角线重合；梯度下降则走向陡的方向。',
  },
  question: {
    en: 'Can a sign method converge to a minimum at a constant rate?',
    zh: '恒定学习率下，符号方法能收敛到极小值吗？',
  },
  answer: {
    en: String.raw`No: its last step is as long as its first. It ends up jumping about the minimum at a distance of about $\eta$, so the rate has to fall to zero.`,
    zh: String.raw`不能：最后一步与第一步一样长，最终会在距极小值约 $\eta$ 处来回跳，所以学习率必须降到零。`,
  },
  reading: [
    'Chen et al. 2023, Symbolic discovery of optimization algorithms',
    'Balles, Hennig 2018, Dissecting Adam: the sign, magnitude and variance of stochastic gradients',
  ],
  claims: [
    {
      id: 'lion-x',
      text: { en: 'Lion moves x by the rate, 0.01 …', zh: 'Lion 每步把 x 移动一个学习率，0.01……' },
      query: opening,
      quantity: 'abs(theta0[0]@50 - theta0[0]@49)',
      expected: 0.01,
      tolerance: 1e-12,
    },
    {
      id: 'lion-y',
      text: { en: '… and y, which is six times flatter, as well.', zh: '……坡度小六倍的 y 也是。' },
      query: opening,
      quantity: 'abs(theta1[0]@50 - theta1[0]@49)',
      expected: 0.01,
      tolerance: 1e-12,
    },
    {
      id: 'adam',
      text: { en: 'Adam is at the same place after 100 steps.', zh: '100 步后 Adam 在同一位置。' },
      query: opening,
      quantity: 'theta0[1]@100/theta0[0]@100',
      expected: 1,
      tolerance: 1e-6,
    },
    {
      id: 'sgd',
      text: {
        en: 'Gradient descent has come 6 times as far in x as in y.',
        zh: '梯度下降在 x 方向走得是 y 方向的 6 倍。',
      },
      query: opening,
      quantity: 'theta0[2]@100/theta1[2]@100',
      expected: 6,
      tolerance: 1e-9,
    },
  ],
};
