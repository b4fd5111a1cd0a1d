import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=(x*y)%5E2/2&start=3,0.1&run=sgd,lr:0.2109,label:1.9&run=sgd,lr:0.2331,label:2.1&run=sgd,lr:0.4328,label:3.9&run=sgd,lr:0.455,label:4.1&steps=300&window=-3.5,3.5,-3,3';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`The smallest network there is, two weights in a row: $f = \tfrac12(xy)^2$. Its minima are the axes, and the curvature on the $x$ axis is $x^2$: valleys from sharp to flat, all equally deep. The start has curvature $9$.

At $\eta\lambda = 1.9$ the loss only falls. At $2.1$ it *rises* first: $y$ overshoots and grows. But then its growth pushes $x$ inward, to where the curvature is smaller, until $\eta\lambda < 2$ and the run converges, in a flatter place. Up to $4$ the catapult works; at $4.1$ the run is lost.`,
        zh: String.raw`最小的网络，两个权重相连：$f = \tfrac12(xy)^2$。极小值是两条坐标轴，$x$ 轴上的曲率为 $x^2$：从尖锐到平坦的山谷，深度全都一样。起点的曲率是 $9$。

$\eta\lambda = 1.9$ 时损失只降。$2.1$ 时损失*先上升*：$y$ 冲过头并增大；它的增大又把 $x$ 推向内侧曲率较小之处，直到 $\eta\lambda < 2$，于是轨迹在更平坦的地方收敛。弹弓效应直到约 $4$ 都有效，$4.1$ 时轨迹丢失。`,
      },
    },
  ],
  look: {
    en: 'The losses of 2.1 and 3.9: a hump, then a fall. And the sharpness: it drops while the loss is high.',
    zh: '看 2.1 与 3.9 的损失：先鼓起再下降。再看锐度：在损失高的时候下降。',
  },
  question: { en: 'Why does the sharpness not drop on a bowl?', zh: '在碗上为什么锐度不会下降？' },
  answer: {
    en: 'A quadratic has the same curvature everywhere: there is no flatter place to be thrown to. The catapult needs a curvature that changes.',
    zh: '二次函数的曲率处处相同，没有更平坦的地方可去。弹弓效应需要曲率会变化。',
  },
  reading: [
    'Lewkowycz, Bahri, Dyer, Sohl-Dickstein, Gur-Ari 2020, The large learning rate phase of deep learning: the catapult mechanism',
  ],
  claims: [
    {
      id: 'falls',
      text: {
        en: 'At 1.9 the loss is never higher than at the start, 0.045.',
        zh: '1.9 时损失从不高于起点的 0.045。',
      },
      query: opening,
      quantity: 'most(loss[0])',
      expected: 0.045,
      tolerance: 1e-12,
    },
    {
      id: 'rises',
      text: { en: 'At 2.1 it rises above that …', zh: '2.1 时它会升到更高……' },
      query: opening,
      quantity: 'most(loss[1]) > 0.045',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'flatter',
      text: { en: '… and ends at a sharpness of 7.9 instead of 9.0.', zh: '……最终锐度为 7.9，而不是 9.0。' },
      query: opening,
      quantity: 'sharpness[1]',
      expected: 7.93,
      tolerance: 0.01,
    },
    {
      id: 'flattest',
      text: { en: 'At 3.9 it ends at 1.3.', zh: '3.9 时最终锐度为 1.3。' },
      query: opening,
      quantity: 'sharpness[2]',
      expected: 1.26,
      tolerance: 0.03,
    },
    {
      id: 'lost',
      text: { en: 'At 4.1 the run diverges.', zh: '4.1 时轨迹发散。' },
      query: opening,
      quantity: 'diverged[3]',
      expected: 1,
      tolerance: 0,
    },
  ],
};
