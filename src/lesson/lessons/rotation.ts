import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:100,angle:0&run=sgd,lr:0.015&run=adagrad,lr:0.5&run=rmsprop,lr:0.02&run=adam,lr:0.1&steps=300';
const second =
  'surface=quadratic,condition:100,angle:45&run=sgd,lr:0.015&run=adagrad,lr:0.5&run=rmsprop,lr:0.02&run=adam,lr:0.1&steps=300';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: "A valley along the axes is the best that can happen to an adaptive method: its steepness is one coordinate's alone, and a rate for each coordinate is just what is needed. Adagrad reaches a loss of $10^{-3}$ in $34$ steps, Adam in $66$; gradient descent takes $267$.",
        zh: '沿坐标轴的山谷对自适应方法最有利：陡峭只属于某一个坐标，而每个坐标一个学习率正是所需。Adagrad 用 $34$ 步、Adam 用 $66$ 步把损失降到 $10^{-3}$，梯度下降要 $267$ 步。',
      },
    },
    {
      query: second,
      text: {
        en: String.raw`Now the same valley, turned by 45°. Both coordinates are equally steep, so both get the same rate, and a rate for each coordinate is one for both: $\mathrm{diag}(r_1, r_2)$ cannot stretch along a diagonal. None of the three reaches $10^{-3}$ in $300$ steps. Gradient descent does not notice that anything was turned; its steps differ only by the start.`,
        zh: String.raw`现在把同一山谷旋转 45 度。两个坐标一样陡，于是得到相同的学习率，等于两者共用一个：$\mathrm{diag}(r_1, r_2)$ 无法沿对角线拉伸。三种方法在 $300$ 步内都到不了 $10^{-3}$。梯度下降则察觉不到旋转，步数不同只因起点相对不同。`,
      },
    },
  ],
  look: {
    en: 'The effective rates in the second experiment: two curves that lie on each other.',
    zh: '看第二个实验的有效学习率：两条曲线重合。',
  },
  question: {
    en: 'Which methods would not care about the turn, and yet see the curvature?',
    zh: '哪些方法既不受旋转影响，又能利用曲率？',
  },
  answer: {
    en: 'Those with a whole matrix instead of a diagonal: Newton, L-BFGS, full-matrix Adagrad, Shampoo. For $n$ weights that is $n^2$ numbers, which is why Shampoo keeps a matrix per layer and side.',
    zh: '用整个矩阵代替对角矩阵的方法：牛顿法、L-BFGS、全矩阵 Adagrad、Shampoo。$n$ 个权重需要 $n^2$ 个数，所以 Shampoo 只为每层的每一侧保存一个矩阵。',
  },
  reading: [
    'Duchi, Hazan, Singer 2011, section 1.1 (full-matrix proximal functions)',
    'Gupta, Koren, Singer 2018, Shampoo: preconditioned stochastic tensor optimization',
  ],
  claims: [
    {
      id: 'sgd',
      text: {
        en: 'Along the axes gradient descent takes 267 steps to a loss of 1e-3 …',
        zh: '沿坐标轴时，梯度下降用 267 步把损失降到 1e-3……',
      },
      query: opening,
      quantity: 'first(loss[0] < 1e-3)',
      expected: 267,
      tolerance: 0,
    },
    {
      id: 'adagrad',
      text: { en: '… Adagrad 34 …', zh: '……Adagrad 用 34 步……' },
      query: opening,
      quantity: 'first(loss[1] < 1e-3)',
      expected: 34,
      tolerance: 0,
    },
    {
      id: 'rmsprop',
      text: { en: '… RMSprop 127 …', zh: '……RMSprop 用 127 步……' },
      query: opening,
      quantity: 'first(loss[2] < 1e-3)',
      expected: 127,
      tolerance: 0,
    },
    {
      id: 'adam',
      text: { en: '… Adam 66.', zh: '……Adam 用 66 步。' },
      query: opening,
      quantity: 'first(loss[3] < 1e-3)',
      expected: 66,
      tolerance: 0,
    },
    {
      id: 'sgd-turned',
      text: { en: 'Turned by 45°, gradient descent takes 210 …', zh: '旋转 45 度后，梯度下降用 210 步……' },
      query: second,
      quantity: 'first(loss[0] < 1e-3)',
      expected: 210,
      tolerance: 0,
    },
    {
      id: 'adagrad-turned',
      text: {
        en: '… and within 300 steps Adagrad never gets there …',
        zh: '……而 Adagrad 在 300 步内到不了……',
      },
      query: second,
      quantity: 'first(loss[1] < 1e-3)',
      expected: null,
      tolerance: 0,
    },
    {
      id: 'rmsprop-turned',
      text: { en: '… nor does RMSprop …', zh: '……RMSprop 也到不了……' },
      query: second,
      quantity: 'first(loss[2] < 1e-3)',
      expected: null,
      tolerance: 0,
    },
    {
      id: 'adam-turned',
      text: { en: '… nor Adam.', zh: '……Adam 也不行。' },
      query: second,
      quantity: 'first(loss[3] < 1e-3)',
      expected: null,
      tolerance: 0,
    },
  ],
};
