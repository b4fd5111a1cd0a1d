import type { LessonContent } from '../types.ts';

const opening = 'surface=mnist,hidden:32,images:512,batch:512&run=sgd,lr:0.1&run=sgd,lr:0.3&steps=400';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Is all that theory of bowls true for a network? Here one with $25{,}450$ weights is trained by gradient descent on the same 512 images in every step, and the largest eigenvalue of its Hessian is measured by Lanczos' method, from products of the Hessian with vectors.

At $\eta = 0.1$ the sharpness rises from the start to $7.5$ at step 100, which is far from $2/\eta = 20$: no edge is met, and once the images are learned the sharpness falls again, as it does under cross-entropy. At $\eta = 0.3$ the limit is $2/0.3 = 6.67$, in the way of that rise. At step 50 rate times sharpness is $2.004$: the network sits on the edge. Later it is flatter than the other one at every step that was measured.`,
        zh: String.raw`关于碗的这些理论对网络成立吗？这里用梯度下降训练一个有 $25{,}450$ 个权重的网络，每步都用同样的 512 幅图像，并用 Lanczos 方法（只需黑塞矩阵与向量之积）测量其黑塞矩阵的最大特征值。

$\eta = 0.1$ 时，锐度从开始升到第 100 步的 $7.5$，远低于 $2/\eta = 20$，没有碰到边界；图像学会之后锐度又下降，这是交叉熵损失的特点。$\eta = 0.3$ 时上限为 $2/0.3 = 6.67$，正好挡住这一上升：第 50 步时学习率乘以锐度为 $2.004$，网络就坐在边界上。此后在每个测量点，它都比另一个更平坦。`,
      },
    },
  ],
  look: {
    en: 'The losses on the batch at 0.3 during the first steps: not monotone, and yet falling in the long run.',
    zh: '看学习率 0.3 最初的批次损失：并不单调，但长期在下降。',
  },
  question: {
    en: 'How can a run be stable with rate times sharpness above 2?',
    zh: '学习率乘以锐度大于 2，训练怎么还能稳定？',
  },
  answer: {
    en: 'For a while it is not: it grows along the sharpest direction, and the third derivative then drives it to where that direction is less sharp. The edge is a balance, and 2.004 is a snapshot of it.',
    zh: '有一阵子确实不稳定：它沿最尖锐的方向增长，三阶导数随即把它推向该方向较平缓之处。边界是一种平衡，2.004 只是其瞬间。',
  },
  reading: [
    'Cohen, Kaur, Li, Kolter, Talwalkar 2021, Gradient descent on neural networks typically occurs at the edge of stability',
  ],
  claims: [
    {
      id: 'edge',
      text: {
        en: 'At 0.3 rate times sharpness is 2.00 at step 50.',
        zh: '学习率 0.3 时，第 50 步的学习率乘以锐度为 2.00。',
      },
      query: opening,
      quantity: 'preconditioned[1]@50',
      expected: 2.004,
      tolerance: 0.01,
    },
    {
      id: 'rise',
      text: {
        en: 'At 0.1 the sharpness rises to 7.5 at step 100 …',
        zh: '学习率 0.1 时，锐度在第 100 步升到 7.5……',
      },
      query: opening,
      quantity: 'sharpness[0]@100',
      expected: 7.46,
      tolerance: 0.02,
    },
    {
      id: 'fall',
      text: { en: '… and falls to 5.0 by step 400.', zh: '……到第 400 步降到 5.0。' },
      query: opening,
      quantity: 'sharpness[0]@400',
      expected: 5.04,
      tolerance: 0.02,
    },
    {
      id: 'flatter',
      text: { en: 'At 0.3 it is 1.9 by then.', zh: '学习率 0.3 时，那时为 1.9。' },
      query: opening,
      quantity: 'sharpness[1]@400',
      expected: 1.855,
      tolerance: 0.01,
    },
  ],
};
