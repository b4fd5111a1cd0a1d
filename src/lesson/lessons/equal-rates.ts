import type { LessonContent } from '../types.ts';

const opening =
  'run=sgd,lr:0.001&run=sgd,lr:0.001,momentum:0.9&run=adagrad,lr:0.001&run=rmsprop,lr:0.001&run=adam,lr:0.001&steps=500';
const second =
  'run=sgd,lr:0.002&run=sgd,lr:0.002,momentum:0.9&run=adagrad,lr:2&run=rmsprop,lr:0.25&run=adam,lr:2&steps=500';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: `Galleries of optimizers often give every method the same learning rate, and rank them by the picture. Here all have $0.001$ on Rosenbrock's function. Momentum wins by three orders of magnitude; Adagrad, RMSprop and Adam have hardly left.

No wonder: $0.001$ is a *factor of the gradient* for the first two, which is $163$ long at the start, and a *length* for the others, which need $500$ steps for half a unit.`,
        zh: `优化器的“画廊”常给所有方法相同的学习率，再按图排名。这里在 Rosenbrock 函数上全部取 $0.001$：动量领先三个数量级，Adagrad、RMSprop、Adam 几乎没动。

这不奇怪：对前两者，$0.001$ 是*梯度的倍数*，而起点的梯度长 $163$；对后三者，它是*长度*，走半个单位就要 $500$ 步。`,
      },
    },
    {
      query: second,
      text: {
        en: "Now each at about the best of 61 rates. Adagrad's and Adam's are $1000$ times those of the first two, and the order is another one: Adam is second only to momentum. RMSprop never settles at a constant rate: it ends at $0.0007$ here, but its mean loss over the last hundred steps is $5$, and at the rate $0.26$ it would have ended at $21$. Which of these is its place? Even an honest order is one for a surface, a start and a number of steps.",
        zh: '现在各取 61 个学习率中大致最佳的一个。Adagrad 与 Adam 的是前两者的 $1000$ 倍，名次也变了：Adam 仅次于动量。RMSprop 在恒定学习率下无法安定：这里终止于 $0.0007$，但最后一百步的平均损失是 $5$；若学习率取 $0.26$，会终止于 $21$。它该排第几？即使公正的名次，也只属于某一个表面、某个起点和某种步数。',
      },
    },
  ],
  look: {
    en: 'The two pictures one after the other: same start, same steps, same methods.',
    zh: '先后看两幅图：起点、步数、方法都相同。',
  },
  question: {
    en: 'What would have to be said with such a picture so that it could be checked?',
    zh: '这样的图要附上什么说明，才能被检验？',
  },
  answer: {
    en: 'The function, the start, the number of steps, every hyper-parameter, how each rate was chosen from which range, and by what it was judged. In other words: its link, and its study.',
    zh: '函数、起点、步数、所有超参数、各学习率从什么范围如何选出、以什么标准评判。换言之：它的链接和它的研究。',
  },
  reading: [
    'Choi et al. 2019, On empirical comparisons of optimizers for deep learning',
    'pytorch-optimizer, issue 219 (on comparing optimizers by their default rates)',
  ],
  claims: [
    {
      id: 'momentum',
      text: { en: 'At 0.001 momentum ends at 0.0044 …', zh: '学习率 0.001 时，动量终止于 0.0044……' },
      query: opening,
      quantity: 'loss[1]',
      expected: 0.00443,
      tolerance: 0.00001,
    },
    {
      id: 'adam',
      text: { en: '… Adam at 5.9 …', zh: '……Adam 终止于 5.9……' },
      query: opening,
      quantity: 'loss[4]',
      expected: 5.868,
      tolerance: 0.001,
    },
    {
      id: 'adagrad',
      text: { en: '… Adagrad at 7.1.', zh: '……Adagrad 终止于 7.1。' },
      query: opening,
      quantity: 'loss[2]',
      expected: 7.143,
      tolerance: 0.001,
    },
    {
      id: 'adam-own',
      text: {
        en: 'At rates of their own Adam ends below gradient descent …',
        zh: '各取适合的学习率时，Adam 的损失低于梯度下降……',
      },
      query: second,
      quantity: 'loss[4] < loss[0]',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'momentum-own',
      text: { en: '… and momentum below Adam.', zh: '……动量又低于 Adam。' },
      query: second,
      quantity: 'loss[1] < loss[4]',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'rmsprop-end',
      text: { en: 'RMSprop at 0.25 ends at 0.0007 …', zh: '学习率 0.25 的 RMSprop 终止于 0.0007……' },
      query: second,
      quantity: 'loss[3]',
      expected: 0.0007,
      tolerance: 0.00001,
    },
    {
      id: 'rmsprop-mean',
      text: { en: '… but its mean over the last hundred steps is 5.0.', zh: '……但最后一百步的平均为 5.0。' },
      query: second,
      quantity: 'mean(loss[3], 400, 500)',
      expected: 5.04,
      tolerance: 0.005,
    },
  ],
};
