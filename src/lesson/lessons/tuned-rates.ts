import type { LessonContent } from '../types.ts';

const opening =
  'run=sgd&run=sgd,momentum:0.9&run=adam&steps=500&view=study&study=grid,measure:final&axis=lr,from:1e-5,to:10,n:61';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`"Adam is better than momentum" is no statement until it says at which rates, and how they were found. On Rosenbrock's valley, with 500 steps and 61 rates from $10^{-5}$ to $10$, the picture has two halves.

Tuned to the best of the 61, momentum ends at $1.2\cdot10^{-7}$ and beats Adam's $7.2\cdot10^{-6}$. But it had to be hit: of momentum's 61 rates, most diverge or end above where they began, while none of Adam's diverges. Whoever may try only a handful of rates is better off with Adam.`,
        zh: String.raw`“Adam 比动量好”，若不说明各用什么学习率、学习率如何选出，就算不上一个论断。在 Rosenbrock 山谷上走 500 步，从 $10^{-5}$ 到 $10$ 取 61 个学习率，结果有两面。

各取 61 个中的最佳，动量止于 $1.2\cdot10^{-7}$，胜过 Adam 的 $7.2\cdot10^{-6}$。但这需要命中：动量的 61 个学习率中大多数发散，而 Adam 没有一个发散。若只能试少数几个学习率，用 Adam 更稳妥。`,
      },
    },
    {
      query: 'run=sgd,lr:0.002,momentum:0.9&run=adam,lr:2&steps=500',
      text: {
        en: 'These are the two winners, on the same valley. The best rate of Adam is a thousand times that of momentum: a comparison at equal rates would have been decided before it began.',
        zh: '这是两者各自最佳的轨迹。Adam 的最佳学习率是动量的一千倍：若用相同的学习率比较，胜负在开始前就已定了。',
      },
    },
  ],
  look: {
    en: 'In the study: the width of the valley that each curve has around its best rate.',
    zh: '看研究图：每条曲线在最佳学习率附近的谷有多宽。',
  },
  question: {
    en: 'Which of the two would you take for a problem on which a single run takes a week?',
    zh: '如果一次训练要一周，你选哪一个？',
  },
  answer: {
    en: 'The one with the wide valley, Adam, since there will be few trials. With a budget for a hundred trials the order may turn round.',
    zh: '选谷更宽的 Adam，因为只能试很少几次。若预算允许上百次尝试，次序可能反过来。',
  },
  reading: [
    'Choi, Shallue, Nado, Lee, Maddison, Dahl 2019, On empirical comparisons of optimizers for deep learning',
    'Sivaprasad, Mai, Vogels, Jaggi, Fleuret 2020, Optimizer benchmarking needs to account for hyperparameter tuning',
  ],
  claims: [
    {
      id: 'momentum-best',
      text: { en: 'The best final loss of momentum is 1.2e-7 …', zh: '动量的最佳最终损失为 1.2e-7……' },
      query: opening,
      quantity: 'least[1]',
      expected: 1.15e-7,
      tolerance: 1e-9,
    },
    {
      id: 'adam-best',
      text: { en: '… that of Adam 7.2e-6.', zh: '……Adam 的为 7.2e-6。' },
      query: opening,
      quantity: 'least[2]',
      expected: 7.2e-6,
      tolerance: 5e-8,
    },
    {
      id: 'momentum-diverged',
      text: { en: 'Of the rates of momentum 61 % diverge …', zh: '动量的学习率中有 61 % 发散……' },
      query: opening,
      quantity: 'diverged[1]/trials[1]',
      expected: 0.607,
      tolerance: 0.001,
    },
    {
      id: 'adam-diverged',
      text: { en: '… of those of Adam none.', zh: '……Adam 的没有一个发散。' },
      query: opening,
      quantity: 'diverged[2]',
      expected: 0,
      tolerance: 0,
    },
    {
      id: 'ratio',
      text: {
        en: 'The best rate of Adam is 1000 times that of momentum.',
        zh: 'Adam 的最佳学习率是动量的 1000 倍。',
      },
      query: opening,
      quantity: 'least.lr[2]/least.lr[1]',
      expected: 1000,
      tolerance: 1e-6,
    },
  ],
};
