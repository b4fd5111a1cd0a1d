import type { LessonContent } from '../types.ts';

const opening = 'surface=custom&f=3*x%2B0.5*y&start=0,0&run=adagrad,lr:0.5&steps=100&window=-12,2,-12,2';

export const content: LessonContent = {
  steps: [
    {
      query: opening,
      text: {
        en: String.raw`Under a constant gradient $g$ Adagrad's sum after $t$ steps is $t g^2$, and its rate
$$\frac{\eta}{\sqrt{t g^2}} = \frac{\eta}{|g|\sqrt t}.$$
Two things can be read from it. The gradient cancels: every coordinate moves by $\eta/\sqrt t$, here the steep $x$ and the flat $y$ alike. And the clock never stops: a step is worth $1/\sqrt t$, whatever happens. Together that is a $1/\sqrt t$ schedule that nobody had to choose, and that nobody can turn off.`,
        zh: String.raw`在恒定梯度 $g$ 下，Adagrad 的累加和在 $t$ 步后是 $t g^2$，学习率为
$$\frac{\eta}{\sqrt{t g^2}} = \frac{\eta}{|g|\sqrt t}.$$
由此可见两点。其一，梯度被约掉：每个坐标都移动 $\eta/\sqrt t$，陡的 $x$ 与缓的 $y$ 相同。其二，时钟从不停止：无论发生什么，第 $t$ 步只值 $1/\sqrt t$。这就是一个无需选择、也无法关闭的 $1/\sqrt t$ 调度。`,
      },
    },
  ],
  look: {
    en: 'The path is a diagonal although the slopes differ by a factor of six; the effective rates are two parallel lines on logarithmic axes.',
    zh: '两个坡度相差六倍，轨迹却是对角线；在双对数坐标上，两个有效学习率是平行的直线。',
  },
  question: {
    en: 'How far does Adagrad get in $t$ steps on such a plane?',
    zh: '在这样的平面上，Adagrad 走 $t$ 步能走多远？',
  },
  answer: {
    en: String.raw`$\eta\sum_{s\le t} 1/\sqrt s \approx 2\eta\sqrt t$: not quite 10 for $\eta = 0.5$ after 100 steps. Twice the distance takes four times as long.`,
    zh: String.raw`$\eta\sum_{s\le t} 1/\sqrt s \approx 2\eta\sqrt t$：$\eta = 0.5$ 时 100 步走了不到 10。距离加倍，时间要四倍。`,
  },
  reading: [
    'Duchi, Hazan, Singer 2011, Adaptive subgradient methods for online learning and stochastic optimization',
  ],
  claims: [
    {
      id: 'rate',
      text: {
        en: 'After 100 steps the rate of x is 0.5/(3·10) = 0.01667.',
        zh: '100 步后 x 的学习率为 0.5/(3·10) = 0.01667。',
      },
      query: opening,
      quantity: 'rate0@100',
      expected: 0.0166667,
      tolerance: 1e-7,
    },
    {
      id: 'ratio',
      text: {
        en: 'That of y is 6 times as large, as its gradient is 6 times smaller.',
        zh: 'y 的学习率是它的 6 倍，因为梯度小 6 倍。',
      },
      query: opening,
      quantity: 'rate1@100/rate0@100',
      expected: 6,
      tolerance: 1e-6,
    },
    {
      id: 'same',
      text: { en: 'Both have come equally far …', zh: '两个坐标走得一样远……' },
      query: opening,
      quantity: 'theta1@100/theta0@100',
      expected: 1,
      tolerance: 1e-6,
    },
    {
      id: 'far',
      text: { en: '… to −9.295.', zh: '……都到 −9.295。' },
      query: opening,
      quantity: 'theta0@100',
      expected: -9.2948,
      tolerance: 0.00005,
    },
  ],
};
