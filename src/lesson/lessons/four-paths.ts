import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=x%5E2/20%2By%5E2&start=-7,2&run=sgd,lr:0.95&run=sgd,lr:0.1,momentum:0.9&run=adagrad,lr:1.5&run=adam,lr:0.3&steps=30&window=-10,10,-4,4';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: `A picture that many students of deep learning have seen first: $f(x,y) = x^2/20 + y^2$ from $(-7, 2)$, thirty steps each of gradient descent, momentum, Adagrad and Adam, each at the rate its author chose for the picture.

Gradient descent at $0.95$ multiplies $y$ by $-0.9$ in each step and changes side every time. Momentum rolls through the valley in wide curves. Adagrad leaves the zigzag out altogether. Adam swings like momentum, in a smaller bend. Every trait comes from the update rule; none of it says which is best, since the four rates are four choices.`,
        zh: `许多深度学习的学习者最先见到的就是这幅图：$f(x,y) = x^2/20 + y^2$，从 $(-7, 2)$ 出发，梯度下降、动量、Adagrad、Adam 各走三十步，学习率由作者为这幅图选定。

学习率 $0.95$ 的梯度下降每步把 $y$ 乘以 $-0.9$，每次都跳到另一侧。动量以宽阔的曲线滚过山谷。Adagrad 完全没有锯齿。Adam 像动量那样摆动，但幅度较小。每种特征都来自更新公式；但这并不说明谁最好，因为四个学习率是四个选择。`,
      },
    },
  ],
  look: {
    en: 'Count how often each path crosses the floor of the valley.',
    zh: '数一数每条轨迹穿过谷底多少次。',
  },
  question: { en: 'Make Adagrad lose: which rate would do?', zh: '想让 Adagrad 落败，取什么学习率就行？' },
  answer: {
    en: String.raw`Any much smaller one, say 0.1: thirty steps then cover at most $0.1\cdot 2\sqrt{30} \approx 1.1$. It is as easy as that to win with a picture.`,
    zh: String.raw`小得多的任何值都行，例如 0.1：三十步最多走 $0.1\cdot 2\sqrt{30} \approx 1.1$。用一张图取胜就是这么容易。`,
  },
  reading: ['斎藤康毅 2016, ゼロから作る Deep Learning（深度学习入门）, chapter 6'],
  claims: [
    {
      id: 'sgd',
      text: {
        en: 'Gradient descent changes the side of the valley in all of its 30 steps …',
        zh: '梯度下降 30 步中每一步都换到山谷的另一侧……',
      },
      query: opening,
      quantity: 'changes(theta1[0])',
      expected: 30,
      tolerance: 0,
    },
    {
      id: 'momentum',
      text: { en: '… momentum 4 times …', zh: '……动量换 4 次……' },
      query: opening,
      quantity: 'changes(theta1[1])',
      expected: 4,
      tolerance: 0,
    },
    {
      id: 'adagrad',
      text: { en: '… Adagrad never …', zh: '……Adagrad 从不换……' },
      query: opening,
      quantity: 'changes(theta1[2])',
      expected: 0,
      tolerance: 0,
    },
    {
      id: 'adam',
      text: { en: '… Adam twice.', zh: '……Adam 换 2 次。' },
      query: opening,
      quantity: 'changes(theta1[3])',
      expected: 2,
      tolerance: 0,
    },
    {
      id: 'x-sgd',
      text: {
        en: 'After 30 steps gradient descent is at x = −0.350 …',
        zh: '30 步后梯度下降在 x = −0.350……',
      },
      query: opening,
      quantity: 'theta0[0]',
      expected: -0.35,
      tolerance: 0.0005,
    },
    {
      id: 'x-momentum',
      text: { en: '… momentum at 0.896 …', zh: '……动量在 0.896……' },
      query: opening,
      quantity: 'theta0[1]',
      expected: 0.896,
      tolerance: 0.0005,
    },
    {
      id: 'x-adagrad',
      text: { en: '… Adagrad at −0.120 …', zh: '……Adagrad 在 −0.120……' },
      query: opening,
      quantity: 'theta0[2]',
      expected: -0.12,
      tolerance: 0.0005,
    },
    {
      id: 'x-adam',
      text: { en: '… and Adam at 0.136.', zh: '……Adam 在 0.136。' },
      query: opening,
      quantity: 'theta0[3]',
      expected: 0.136,
      tolerance: 0.0005,
    },
  ],
};
