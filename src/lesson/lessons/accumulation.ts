import type { LessonContent } from '../types.ts';

const opening = 'surface=regression,batch:8&run=sgd,lr:0.05~accumulate,every:4&steps=100';
const second = 'surface=regression,batch:32&run=sgd,lr:0.05&steps=100';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`A batch of 32 does not fit into memory? Take four of 8, add up their gradients, make one update with the mean. The mean of four means of 8 samples is the mean over all 32,
$$\frac14\sum_{k=1}^4 \frac18\sum_{i\in B_k} g_i = \frac1{32}\sum_i g_i,$$
and the update is that of the large batch.`,
        zh: String.raw`大小为 32 的批次放不进内存？取四个大小为 8 的批次，把梯度累加，用平均做一次更新。四个“8 个样本的平均”的平均，就是 32 个样本的平均，
$$\frac14\sum_{k=1}^4 \frac18\sum_{i\in B_k} g_i = \frac1{32}\sum_i g_i,$$
更新与大批次的完全一样。`,
      },
    },
    {
      query: second,
      text: {
        en: String.raw`The same 32 samples in one batch. After 100 updates the two runs differ by $2\cdot10^{-17}$: the order of the sums, nothing else.`,
        zh: String.raw`同样的 32 个样本放在一个批次里。100 次更新后两者相差 $2\cdot10^{-17}$：只是求和次序的舍入误差。`,
      },
    },
  ],
  look: { en: 'Switch between the two steps: the same path.', zh: '在两个步骤之间切换：同一条轨迹。' },
  question: {
    en: 'With which layers of a network is accumulation *not* the same as a larger batch?',
    zh: '网络中有哪些层会使累积*不*等价于更大的批次？',
  },
  answer: {
    en: "With those that look at the whole batch, above all batch normalization: it normalizes each piece by the piece's own mean.",
    zh: '那些依赖整个批次的层，首先是批归一化：它用每一小批自己的均值做归一化。',
  },
  reading: ['Goyal et al. 2017, Accurate, large minibatch SGD, section 3'],
  claims: [
    {
      id: 'accumulated',
      text: {
        en: 'Four times 8, accumulated: x = 0.05662332965918 after 100 updates.',
        zh: '累积四个 8：100 次更新后 x = 0.05662332965918。',
      },
      query: opening,
      quantity: 'theta0@100',
      expected: 0.05662332965918,
      tolerance: 1e-14,
    },
    {
      id: 'whole',
      text: { en: 'Once 32: the same to 14 digits.', zh: '一个 32：前 14 位小数相同。' },
      query: second,
      quantity: 'theta0@100',
      expected: 0.05662332965918,
      tolerance: 1e-14,
    },
  ],
};
