import type { LessonContent } from '../types.ts';

const opening =
  'surface=custom&f=x%5E2%2B10*y%5E2&start=2,1&run=adadelta,lr:1&run=adadelta,lr:1,eps:1e-4&steps=1000';
const second =
  'surface=custom&f=1000*(x%5E2%2B10*y%5E2)&start=2,1&run=adadelta,lr:1&run=adadelta,lr:1,eps:1e-4&steps=1000';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Let weights be metres. A gradient then has the unit of loss per metre, and gradient descent subtracts loss per metre from metres. Newton's step $f'/f''$ comes out right, in metres. RMSprop's $g/\sqrt v$ has no unit at all, so $\eta$ has to be a length.

Zeiler wanted the unit without the length: multiply by the root mean square of the steps made so far,
$$\Delta\theta_t = -\frac{\sqrt{u_{t-1}+\varepsilon}}{\sqrt{s_t+\varepsilon}}\,g_t,\qquad u \text{ averages } \Delta\theta^2,\quad s \text{ averages } g^2.$$
There is no learning rate in it (PyTorch's rate of $1$ multiplies the whole).`,
        zh: String.raw`设权重的单位是米。梯度的单位就是“损失每米”，而梯度下降从米里减去“损失每米”。牛顿步 $f'/f''$ 的单位正确，是米。RMSprop 的 $g/\sqrt v$ 没有单位，所以 $\eta$ 必须是长度。

Zeiler 想要单位而不要这个长度：乘以至今各步的均方根，
$$\Delta\theta_t = -\frac{\sqrt{u_{t-1}+\varepsilon}}{\sqrt{s_t+\varepsilon}}\,g_t,\qquad u \text{ 是 } \Delta\theta^2 \text{ 的平均},\quad s \text{ 是 } g^2 \text{ 的平均}.$$
其中没有学习率（PyTorch 的学习率为 $1$，只是整体倍数）。`,
      },
    },
    {
      query: second,
      text: {
        en: String.raw`The same function times 1000: the path hardly changes. But a length has come back through the rear door. At the start $u = 0$, and the first step is $\sqrt{\varepsilon/(1-\rho)}$ long: $\varepsilon$ *is* a squared length, and the run with a hundred times the $\varepsilon$ starts ten times as fast.`,
        zh: String.raw`同一函数乘以 1000，轨迹几乎不变。但长度又从后门溜了回来：开始时 $u = 0$，第一步长 $\sqrt{\varepsilon/(1-\rho)}$。$\varepsilon$ 其实*就是*长度的平方，$\varepsilon$ 大一百倍的轨迹起步快十倍。`,
      },
    },
  ],
  look: {
    en: 'The effective rates grow from almost nothing over hundreds of steps.',
    zh: '有效学习率在几百步里从几乎为零慢慢增长。',
  },
  question: {
    en: 'How long is the first step for ε = 1e-6 and ρ = 0.9, and does it depend on the gradient?',
    zh: 'ε = 1e-6、ρ = 0.9 时第一步多长？它与梯度有关吗？',
  },
  answer: {
    en: String.raw`$\sqrt{10^{-6}/0.1} = 0.00316$, whatever the gradient, as long as that is large compared with ε.`,
    zh: String.raw`$\sqrt{10^{-6}/0.1} = 0.00316$。只要梯度远大于 ε，就与梯度无关。`,
  },
  reading: ['Zeiler 2012, ADADELTA: an adaptive learning rate method'],
  claims: [
    {
      id: 'first',
      text: { en: 'The first step is 0.00316 long …', zh: '第一步长 0.00316……' },
      query: opening,
      quantity: 'abs(theta0[0]@1 - 2)',
      expected: 0.00316227,
      tolerance: 1e-7,
    },
    {
      id: 'first-scaled',
      text: { en: '… and on 1000 times the function as well.', zh: '……函数乘以 1000 后也一样。' },
      query: second,
      quantity: 'abs(theta0[0]@1 - 2)',
      expected: 0.00316228,
      tolerance: 1e-7,
    },
    {
      id: 'later',
      text: { en: 'After 500 steps x is at 0.17584 …', zh: '500 步后 x 在 0.17584……' },
      query: opening,
      quantity: 'theta0[0]@500',
      expected: 0.17584,
      tolerance: 0.000005,
    },
    {
      id: 'later-scaled',
      text: { en: '… on both.', zh: '……两者上都是。' },
      query: second,
      quantity: 'theta0[0]@500',
      expected: 0.17584,
      tolerance: 0.000005,
    },
    {
      id: 'eps',
      text: {
        en: 'With a hundred times the ε the first step is 10 times as long.',
        zh: 'ε 大一百倍，第一步就长 10 倍。',
      },
      query: opening,
      quantity: 'abs(theta0[1]@1 - 2)/abs(theta0[0]@1 - 2)',
      expected: 10,
      tolerance: 0.001,
    },
  ],
};
