import type { LessonContent } from '../types.ts';

const opening =
  'surface=reddi,period:3,slope:0.33333333333&run=adam,beta1:0,beta2:0.1,lr:0.05&run=amsgrad,beta1:0,beta2:0.1,lr:0.05&steps=3000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Reddi, Kale and Kumar found an error in the proof that Adam converges, and an example to go with it. One gradient in three is large and points the right way; the other two are small and point the wrong way. On average the right way wins: the minimum lies at about $-1$.

With a short memory ($\beta_2 = 0.1$) Adam divides the large gradient by a $\sqrt v$ that is large just then, and the two small ones by one that has nearly forgotten it. The rare large step is shrunk, the frequent small ones are not, and Adam walks to $+1$. AMSGrad divides by the largest $v$ so far, which never shrinks, and walks to $-1$.`,
        zh: String.raw`Reddi、Kale 与 Kumar 发现 Adam 收敛性证明中的错误，并给出了反例。三个梯度中有一个很大且方向正确，另两个很小且方向错误。平均来看正确的方向占优：极小值在约 $-1$ 处。

记忆很短（$\beta_2 = 0.1$）时，Adam 把大梯度除以恰好此刻很大的 $\sqrt v$，把两个小梯度除以几乎已忘掉它的 $\sqrt v$。稀有的大步被缩小，频繁的小步却没有，于是 Adam 走向 $+1$。AMSGrad 除以至今最大的 $v$，它从不变小，于是走向 $-1$。`,
      },
    },
  ],
  look: {
    en: 'The effective rate of Adam jumps up and down with period three; that of AMSGrad is flat.',
    zh: 'Adam 的有效学习率以三步为周期跳动；AMSGrad 的是平的。',
  },
  question: { en: 'Does it help Adam to use β₂ = 0.999?', zh: '让 Adam 用 β₂ = 0.999 有用吗？' },
  answer: {
    en: 'Here yes: it then remembers about a thousand gradients, far more than the period of three. For any β₂ there is a longer period that fools it.',
    zh: '在这里有用：它能记住约一千个梯度，远超周期三。但对任何 β₂，都存在更长的周期使它失败。',
  },
  reading: ['Reddi, Kale, Kumar 2018, On the convergence of Adam and beyond, theorem 1'],
  claims: [
    {
      id: 'adam',
      text: { en: 'Adam ends at x = +1.10 …', zh: 'Adam 终止于 x = +1.10……' },
      query: opening,
      quantity: 'theta0[0]',
      expected: 1.1,
      tolerance: 0.005,
    },
    {
      id: 'amsgrad',
      text: { en: '… AMSGrad at −1.01.', zh: '……AMSGrad 终止于 −1.01。' },
      query: opening,
      quantity: 'theta0[1]',
      expected: -1.01,
      tolerance: 0.005,
    },
  ],
};
