import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0*x%2B0*y&start=1,1&run=adam,lr:0.01,weightDecay:0.1,label:Adam%200.1&run=adam,lr:0.01,weightDecay:0.001,label:Adam%200.001&run=adamw,lr:0.01,weightDecay:0.1,label:AdamW%200.1&run=adamw,lr:0.01,weightDecay:0.001,label:AdamW%200.001&steps=50';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Here the loss is 0 everywhere: only weight decay moves the weights. Written as an $L_2$ penalty it adds $\lambda\theta$ to the gradient, and Adam then divides by $\sqrt{\hat v}$, which is just as large as what was added. The $\lambda$ cancels,
$$\frac{\lambda\theta}{\sqrt{(\lambda\theta)^2}} = \pm 1,$$
and the weight shrinks by $\eta$ a step whether $\lambda$ is $0.1$ or $0.001$.

AdamW decouples the two: first $\theta \leftarrow (1-\eta\lambda)\,\theta$, then Adam's step without a penalty. After $t$ steps $\theta = (1-\eta\lambda)^t$, and $\lambda$ means something again.`,
        zh: String.raw`这里的损失处处为 0，只有权重衰减在移动权重。若写成 $L_2$ 惩罚，它给梯度加上 $\lambda\theta$；而 Adam 再除以 $\sqrt{\hat v}$，其大小正好与所加的一样。于是 $\lambda$ 被约掉：
$$\frac{\lambda\theta}{\sqrt{(\lambda\theta)^2}} = \pm 1,$$
无论 $\lambda$ 是 $0.1$ 还是 $0.001$，权重每步都缩小约 $\eta$。

AdamW 把两者解耦：先 $\theta \leftarrow (1-\eta\lambda)\,\theta$，再做不带惩罚的 Adam 一步。$t$ 步之后 $\theta = (1-\eta\lambda)^t$，$\lambda$ 又有了意义。`,
      },
    },
  ],
  look: {
    en: 'The two runs of Adam lie on each other; the two of AdamW do not.',
    zh: 'Adam 的两条轨迹重合；AdamW 的两条则分开。',
  },
  question: {
    en: "In training there is a loss too. Which weights does Adam's penalty then decay least?",
    zh: '真实训练中还有损失的梯度。此时 Adam 的 $L_2$ 惩罚对哪些权重衰减得最少？',
  },
  answer: {
    en: String.raw`Those with large gradients: their $\sqrt{\hat v}$ is large and divides the penalty too. Decoupled decay treats all weights alike.`,
    zh: String.raw`梯度大的权重：它们的 $\sqrt{\hat v}$ 大，连惩罚也一起被除小。解耦的权重衰减则对所有权重一视同仁。`,
  },
  reading: ['Loshchilov, Hutter 2019, Decoupled weight decay regularization'],
  claims: [
    {
      id: 'adam',
      text: {
        en: 'After 50 steps Adam is at 0.5368 with a decay of 0.1 …',
        zh: '50 步之后，衰减系数为 0.1 的 Adam 在 0.5368……',
      },
      query: opening,
      quantity: 'theta0[0]@50',
      expected: 0.5368,
      tolerance: 5e-5,
    },
    {
      id: 'adam-forgets',
      text: { en: '… and at 0.5368 with one of 0.001.', zh: '……衰减系数为 0.001 的也在 0.5368。' },
      query: opening,
      quantity: 'theta0[1]@50',
      expected: 0.5368,
      tolerance: 5e-5,
    },
    {
      id: 'adamw',
      text: {
        en: 'AdamW is at 0.9512 = (1 − 0.01·0.1)⁵⁰ …',
        zh: 'AdamW 在 0.9512 = (1 − 0.01·0.1)⁵⁰……',
      },
      query: opening,
      quantity: 'theta0[2]@50 - (1 - 0.01*0.1)^50',
      expected: 0,
      tolerance: 1e-12,
    },
    {
      id: 'adamw-small',
      text: { en: '… and at 0.9995 with 0.001.', zh: '……衰减系数 0.001 时在 0.9995。' },
      query: opening,
      quantity: 'theta0[3]@50',
      expected: 0.9995,
      tolerance: 5e-5,
    },
  ],
};
