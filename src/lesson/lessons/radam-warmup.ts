import type { LessonContent } from '../types.ts';

const opening = 'surface=custom&f=3*x&start=0&run=adam,lr:0.001&run=radam,lr:0.001&steps=100';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Bias correction mends the mean of Adam's $v$, not its variance. After one step $\hat v$ is a single squared gradient, and $1/\sqrt{\hat v}$ can be anything. RAdam estimates how many gradients $v$ is worth, $\rho_t$, and multiplies the step by
$$r_t = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho_t}}.$$
As long as $\rho_t \le 5$ it does not divide at all: with $\beta_2 = 0.999$ the first five updates are momentum at the rate $\eta$, with the gradient's own length (here $3$). With the sixth the division begins, at $2.6\,\%$ of Adam's step, and grows from there: a warm-up that nobody has to tune.`,
        zh: String.raw`偏差修正校正的是 Adam 中 $v$ 的均值，而不是方差。一步之后 $\hat v$ 只是一个梯度的平方，$1/\sqrt{\hat v}$ 可以是任何值。RAdam 估计 $v$ 相当于多少个梯度，记为 $\rho_t$，并把步子乘以
$$r_t = \sqrt{\frac{(\rho_t-4)(\rho_t-2)\,\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\,\rho_t}}.$$
只要 $\rho_t \le 5$，就完全不做除法：$\beta_2 = 0.999$ 时，前五次更新就是学习率为 $\eta$ 的动量，步长正比于梯度本身（这里为 $3$）。从第六次开始做除法，起初只有 Adam 步长的 $2.6\,\%$，之后逐渐增大：一种无需调节的预热。`,
      },
    },
  ],
  look: {
    en: "The effective rate of RAdam: high for five steps, then a fall by a factor of more than a hundred, then a slow rise to Adam's.",
    zh: '看 RAdam 的有效学习率：前五步较高，随后骤降一百多倍，再缓慢升到 Adam 的水平。',
  },
  question: { en: 'Why can the first five steps be a trap?', zh: '为什么前五步可能是陷阱？' },
  answer: {
    en: "They are gradient steps at a rate chosen for Adam. Where gradients are large, they are too long: here each is three times Adam's.",
    zh: '它们是用为 Adam 选的学习率做的梯度步。梯度大时步子就太长：这里每步是 Adam 的三倍。',
  },
  reading: ['Liu et al. 2020, On the variance of the adaptive learning rate and beyond'],
  claims: [
    {
      id: 'five',
      text: {
        en: 'The fifth update still uses the rate 0.001 itself …',
        zh: '第五次更新仍直接使用学习率 0.001……',
      },
      query: opening,
      quantity: 'rate0[1]@5',
      expected: 0.001,
      tolerance: 1e-15,
    },
    {
      id: 'three',
      text: { en: "… 3 times Adam's, as the gradient is 3.", zh: '……是 Adam 的 3 倍，因为梯度是 3。' },
      query: opening,
      quantity: 'rate0[1]@5/rate0[0]@5',
      expected: 3,
      tolerance: 0.00001,
    },
    {
      id: 'sixth',
      text: { en: "The sixth has 0.0258 of Adam's rate.", zh: '第六次只有 Adam 学习率的 0.0258。' },
      query: opening,
      quantity: 'rate0[1]@6/rate0[0]@6',
      expected: 0.0258,
      tolerance: 0.00005,
    },
  ],
};
