import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:20,angle:0&run=adam,lr:0.1,eps:0,beta1:0,beta2:0.99&run=adam,lr:0.1,eps:0,beta1:0.5,beta2:0.99&run=adam,lr:0.1,eps:0,beta1:0.9,beta2:0.99&steps=4000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Adam's momentum is an average, $m \leftarrow \beta_1 m + (1-\beta_1) g$. An alternating gradient nearly cancels in it: what is left is $(1-\beta_1)/(1+\beta_1)$ of its size. So such a rule is stable up to
$$\text{rate}\times\text{curvature} < 2\cdot\frac{1+\beta_1}{1-\beta_1}:$$
$2$ without momentum, $6$ for $\beta_1 = 0.5$, and $38$ for the usual $0.9$.

Cohen and others found networks trained by Adam hovering about $38$. On a bowl one can watch it: the rates rise until the limit is passed, the run overshoots, the rates fall. With $\beta_1 = 0$ the mean over the later steps is $2.0$. With momentum the cycles are wide ones, beyond the limit and back, and the means lie near the limits, not on them: $6.5$ and $36$.`,
        zh: String.raw`Adam 的动量是平均，$m \leftarrow \beta_1 m + (1-\beta_1) g$。正负交替的梯度在其中几乎抵消，只剩其大小的 $(1-\beta_1)/(1+\beta_1)$。因此稳定的条件是
$$\text{学习率}\times\text{曲率} < 2\cdot\frac{1+\beta_1}{1-\beta_1}:$$
没有动量时为 $2$，$\beta_1 = 0.5$ 时为 $6$，常用的 $0.9$ 时为 $38$。

Cohen 等人发现，用 Adam 训练的网络在 $38$ 附近徘徊。在碗上可以直接观察：学习率上升直到越过上限，轨迹冲过头，学习率再回落。$\beta_1 = 0$ 时，后期的平均值为 $2.0$。有动量时循环的幅度很大，越过上限又退回，平均值在上限附近而不恰好等于它：$6.5$ 与 $36$。`,
      },
    },
  ],
  look: {
    en: 'The saw-teeth of the third run: slow climbs to beyond 38, sharp falls.',
    zh: '看第三条轨迹的锯齿：缓慢升过 38，再急剧回落。',
  },
  question: {
    en: 'Why may one not conclude that Adam takes steps 19 times as long as RMSprop?',
    zh: '为什么不能由此断定 Adam 的步子是 RMSprop 的 19 倍？',
  },
  answer: {
    en: 'The limit concerns rate times curvature where the gradient alternates. There the average m is 19 times smaller than the gradient, and the steps come out the same.',
    zh: '上限说的是梯度正负交替时的“学习率×曲率”。那时平均 m 比梯度小 19 倍，实际步长并无不同。',
  },
  reading: ['Cohen et al. 2022, Adaptive gradient methods at the edge of stability'],
  claims: [
    {
      id: 'limit',
      text: { en: 'The limit for β₁ = 0.9 is 38.', zh: 'β₁ = 0.9 时上限为 38。' },
      query: opening,
      quantity: 'limit[2]',
      expected: 38,
      tolerance: 1e-9,
    },
    {
      id: 'none',
      text: {
        en: 'Without momentum the mean over the steps 2000 to 4000 is 2.00.',
        zh: '没有动量时，第 2000 到 4000 步的平均为 2.00。',
      },
      query: opening,
      quantity: 'mean(preconditioned[0], 2000, 4000)',
      expected: 2,
      tolerance: 0.005,
    },
    {
      id: 'half',
      text: { en: 'With 0.5 it is 6.6, where the limit is 6.', zh: 'β₁ = 0.5 时为 6.6，上限是 6。' },
      query: opening,
      quantity: 'mean(preconditioned[1], 2000, 4000)',
      expected: 6.58,
      tolerance: 0.01,
    },
    {
      id: 'nine',
      text: { en: 'With 0.9 it is 36.9.', zh: 'β₁ = 0.9 时为 36.9。' },
      query: opening,
      quantity: 'mean(preconditioned[2], 2000, 4000)',
      expected: 36.9,
      tolerance: 0.1,
    },
    {
      id: 'beyond',
      text: { en: 'On the way it goes beyond the limit, to 53.', zh: '途中会越过上限，到 53。' },
      query: opening,
      quantity: 'most(preconditioned[2], 1000, 2000)',
      expected: 53.5,
      tolerance: 0.1,
    },
  ],
};
