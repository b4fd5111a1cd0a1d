import type { LessonContent } from '../types.ts';

const opening =
  'surface=rosenbrock&start=-1.5,2&run=sgd,lr:0.01&run=sgd,lr:0.01~clip,norm:1&run=sgd,lr:0.001&steps=500';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Rosenbrock's valley has walls like cliffs. At its usual start the gradient is $163$ long. A rate of $0.01$ makes a step of $1.6$ out of that, over the valley to a place where the gradient is longer still: after seven steps the run is no longer finite.

Clipping shortens a gradient to the length $c$ where it is longer,
$$g \leftarrow g\cdot\min\Bigl(1, \frac{c}{\lVert g\rVert}\Bigr),$$
and leaves its direction. With $c = 1$ no step is longer than $0.01$. The same rate that failed now beats the ten times smaller one: it is slow on the cliff, where it has to be, and ten times as fast in the valley.`,
        zh: String.raw`Rosenbrock 山谷的两壁如同悬崖。在通常的起点，梯度长度是 $163$。学习率 $0.01$ 使一步长达 $1.6$，越过山谷，落到梯度更长的地方：七步之后就不再有限。

梯度裁剪把过长的梯度缩短到 $c$，
$$g \leftarrow g\cdot\min\Bigl(1, \frac{c}{\lVert g\rVert}\Bigr),$$
方向不变。取 $c = 1$ 时，每步不超过 $0.01$。原本失败的学习率，现在胜过小十倍的学习率：在悬崖上该慢则慢，在山谷里快十倍。`,
      },
    },
  ],
  look: {
    en: 'The clipped run: equal steps down the wall, then longer and shorter ones along the floor.',
    zh: '看裁剪后的轨迹：沿谷壁等长的步子，到谷底后长短不一。',
  },
  question: {
    en: 'In how far is clipping an adaptive learning rate?',
    zh: '在什么意义上，裁剪是一种自适应学习率？',
  },
  answer: {
    en: "It divides the rate by the norm of the gradient, as Adagrad's first step does, but by one number for all coordinates, and only above the threshold.",
    zh: '它把学习率除以梯度的范数，类似 Adagrad 的第一步；但所有坐标共用一个数，且只在超过阈值时。',
  },
  reading: ['Pascanu, Mikolov, Bengio 2013, On the difficulty of training recurrent neural networks'],
  claims: [
    {
      id: 'lost',
      text: { en: 'At 0.01 the run diverges …', zh: '学习率 0.01 时轨迹发散……' },
      query: opening,
      quantity: 'diverged[0]',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'when',
      text: { en: '… within 7 steps.', zh: '……在 7 步之内。' },
      query: opening,
      quantity: 'most(step[0])',
      expected: 7,
      tolerance: 0,
    },
    {
      id: 'norm',
      text: { en: 'The first gradient is 163 long.', zh: '第一个梯度长 163。' },
      query: opening,
      quantity: 'sqrt(grad0[2]@1^2 + grad1[2]@1^2)',
      expected: 162.9,
      tolerance: 0.05,
    },
    {
      id: 'clipped',
      text: { en: 'Clipped to 1, the same rate comes to 3.78 …', zh: '裁剪到 1，同样的学习率到 3.78……' },
      query: opening,
      quantity: 'loss[1]@500',
      expected: 3.781,
      tolerance: 0.001,
    },
    {
      id: 'small',
      text: { en: '… the ten times smaller one to 4.47.', zh: '……小十倍的学习率到 4.47。' },
      query: opening,
      quantity: 'loss[2]@500',
      expected: 4.47,
      tolerance: 0.001,
    },
  ],
};
