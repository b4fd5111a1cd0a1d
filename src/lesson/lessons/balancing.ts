import type { LessonContent } from '../types.ts';

const opening =
  'surface=factorisation&start=4,1&run=sgd,lr:0.02&run=sgd,lr:0.05&run=sgd,lr:0.08&run=sgd,lr:0.1&run=sgd,lr:0.12&run=sgd,lr:0.15&steps=2000&window=-1,5,-1,3';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`To factor the number $1$ into $xy$, minimize $(xy-1)^2$. There are many solutions: $1\cdot1$, but also $4\cdot\tfrac14$. On the valley $xy = 1$ the curvature is $2(x^2+y^2)$, smallest where the factors are equal.

A small step keeps $x^2-y^2$ almost as it was; the solution stays unbalanced. A large one cannot rest where $\eta\cdot2(x^2+y^2) > 2$, so that it ends with
$$x^2+y^2 < \frac1\eta.$$
From one start the final $x^2+y^2$ is $14.9$, $13.3$, $4.84$, $2.50$, $2.07$ as the rate grows from $0.02$ to $0.12$. The learning rate chooses among solutions of equal loss.`,
        zh: String.raw`要把数 $1$ 分解为 $xy$，就最小化 $(xy-1)^2$。解有很多：$1\cdot1$，也有 $4\cdot\tfrac14$。在山谷 $xy = 1$ 上曲率为 $2(x^2+y^2)$，两个因子相等时最小。

小步子几乎保持 $x^2-y^2$ 不变，解依旧不平衡。大步子无法停在 $\eta\cdot2(x^2+y^2) > 2$ 的地方，所以最终
$$x^2+y^2 < \frac1\eta.$$
从同一起点出发，学习率从 $0.02$ 增到 $0.12$，最终的 $x^2+y^2$ 依次为 $14.9$、$13.3$、$4.84$、$2.50$、$2.07$。学习率在损失相同的解之间做出了选择。`,
      },
    },
  ],
  look: {
    en: 'Six ends along one valley, the larger the rate the nearer to the diagonal.',
    zh: '同一山谷上的终点：学习率越大，越接近对角线。',
  },
  question: {
    en: 'The rate 0.02 would allow $x^2+y^2$ up to 50. Why does it end at 14.9?',
    zh: '学习率 0.02 允许 $x^2+y^2$ 达到 50，为什么终止于 14.9？',
  },
  answer: {
    en: 'Because it starts at 17 and is stable from the first step: it follows the gradient to the nearest point of the valley.',
    zh: '因为起点是 17，从第一步起就稳定，它只是沿梯度走到山谷最近的点。',
  },
  reading: [
    'Wang, Chen, Zhao, Tao 2022, Large learning rate tames homogeneity: convergence and balancing effect',
  ],
  claims: [
    {
      id: 'a',
      text: { en: 'At 0.02 x² + y² ends at 14.9 …', zh: '学习率 0.02 时 x² + y² 终止于 14.9……' },
      query: opening,
      quantity: 'theta0[0]^2 + theta1[0]^2',
      expected: 14.9,
      tolerance: 0.05,
    },
    {
      id: 'b',
      text: { en: '… at 0.05 at 13.3 …', zh: '……0.05 时为 13.3……' },
      query: opening,
      quantity: 'theta0[1]^2 + theta1[1]^2',
      expected: 13.3,
      tolerance: 0.05,
    },
    {
      id: 'c',
      text: { en: '… at 0.08 at 4.84 …', zh: '……0.08 时为 4.84……' },
      query: opening,
      quantity: 'theta0[2]^2 + theta1[2]^2',
      expected: 4.84,
      tolerance: 0.005,
    },
    {
      id: 'd',
      text: { en: '… at 0.1 at 2.50 …', zh: '……0.1 时为 2.50……' },
      query: opening,
      quantity: 'theta0[3]^2 + theta1[3]^2',
      expected: 2.5,
      tolerance: 0.005,
    },
    {
      id: 'e',
      text: { en: '… at 0.12 at 2.07.', zh: '……0.12 时为 2.07。' },
      query: opening,
      quantity: 'theta0[4]^2 + theta1[4]^2',
      expected: 2.07,
      tolerance: 0.005,
    },
    {
      id: 'f',
      text: { en: 'At 0.15 the run diverges.', zh: '学习率 0.15 时发散。' },
      query: opening,
      quantity: 'diverged[5]',
      expected: 1,
      tolerance: 0,
    },
  ],
};
