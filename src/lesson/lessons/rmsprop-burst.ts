import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:100,angle:0&start=-2.5,1&run=rmsprop,lr:0.01,alpha:0.9,eps:0&steps=400';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Hung-yi Lee shows a run of RMSprop that walks quietly along a valley and then suddenly shoots up its wall. Here is the same on a bowl with curvatures $1$ and $100$, with $\varepsilon = 0$.

The steep $y$ is finished first. Its gradient all but vanishes, and with it the average of its squares, $v \leftarrow 0.9\,v$: the rate $\eta/\sqrt v$ grows by $5\,\%$ in every step. At step 170 rate times curvature passes $2$. Until then $y$ has fallen to $2\cdot10^{-21}$; from then on it overshoots and grows, unseen at first, then to $0.02$ soon after. Now $v$ fills up, the rate drops, and it begins again.`,
        zh: String.raw`李宏毅展示过这样一条 RMSprop 轨迹：安静地沿山谷走，然后突然冲上谷壁。这里在曲率为 $1$ 与 $100$ 的碗上重现，取 $\varepsilon = 0$。

陡的 $y$ 先收敛。它的梯度几乎消失，梯度平方的平均也随之衰减，$v \leftarrow 0.9\,v$：学习率 $\eta/\sqrt v$ 每步增大 $5\,\%$，到第 170 步，学习率乘以曲率超过 $2$。此前 $y$ 已降到 $2\cdot10^{-21}$；此后它不断冲过头而增大，起初看不见，不久就到 $0.02$。这时 $v$ 回升，学习率下降，一切重新开始。`,
      },
    },
  ],
  look: {
    en: 'The effective rate of y, on its logarithmic axis: a straight climb, then a sudden fall at the burst.',
    zh: '看 y 的有效学习率（对数坐标）：直线上升，爆发时骤降。',
  },
  question: { en: 'What would ε = 1e-8 change?', zh: '取 ε = 1e-8 会有什么不同？' },
  answer: {
    en: String.raw`It bounds the rate at $\eta/\varepsilon = 10^6$, far above the limit $2/100$: nothing, here. An ε large enough to prevent the burst, 0.5, would also make RMSprop gradient descent.`,
    zh: String.raw`它把学习率限制在 $\eta/\varepsilon = 10^6$ 以内，远高于上限 $2/100$，所以在这里毫无作用。大到足以防止爆发的 ε（如 0.5）会使 RMSprop 变成梯度下降。`,
  },
  reading: [
    '李宏毅, 机器学习 (2021/2022), 自动调整学习速率',
    'Cohen et al. 2022, Adaptive gradient methods at the edge of stability',
  ],
  claims: [
    {
      id: 'falls',
      text: { en: 'By step 169 y has fallen to 2e-21.', zh: '到第 169 步，y 已降到 2e-21。' },
      query: opening,
      quantity: 'abs(theta1@169)',
      expected: 1.967e-21,
      tolerance: 1e-23,
    },
    {
      id: 'returns',
      text: { en: 'Afterwards it returns to 2e-2: a factor of 1e19.', zh: '之后又回到 2e-2，相差 1e19 倍。' },
      query: opening,
      quantity: 'most(abs(theta1), 170, 400)',
      expected: 0.0196,
      tolerance: 0.0005,
    },
    {
      id: 'passes',
      text: { en: 'Rate times curvature passes 2 at step 170.', zh: '学习率乘以曲率在第 170 步超过 2。' },
      query: opening,
      quantity: 'first(rate1*100 > 2)',
      expected: 170,
      tolerance: 0,
    },
    {
      id: 'growth',
      text: {
        en: 'On the way its rate grows by 5.4 % a step: 1/√0.9.',
        zh: '途中它的学习率每步增大 5.4 %，即 1/√0.9。',
      },
      query: opening,
      quantity: 'rate1@150/rate1@149',
      expected: 1.0541,
      tolerance: 0.0001,
    },
  ],
};
