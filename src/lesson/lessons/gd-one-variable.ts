import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=x%5E2&start=10&run=sgd,lr:0.2&run=sgd,lr:0.05&run=sgd,lr:1.1&steps=10&window=-11,11';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Gradient descent walks downhill: it subtracts the slope, times a number $\eta$ that we choose,
$$x_{t+1} = x_t - \eta\, f'(x_t).$$
On $f(x) = x^2$ the slope is $2x$, so every step multiplies $x$ by the same factor, $x_{t+1} = (1 - 2\eta)\,x_t$, and after $t$ steps $x_t = (1-2\eta)^t x_0$. Nothing about this course is easier to compute, and almost everything in it is already here.

With $\eta = 0.2$ the factor is $0.6$ and ten steps bring 10 to 0.06. With $\eta = 0.05$ it is $0.9$: the same ten steps get only to 3.49. With $\eta = 1.1$ it is $-1.2$: each step lands on the other side, further out than before.`,
        zh: String.raw`梯度下降就是往下坡走：减去斜率乘以我们选定的一个数 $\eta$，
$$x_{t+1} = x_t - \eta\, f'(x_t).$$
在 $f(x) = x^2$ 上斜率是 $2x$，每一步都把 $x$ 乘以同一个因子，$x_{t+1} = (1 - 2\eta)\,x_t$，走 $t$ 步后 $x_t = (1-2\eta)^t x_0$。这是本课程里最容易算的例子，而几乎所有现象都已在其中。

$\eta = 0.2$ 时因子是 $0.6$，十步把 10 变为 0.06；$\eta = 0.05$ 时因子是 $0.9$，同样十步只走到 3.49；$\eta = 1.1$ 时因子是 $-1.2$，每一步都跳到另一侧，而且比之前更远。`,
      },
    },
  ],
  look: {
    en: 'Watch the three points side by side: one glides in, one has hardly begun, one jumps from wall to wall and climbs.',
    zh: '并排观察三个点：一个平稳滑向谷底，一个几乎还没出发，一个在两壁之间来回跳并越跳越高。',
  },
  question: {
    en: String.raw`For which $\eta$ does a single step reach the minimum, and from which $\eta$ on does gradient descent no longer converge on $x^2$?`,
    zh: String.raw`$\eta$ 取多少时一步就到达最小值？从多大的 $\eta$ 开始，梯度下降在 $x^2$ 上不再收敛？`,
  },
  answer: {
    en: String.raw`The factor $1-2\eta$ is 0 for $\eta = 1/2$: one step. It is $-1$ for $\eta = 1$, where $x$ jumps between $10$ and $-10$ for ever; beyond that it grows. In general the best rate is $1/f''$ and the limit $2/f''$.`,
    zh: String.raw`$\eta = 1/2$ 时因子 $1-2\eta$ 为 0，一步到位。$\eta = 1$ 时因子为 $-1$，$x$ 永远在 $10$ 与 $-10$ 之间跳；再大就发散。一般地，最佳学习率是 $1/f''$，上限是 $2/f''$。`,
  },
  reading: ['Zhang, Lipton, Li, Smola 2023, Dive into Deep Learning, section 12.3 (Gradient Descent)'],
  claims: [
    {
      id: 'good',
      text: {
        en: 'At the rate 0.2, ten steps on x² bring x from 10 to 0.0605.',
        zh: '学习率 0.2 时，在 x² 上走十步，x 从 10 降到 0.0605。',
      },
      query: opening,
      quantity: 'theta0[0]@10',
      expected: 0.060466,
      tolerance: 5e-7,
    },
    {
      id: 'low',
      text: { en: 'At 0.05 they only get to 3.487.', zh: '学习率 0.05 时只到 3.487。' },
      query: opening,
      quantity: 'theta0[1]@10',
      expected: 3.486784,
      tolerance: 5e-7,
    },
    {
      id: 'high',
      text: { en: 'At 1.1 they lead away, to 61.9.', zh: '学习率 1.1 时越走越远，到 61.9。' },
      query: opening,
      quantity: 'theta0[2]@10',
      expected: 61.917364,
      tolerance: 5e-7,
    },
  ],
};
