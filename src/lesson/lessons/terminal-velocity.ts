import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=3*x%2B0.5*y&start=0,0&run=sgd,lr:0.1&run=sgd,lr:0.1,momentum:0.9&run=sgd,lr:0.1,momentum:0.99&steps=100&window=-350,10,-60,10';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`On a plane that falls evenly the gradient $g$ never changes. The velocity $v_t = \mu v_{t-1} + g$ is then a geometric series,
$$v_t = g\,(1 + \mu + \mu^2 + \dots) = g\,\frac{1-\mu^t}{1-\mu},$$
like a ball that falls through air: it gains speed until friction balances gravity. With $\mu = 0.9$ the steps become $10$ times as long as those of gradient descent, with $\mu = 0.99$ a hundred times, but only after hundreds of steps.

So a momentum is also a learning rate: raising $\mu$ from $0.9$ to $0.99$ without dividing $\eta$ by ten is a tenfold step.`,
        zh: String.raw`在均匀倾斜的平面上，梯度 $g$ 始终不变，速度 $v_t = \mu v_{t-1} + g$ 是一个等比级数：
$$v_t = g\,(1 + \mu + \mu^2 + \dots) = g\,\frac{1-\mu^t}{1-\mu},$$
如同在空气中下落的球：速度增加，直到阻力与重力平衡。$\mu = 0.9$ 时，步长变为梯度下降的 $10$ 倍；$\mu = 0.99$ 时变为一百倍，但要几百步之后。

因此动量同时也是学习率：把 $\mu$ 从 $0.9$ 提到 $0.99$ 而不把 $\eta$ 除以十，就等于把步长放大十倍。`,
      },
    },
  ],
  look: {
    en: 'The realized rate: it climbs from the learning rate to ten times that, and then stays.',
    zh: '看实际学习率：从所设的学习率升到它的十倍，然后保持不变。',
  },
  question: {
    en: 'After how many steps does momentum 0.9 have half of its terminal velocity?',
    zh: '动量 0.9 需要多少步才达到极限速度的一半？',
  },
  answer: {
    en: String.raw`$1-0.9^t = 1/2$ gives $t = \ln 2/\ln(1/0.9) = 6.6$ steps. For 0.99 it is 69.`,
    zh: String.raw`由 $1-0.9^t = 1/2$ 得 $t = \ln 2/\ln(1/0.9) = 6.6$ 步；0.99 时为 69 步。`,
  },
  reading: [
    'Sutskever, Martens, Dahl, Hinton 2013, On the importance of initialization and momentum in deep learning',
  ],
  claims: [
    {
      id: 'ten',
      text: {
        en: 'With momentum 0.9 a step is 10 times as long after 100 steps.',
        zh: '动量 0.9 时，100 步后步长是 10 倍。',
      },
      query: opening,
      quantity: 'realized0[1]@100/0.1',
      expected: 10,
      tolerance: 0.001,
    },
    {
      id: 'half',
      text: { en: 'It is half-way there at step 7.', zh: '第 7 步达到一半。' },
      query: opening,
      quantity: 'first(realized0[1] > 0.5)',
      expected: 7,
      tolerance: 0,
    },
    {
      id: 'hundred',
      text: {
        en: 'With 0.99 it has only reached 63 of its 100 times after 100 steps.',
        zh: '动量 0.99 时，100 步后只达到 100 倍中的 63 倍。',
      },
      query: opening,
      quantity: 'realized0[2]@100/0.1',
      expected: 63.4,
      tolerance: 0.05,
    },
  ],
};
