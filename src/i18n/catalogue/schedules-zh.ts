/** 学习率调度与梯度处理的名称、说明和参数：简体中文。 */
import type { SameShape } from './rows.ts';
import type { schedulesEn, stagesEn } from './schedules-en.ts';

export const schedulesZh: SameShape<typeof schedulesEn> = {
  step: {
    name: '阶梯衰减',
    params: { every: '两次降低之间的更新次数', gamma: '每次乘以的系数' },
  },
  multistep: {
    name: '多阶梯衰减',
    params: { at: '在这些更新之后降低', gamma: '每次乘以的系数' },
  },
  exponential: {
    name: '指数衰减',
    params: { gamma: '每次更新乘以的系数', min: '最低学习率' },
  },
  linear: {
    name: '线性变化',
    params: { from: '起始系数', to: '最终系数', steps: '经过的更新次数' },
  },
  polynomial: {
    name: '多项式衰减',
    params: { steps: '降到零的更新次数', power: '幂次：1 为直线' },
  },
  cosine: {
    name: '余弦退火',
    params: { steps: '降到最低所用的更新次数', min: '最低学习率' },
  },
  'cosine-restarts': {
    name: '余弦退火（热重启）',
    params: { period: '第一个周期的更新次数', mult: '每个周期是前一个的多少倍', min: '最低学习率' },
  },
  cyclic: {
    name: '循环学习率',
    params: {
      max: '最高学习率',
      up: '上升的更新次数',
      down: '下降的更新次数',
      mode: '各周期的高度',
      gamma: '指数模式下每次更新乘以的系数',
    },
    choices: { mode: { triangular: '始终相同', triangular2: '每周期减半', 'exp-range': '指数缩小' } },
  },
  'one-cycle': {
    name: '单周期',
    params: {
      steps: '总更新次数',
      warmup: '上升阶段所占比例',
      div: '初始学习率：原学习率除以此数',
      finalDiv: '最终学习率：初始学习率除以此数',
    },
  },
  'inverse-time': {
    name: '逆时间衰减',
    params: { k: '衰减的快慢', power: '指数' },
  },
  'inverse-sqrt': {
    name: '逆平方根衰减',
    params: { warmup: '上升的更新次数' },
  },
  'warmup-stable-decay': {
    name: '预热–稳定–衰减',
    params: {
      warmup: '上升的更新次数',
      stable: '保持不变的更新次数',
      decay: '下降的更新次数',
      min: '最低学习率',
    },
  },
  plateau: {
    name: '停滞时降低',
    params: {
      factor: '每次乘以的系数',
      patience: '容忍多少次没有改善的更新',
      threshold: '算作改善的最小相对幅度',
      cooldown: '降低之后不计数的更新次数',
      min: '最低学习率',
    },
  },
  gradient: {
    name: '梯度平稳时降低',
    params: {
      threshold: '算作没有变化的最大相对幅度',
      factor: '每次乘以的系数',
      window: '连续多少次更新没有变化',
    },
  },
  warmup: {
    name: '预热',
    params: { steps: '上升的更新次数', from: '起始系数', wait: '另一个调度在预热结束后才开始' },
  },
};

export const stagesZh: SameShape<typeof stagesEn> = {
  noise: {
    name: '梯度噪声',
    params: { sigma: '标准差' },
  },
  precision: {
    name: '数值精度',
    params: { format: '数值格式', scale: '损失缩放系数' },
    choices: { format: { fp32: 'float32', fp16: 'float16', bf16: 'bfloat16' } },
  },
  accumulate: {
    name: '梯度累积',
    params: { every: '每次更新的小批量数' },
  },
  clip: {
    name: '梯度裁剪',
    params: { norm: '整个梯度的最大范数', value: '每个坐标的最大绝对值' },
  },
};
