import type { LessonContent } from '../types.ts';

const opening =
  'run=adam,lr:0.1,label:one%20after%20the%20other~warmup,steps:50,wait:1~cosine,steps:450&run=adam,lr:0.1,label:multiplied~warmup,steps:50~cosine,steps:500&steps=500';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`A schedule that is found in most large trainings: the rate rises linearly over the first updates, since Adam's estimates are not to be trusted yet, and then falls along half a cosine,
$$\eta_t = \eta_{\min} + \tfrac12(\eta-\eta_{\min})\Bigl(1+\cos\frac{\pi t}{T}\Bigr).$$

There are two ways to combine them, and codes differ. *One after the other* (PyTorch's SequentialLR, wait:1 here): the cosine begins when the warm-up is over, and the full rate is reached. *Multiplied* (chained schedulers): the cosine has been falling meanwhile, and the peak is $2.4\,\%$ lower. It matters little here; with a warm-up that is a third of the training it would matter a lot.`,
        zh: String.raw`大多数大型训练都用这样的调度：最初若干次更新中学习率线性上升（此时 Adam 的估计还不可靠），随后沿半个余弦下降，
$$\eta_t = \eta_{\min} + \tfrac12(\eta-\eta_{\min})\Bigl(1+\cos\frac{\pi t}{T}\Bigr).$$

两者有两种组合方式，各家代码并不相同。*先后进行*（PyTorch 的 SequentialLR，这里的 wait:1）：预热结束后余弦才开始，能达到完整的学习率。*相乘*（链式调度）：余弦在预热期间已经开始下降，峰值低 $2.4\,\%$。在这里影响不大；若预热占训练的三分之一，影响就大了。`,
      },
    },
  ],
  look: {
    en: 'The two learning rates at step 51: the tip of the one, the blunter top of the other.',
    zh: '第 51 步的两条学习率：一条达到尖峰，另一条略低。',
  },
  question: {
    en: 'What would the multiplied peak be with a warm-up over 250 of the 500 updates?',
    zh: '若预热占 500 次更新中的 250 次，相乘方式的峰值是多少？',
  },
  answer: {
    en: 'At most half of the rate, since the cosine is at one half by then.',
    zh: '最多约一半，因为那时余弦已降到一半。',
  },
  reading: [
    'Goyal et al. 2017, section 2.2',
    'Loshchilov, Hutter 2017, SGDR: stochastic gradient descent with warm restarts',
  ],
  claims: [
    {
      id: 'sequential',
      text: { en: 'One after the other, the rate reaches 0.1 …', zh: '先后进行时，学习率达到 0.1……' },
      query: opening,
      quantity: 'most(lr[0])',
      expected: 0.1,
      tolerance: 0,
    },
    {
      id: 'when',
      text: { en: '… at update 51.', zh: '……在第 51 次更新。' },
      query: opening,
      quantity: 'first(lr[0] > 0.0999999)',
      expected: 51,
      tolerance: 0,
    },
    {
      id: 'multiplied',
      text: { en: 'Multiplied, it reaches only 0.0976.', zh: '相乘时只到 0.0976。' },
      query: opening,
      quantity: 'most(lr[1])',
      expected: 0.09755,
      tolerance: 0.00001,
    },
    {
      id: 'start',
      text: { en: 'Both begin at a tenth of the rate.', zh: '两者都从学习率的十分之一开始。' },
      query: opening,
      quantity: 'lr[0]@1',
      expected: 0.01,
      tolerance: 1e-15,
    },
  ],
};
