import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=x%5E2%2B2*y%5E2&start=-5,-2&run=sgd,lr:0.1,label:constant~noise,sigma:1&run=sgd,lr:0.1,label:exponential~noise,sigma:1~exponential,gamma:0.9048374180359595&run=sgd,lr:0.1,label:1/t~noise,sigma:1~inverse-time,k:0.1&steps=1000&window=-6,2,-4,2';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Under noise a constant rate hovers, so let it fall. How fast? Robbins and Monro asked for two things,
$$\sum_t \eta_t = \infty,\qquad \sum_t \eta_t^2 < \infty:$$
the steps must be able to reach any distance, and the noise that they let in must stay finite.

$\eta_t = 0.1\,e^{-0.1 t}$ breaks the first: all its steps add up to about $10\eta$, and the run stops on the way, at a mean distance of $0.54$. A constant rate breaks the second: it stays at $0.17$ or so for ever. $0.1/(1+0.1t)$ keeps both, and after 1000 steps is at $0.020$.`,
        zh: String.raw`有噪声时恒定学习率只会徘徊，那就让它下降。降多快？Robbins 与 Monro 提出两个条件，
$$\sum_t \eta_t = \infty,\qquad \sum_t \eta_t^2 < \infty:$$
步子之和要能走到任意远，而放进来的噪声总量要有限。

$\eta_t = 0.1\,e^{-0.1 t}$ 违反第一条：所有步子加起来只有约 $10\eta$，轨迹停在半路，平均距离 $0.54$。恒定学习率违反第二条：永远停留在约 $0.17$。$0.1/(1+0.1t)$ 两条都满足，1000 步后到 $0.020$。`,
      },
    },
  ],
  look: {
    en: 'The paths: one buzzes about the minimum, one freezes short of it, one settles.',
    zh: '看三条轨迹：一条在极小值周围嗡嗡打转，一条冻结在途中，一条安定下来。',
  },
  question: {
    en: String.raw`Is $\eta_t \propto 1/\sqrt t$ allowed by the two conditions?`,
    zh: String.raw`$\eta_t \propto 1/\sqrt t$ 满足这两个条件吗？`,
  },
  answer: {
    en: String.raw`No: $\sum 1/t$ diverges, if only just. It is used all the same, with averaged iterates, and Adagrad has it built in.`,
    zh: String.raw`不满足：$\sum 1/t$ 发散（只差一点）。但它仍被使用，通常配合迭代平均；Adagrad 则内置了它。`,
  },
  reading: [
    'Robbins, Monro 1951, A stochastic approximation method',
    'Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.4 (Stochastic Gradient Descent)',
  ],
  claims: [
    {
      id: 'constant',
      text: {
        en: 'At the constant rate the mean distance over 20 seeds is 0.198 after 50 steps.',
        zh: '恒定学习率下，50 步后 20 个种子的平均距离为 0.198。',
      },
      query: opening,
      quantity: 'seeds(20, sqrt(theta0[0]@50^2 + theta1[0]@50^2))',
      expected: 0.198,
      tolerance: 0.0005,
    },
    {
      id: 'exponential',
      text: {
        en: 'With exponential decay it is 0.539 after 1000 steps.',
        zh: '指数衰减时，1000 步后为 0.539。',
      },
      query: opening,
      quantity: 'seeds(20, sqrt(theta0[1]^2 + theta1[1]^2))',
      expected: 0.539,
      tolerance: 0.0005,
    },
    {
      id: 'inverse',
      text: { en: 'With 1/(1 + 0.1t) it is 0.020.', zh: '按 1/(1 + 0.1t) 衰减时为 0.020。' },
      query: opening,
      quantity: 'seeds(20, sqrt(theta0[2]^2 + theta1[2]^2))',
      expected: 0.0203,
      tolerance: 0.00005,
    },
  ],
};
