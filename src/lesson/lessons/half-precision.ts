import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=1e-8*(x%5E2%2By%5E2)&start=1,1&run=sgd,lr:1e6,label:fp16~precision,format:fp16&run=sgd,lr:1e6,label:fp16%20scaled~precision,format:fp16,scale:65536&run=sgd,lr:1e6,label:bf16~precision,format:bf16&run=sgd,lr:1e6,label:exact&steps=100';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`The smallest number above zero that fp16 has is $2^{-24} \approx 6\cdot10^{-8}$. The gradient here begins at $2\cdot10^{-8}$: rounded to half precision it is zero, and no learning rate brings it back.

The remedy is to multiply the loss by a large $S$ before the gradient is computed and to divide by $S$ afterwards, in full precision. With $S = 65536$ the gradients fall into the range that fp16 has, and the run follows the exact one to $10^{-5}$. bf16 has the exponents of single precision and needs no scale; it pays with digits, two to three of them.`,
        zh: String.raw`fp16 能表示的最小正数是 $2^{-24} \approx 6\cdot10^{-8}$。这里的梯度从 $2\cdot10^{-8}$ 开始，舍入到半精度就是零，任何学习率都救不回来。

办法是在计算梯度之前把损失乘以一个大数 $S$，之后再以全精度除以 $S$。取 $S = 65536$，梯度就落入 fp16 的范围，轨迹与精确结果相差 $10^{-5}$。bf16 的指数范围与单精度相同，不需要缩放，代价是只有两三位有效数字。`,
      },
    },
  ],
  look: {
    en: 'The run without a scale: a gradient of exactly zero, and a point that never moves.',
    zh: '看不缩放的那条：梯度恰好为零，点一动不动。',
  },
  question: { en: 'What happens with a scale that is too large?', zh: '缩放因子太大会怎样？' },
  answer: {
    en: 'Gradients beyond 65504 become infinite. Loss scalers therefore halve S when that happens, skip the step, and double S again after a while.',
    zh: '超过 65504 的梯度变成无穷大。因此动态损失缩放在溢出时把 S 减半并跳过该步，过一段时间再加倍。',
  },
  reading: ['Micikevicius et al. 2018, Mixed precision training'],
  claims: [
    {
      id: 'lost',
      text: { en: 'In half precision x stays at 1.0.', zh: '半精度下 x 停在 1.0。' },
      query: opening,
      quantity: 'theta0[0]@100',
      expected: 1,
      tolerance: 0,
    },
    {
      id: 'scaled',
      text: { en: 'With a scale of 65536 it comes to 0.13261 …', zh: '缩放 65536 后到 0.13261……' },
      query: opening,
      quantity: 'theta0[1]@100',
      expected: 0.13261,
      tolerance: 0.000005,
    },
    {
      id: 'exact',
      text: { en: '… exact arithmetic to 0.13262 …', zh: '……精确计算到 0.13262……' },
      query: opening,
      quantity: 'theta0[3]@100',
      expected: 0.13262,
      tolerance: 0.000005,
    },
    {
      id: 'bf16',
      text: { en: '… and bf16 to 0.13268.', zh: '……bf16 到 0.13268。' },
      query: opening,
      quantity: 'theta0[2]@100',
      expected: 0.13268,
      tolerance: 0.000005,
    },
  ],
};
