/** The words of the picture of a surface along a step, which come with it. */
import type { Locale } from './words.ts';

type Kind = 'side' | 'floor' | 'lower' | 'higher' | 'uphill' | 'open' | 'none';

export interface AlongStepStrings {
  readonly title: string;
  readonly label: string;
  /** `share`: of the way to the floor. */
  readonly kinds: Readonly<Record<Kind, (share: string) => string>>;
}

export const alongStepWords: Readonly<Record<Locale, AlongStepStrings>> = {
  en: {
    title: 'Along the step',
    label: 'The surface along the step, with the parabola that fits it where the step began (dashed).',
    kinds: {
      side: (share) => `It stayed on its side: ${share} of the way to the floor.`,
      floor: () => 'It reached the floor.',
      lower: (share) => `It crossed the floor to the other wall, lower than before: ${share} of the way.`,
      higher: (share) =>
        `It overshot: up the other wall, higher than before, ${share} of the way to the floor.`,
      uphill: () => 'It went uphill, against the gradient: earlier steps carry it.',
      open: () => 'The surface bends down along it: there is no floor ahead to overshoot.',
      none: () => 'It did not move.',
    },
  },
  zh: {
    title: '沿这一步',
    label: '沿这一步的曲面，以及起步处与之吻合的抛物线（虚线）。',
    kinds: {
      side: (share) => `仍在原来一侧：走了到谷底距离的 ${share}。`,
      floor: () => '正好到达谷底。',
      lower: (share) => `越过谷底到了另一侧，但比原来低：走了到谷底距离的 ${share}。`,
      higher: (share) => `冲过了头：到了另一侧，比原来还高，走了到谷底距离的 ${share}。`,
      uphill: () => '逆着梯度上坡：由之前的步子带动。',
      open: () => '曲面沿这一步向下弯：前方没有可以冲过的谷底。',
      none: () => '没有移动。',
    },
  },
};
