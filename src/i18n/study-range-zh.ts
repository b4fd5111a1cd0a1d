/** 学习率范围测试的用语。 */
import type { RangeStrings } from './study-range-en.ts';

export const range: RangeStrings = {
  title: '学习率范围测试',
  what: (from, to, steps) =>
    `只运行一次，共 ${steps} 次更新，学习率按相同比例从 ${from} 增大到 ${to}：每次更新后的损失随学习率的变化（Smith 2017）。`,
  label: (runs) => `学习率增大时的损失：${runs}。`,
  loss: '损失',
  least: '损失最小处',
  tenth: '建议值：其十分之一',
  limit: '稳定上限',
  beyond: '最小处与上限之比',
  use: '采用',
  hintOfUse: (run, rate) => `采用：${run} 的学习率设为 ${rate}`,
  keyLeast: '损失最小',
  keyTenth: '该学习率的十分之一，即 fastai 的建议',
  keyLimit: '稳定性上限',
  caveat:
    '它不是定论。不稳定要经过若干步才显现，所以损失最小处来得比稳定上限晚：在曲率为 20 的碗上，梯度下降在 0.1 以下稳定，而这里的损失一直下降到 0.47，将近五倍。它的十分之一可以作为搜索的起点，而不是终点。',
  example: '显示这个碗',
  none: '没有运行具有学习率。',
};
