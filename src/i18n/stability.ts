/** The words of the stability plots, which come with them. */
const en = {
  titles: {
    preconditioned: 'rate × curvature, largest eigenvalue',
    x: 'rate × curvature, x',
    y: 'rate × curvature, y',
    only: 'rate × curvature',
  },
  /** Over rows of cards, with the formula beside it. */
  short: { preconditioned: 'rate × curvature, largest', x: 'rate × curvature, x', y: 'rate × curvature, y' },
  meaning:
    'Rate × curvature where each gradient was taken. Above its limit (dashed, shaded) a rule overshoots, and its steps grow.',
  label: (quantity: string, runs: string) =>
    `${quantity} over the steps, with the limit of stability, for ${runs}.`,
  limit: 'limit',
  sharpness: (value: string) => ` · sharpness ${value}`,
  unknown: (runs: string) => `No limit is known for ${runs}.`,
  negative: 'Nothing is drawn where the curvature is 0 or negative: there is no floor to overshoot.',
  sharpnessTitle: 'sharpness: largest curvature',
  error: (value: string) => ` ± ${value}`,
  background: 'Measured beside the training, at evaluated steps.',
  table: 'Numbers',
  caption: (step: number) => `At step ${step}`,
  run: 'Run',
  largestHint:
    'Largest eigenvalue of R½HR½, with the rates R and the Hessian H: what has to stay below the limit',
  x: 'x',
  y: 'y',
  sharpnessHead: 'sharpness',
  sharpnessHint: 'Largest eigenvalue of the Hessian: the curvature where it is greatest',
  above: 'steps above',
  share: (count: number, all: number) => `${count} of ${all}`,
  copyCsv: 'Copy all steps as CSV',
  measuring: 'Being measured …',
  failed: (message: string) => `It could not be measured: ${message}`,
};

export type StabilityStrings = typeof en;

const zh: StabilityStrings = {
  titles: {
    preconditioned: '学习率 × 曲率，最大特征值',
    x: '学习率 × 曲率，x',
    y: '学习率 × 曲率，y',
    only: '学习率 × 曲率',
  },
  short: { preconditioned: '学习率 × 曲率，最大', x: '学习率 × 曲率，x', y: '学习率 × 曲率，y' },
  meaning: '取梯度处的学习率 × 曲率。超过稳定界限（虚线以上的阴影区），每一步都会冲过谷底，而且越来越大。',
  label: (quantity, runs) => `${runs} 的${quantity}随步数的变化，以及稳定界限。`,
  limit: '界限',
  sharpness: (value) => ` · 锐度 ${value}`,
  unknown: (runs) => `${runs} 的稳定界限未知。`,
  negative: '曲率为 0 或负处不画线：那里没有可以冲过的谷底。',
  sharpnessTitle: '锐度：最大曲率',
  error: (value) => ` ± ${value}`,
  background: '在训练之外、于评估的步上测量。',
  table: '数值',
  caption: (step) => `第 ${step} 步`,
  run: '优化器',
  largestHint: 'R½HR½ 的最大特征值（R 为学习率，H 为黑塞矩阵）：它必须低于界限',
  x: 'x',
  y: 'y',
  sharpnessHead: '锐度',
  sharpnessHint: '黑塞矩阵的最大特征值：曲率最大方向上的曲率',
  above: '超限步数',
  share: (count, all) => `${count} / ${all}`,
  copyCsv: '以 CSV 复制所有步',
  measuring: '正在测量……',
  failed: (message) => `无法测量：${message}`,
};

export const stabilityWords = { en, zh };
