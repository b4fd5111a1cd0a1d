import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=(1.5-x%2Bx*y)%5E2%2B(2.25-x%2Bx*y%5E2)%5E2%2B(2.625-x%2Bx*y%5E3)%5E2&start=1,1.5&run=adam,lr:0.05,eps:0&run=rmsprop,lr:0.01,eps:0&run=adagrad,lr:0.5,eps:0&run=sgd,lr:0.001&steps=100';
const second =
  'surface=custom&f=1024*((1.5-x%2Bx*y)%5E2%2B(2.25-x%2Bx*y%5E2)%5E2%2B(2.625-x%2Bx*y%5E3)%5E2)&start=1,1.5&run=adam,lr:0.05,eps:0&run=rmsprop,lr:0.01,eps:0&run=adagrad,lr:0.5,eps:0&run=sgd,lr:0.001&steps=100';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`In which unit is the loss measured? The mean over a batch or the sum, nats or bits: a choice without meaning, and gradient descent depends on it. With $c f$ instead of $f$ its steps are $c$ times as long.

Adam, RMSprop and Adagrad divide a gradient by the root of a mean of its squares. Numerator and denominator both grow by $c$; with $\varepsilon = 0$ it cancels. First, Beale's function as it is …`,
        zh: String.raw`损失用什么单位？按批次取平均还是求和，用奈特还是比特：这些选择没有实质意义，梯度下降却依赖于它。把 $f$ 换成 $c f$，步子就长 $c$ 倍。

Adam、RMSprop、Adagrad 都把梯度除以其平方平均的平方根，分子分母同时放大 $c$ 倍；取 $\varepsilon = 0$ 时恰好约掉。先看原本的 Beale 函数……`,
      },
    },
    {
      query: second,
      text: {
        en: '… and now 1024 times it. The three adaptive paths are the same to the last bit ($1024 = 2^{10}$ only changes exponents). Gradient descent, at the rate that suited it before, is gone after a few steps.',
        zh: '……再看它的 1024 倍。三条自适应轨迹完全相同，直到最后一个二进制位（$1024 = 2^{10}$ 只改变指数）。梯度下降用刚才合适的学习率，几步之后就不见了。',
      },
    },
  ],
  look: {
    en: 'Switch between the two steps: nothing moves but the one run.',
    zh: '在两个步骤之间切换：只有一条轨迹变了。',
  },
  question: {
    en: 'Where does ε break this, and would clipping by norm keep it?',
    zh: 'ε 在哪里破坏这一性质？按范数裁剪能保持它吗？',
  },
  answer: {
    en: 'Where gradients are about as small as ε: multiply the loss by $10^{-8}$ and ε = 1e-8 is no longer small. Clipping to a fixed norm is not free of scale either, unless every gradient is clipped.',
    zh: '在梯度与 ε 同样小的地方：把损失乘以 $10^{-8}$，ε = 1e-8 就不再小了。裁剪到固定范数也不是尺度无关的，除非每个梯度都被裁剪。',
  },
  reading: ['Kingma, Ba 2015, Adam: a method for stochastic optimization, section 2.1'],
  claims: [
    {
      id: 'adam',
      text: {
        en: "On Beale's function Adam ends at x = 2.1682367591407754 …",
        zh: '在 Beale 函数上，Adam 终止于 x = 2.1682367591407754……',
      },
      query: opening,
      quantity: 'theta0[0]',
      expected: 2.1682367591407754,
      tolerance: 0,
    },
    {
      id: 'adam-scaled',
      text: {
        en: '… and on 1024 times it at the very same number.',
        zh: '……在其 1024 倍上终止于完全相同的数。',
      },
      query: second,
      quantity: 'theta0[0]',
      expected: 2.1682367591407754,
      tolerance: 0,
    },
    {
      id: 'rmsprop-scaled',
      text: {
        en: 'RMSprop ends at x = 1.434137830273512 on both …',
        zh: 'RMSprop 在两者上都终止于 x = 1.434137830273512……',
      },
      query: second,
      quantity: 'theta0[1]',
      expected: 1.434137830273512,
      tolerance: 0,
    },
    {
      id: 'rmsprop',
      text: { en: '… here on the first.', zh: '……这是第一个上的值。' },
      query: opening,
      quantity: 'theta0[1]',
      expected: 1.434137830273512,
      tolerance: 0,
    },
    {
      id: 'adagrad',
      text: { en: 'Adagrad ends at x = 2.491403258498837 …', zh: 'Adagrad 终止于 x = 2.491403258498837……' },
      query: opening,
      quantity: 'theta0[2]',
      expected: 2.491403258498837,
      tolerance: 0,
    },
    {
      id: 'adagrad-scaled',
      text: { en: '… on both.', zh: '……两者上都是。' },
      query: second,
      quantity: 'theta0[2]',
      expected: 2.491403258498837,
      tolerance: 0,
    },
    {
      id: 'sgd-scaled',
      text: { en: 'Gradient descent diverges on the second.', zh: '梯度下降在第二个上发散。' },
      query: second,
      quantity: 'diverged[3]',
      expected: 1,
      tolerance: 0,
    },
  ],
};
