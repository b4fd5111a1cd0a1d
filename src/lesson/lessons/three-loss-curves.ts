import type { LessonContent } from '../types.ts';

const opening =
  'surface=quadratic,condition:20,angle:0&run=sgd,lr:0.002,label:too%20low&run=sgd,lr:0.05,label:right&run=sgd,lr:0.0995,label:nearly%20too%20high&run=sgd,lr:0.105,label:too%20high&steps=200';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Before anything else about an optimizer, look at its loss curve. Its shape says whether the learning rate is wrong, and in which direction.

*Too low*: a straight, gentle slope that never bends; the run would get there, but not today. *Right*: a steep fall that flattens out. *Nearly too high*: a fast start, then a plateau far above the others, because the run bounces between the walls of the valley. *Too high*: the loss rises, and on a logarithmic axis it rises along a straight line, since every step multiplies the error by the same factor $|1-\eta\lambda| > 1$.`,
        zh: String.raw`关于一个优化器，首先要看它的损失曲线。曲线的形状说明学习率是否合适，以及偏在哪一边。

*太低*：一条平缓的直线，始终不弯；它终会到达，但不是现在。*正好*：先急剧下降，再逐渐变平。*接近太高*：开头很快，随后停在远高于其他曲线的平台上，因为轨迹在山谷两壁之间来回弹。*太高*：损失上升；在对数坐标上沿直线上升，因为每一步都把误差乘以同一个因子 $|1-\eta\lambda| > 1$。`,
      },
    },
  ],
  look: {
    en: 'Cover the map and guess each run from its loss curve alone; then uncover it.',
    zh: '遮住地图，只凭损失曲线猜出每条轨迹；然后再对照地图。',
  },
  question: {
    en: 'After 200 steps the run at 0.0995 has a loss of 0.18, the one at 0.002 of 1.4. Which of the two rates would you change, and how?',
    zh: '200 步后，学习率 0.0995 的损失是 0.18，0.002 的是 1.4。你会怎样调整这两个学习率？',
  },
  answer: {
    en: 'Both. The first should be halved: it wastes its steps on bouncing, and 0.05 gets to 4e-9. The second should be multiplied by ten or more.',
    zh: '两个都要调。前者应减半：步子都浪费在来回弹跳上，0.05 可以到 4e-9。后者应放大十倍以上。',
  },
  reading: ['Karpathy et al., CS231n: Neural networks 3, babysitting the learning process'],
  claims: [
    {
      id: 'low',
      text: { en: 'Too low: after 200 steps the loss is still 1.40.', zh: '太低：200 步后损失仍是 1.40。' },
      query: opening,
      quantity: 'loss[0]@200',
      expected: 1.403,
      tolerance: 0.0005,
    },
    {
      id: 'right',
      text: { en: 'Right: it is 3.8e-9.', zh: '正好：损失为 3.8e-9。' },
      query: opening,
      quantity: 'loss[1]@200',
      expected: 3.84e-9,
      tolerance: 1e-11,
    },
    {
      id: 'nearly',
      text: { en: 'Nearly too high: 0.18.', zh: '接近太高：0.18。' },
      query: opening,
      quantity: 'loss[2]@200',
      expected: 0.1795,
      tolerance: 0.0001,
    },
    {
      id: 'high',
      text: {
        en: 'Too high: after 100 steps the loss has grown by more than 1e8.',
        zh: '太高：100 步后损失增长超过 1e8 倍。',
      },
      query: opening,
      quantity: 'loss[3]@100/loss[3]@0 > 1e8',
      expected: 1,
      tolerance: 0,
    },
  ],
};
