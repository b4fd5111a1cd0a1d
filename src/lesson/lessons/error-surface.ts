import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=0.00005*x%5E2%2B99.5*y%5E2&start=-100,1&run=sgd,lr:1e-2&run=sgd,lr:1e-7&run=adagrad,lr:1&steps=1000&window=-110,20,-2,2';
const second =
  'surface=custom&f=0.00005*x%5E2%2B99.5*y%5E2&start=-100,1&run=sgd,lr:1e-2&steps=100000&window=-110,20,-2,2';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`When a loss no longer falls, people say they are stuck in a minimum. Hung-yi Lee shows in his lectures that one need not be: on a surface that is very steep one way and very flat the other, gradient descent fails on a plain convex bowl.

Here the curvatures are $199$ and $10^{-4}$. At $\eta = 10^{-2}$ the run bounces between the walls, $y$ changing its sign in every step, and hardly moves in $x$. At $10^{-7}$ it slides to the floor and then stands still. Adagrad gives $x$ a rate that is almost a thousand times that of $y$, and walks.

(The rates are those of his figure; the surface is ours.)`,
        zh: String.raw`损失不再下降时，人们常说“卡在极小值了”。李宏毅在课程中指出，其实未必：一个方向极陡、另一个方向极平的误差表面，即使只是一个凸碗，梯度下降也会失败。

这里的曲率分别为 $199$ 与 $10^{-4}$。$\eta = 10^{-2}$ 时轨迹在两壁间来回跳，$y$ 每步变号，$x$ 几乎不动；$\eta = 10^{-7}$ 时滑到谷底，然后停住不动。Adagrad 给 $x$ 的学习率几乎是 $y$ 的一千倍，于是走得动。

（学习率取自他的图，表面是我们的。）`,
      },
    },
    {
      query: second,
      text: {
        en: 'Patience does not help: even 100,000 steps at $10^{-2}$ bring $x$ from $-100$ only to $-90.5$, since each step keeps $1 - 10^{-6}$ of it.',
        zh: '耐心也没用：即使在 $10^{-2}$ 下走 100000 步，$x$ 也只从 $-100$ 到 $-90.5$，因为每步保留了 $1 - 10^{-6}$。',
      },
    },
  ],
  look: {
    en: 'The size of the gradient: at 1e-2 it stays large although the loss stands still. A standing loss is no proof of a small gradient.',
    zh: '看梯度的大小：学习率 1e-2 时，损失停滞而梯度仍然很大。损失不降并不证明梯度小。',
  },
  question: {
    en: 'How would you tell bouncing from a real minimum in your own training?',
    zh: '在自己的训练中，怎样区分“来回弹跳”与真正的极小值？',
  },
  answer: {
    en: 'Print the norm of the gradient. In a minimum it is small; on bouncing walls it is not.',
    zh: '打印梯度的范数：极小值处它很小，在两壁间弹跳时则不然。',
  },
  reading: ['李宏毅, 机器学习 (2021/2022), 类神经网络训练不起来怎么办: 自动调整学习速率'],
  claims: [
    {
      id: 'bounces',
      text: {
        en: 'At 1e-2 y changes its sign in each of the first 200 steps.',
        zh: '学习率 1e-2 时，前 200 步中 y 每步变号。',
      },
      query: opening,
      quantity: 'changes(theta1[0], 0, 200)',
      expected: 200,
      tolerance: 0,
    },
    {
      id: 'stands',
      text: {
        en: 'At 1e-7 x has not moved by a hundredth in 1000 steps.',
        zh: '学习率 1e-7 时，1000 步中 x 移动不到百分之一。',
      },
      query: opening,
      quantity: 'theta0[1]@1000 < -99.99',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'ratio',
      text: {
        en: "Adagrad's rate for x is 977 times that for y at step 1000.",
        zh: '第 1000 步时，Adagrad 在 x 方向的学习率是 y 方向的 977 倍。',
      },
      query: opening,
      quantity: 'rate0[2]@1000/rate1[2]@1000',
      expected: 977,
      tolerance: 0.5,
    },
    {
      id: 'patience',
      text: { en: '100,000 steps at 1e-2 bring x to −90.5.', zh: '学习率 1e-2 走 100000 步，x 到 −90.5。' },
      query: second,
      quantity: 'theta0@100000',
      expected: -90.48,
      tolerance: 0.005,
    },
  ],
};
